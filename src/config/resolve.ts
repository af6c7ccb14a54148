import { resolve } from 'node:path';
import { parseInstant } from '../model/parse-instant.js';
import type { Range, SettingsByQuestion } from '../model/question-settings.js';
import { cacheFolderOf } from './cache-folder.js';
import type { Config, FigureConfig, Flags, PrivacyConfig, RosterConfig, SiteConfig } from './config.js';
import {
  defaults,
  figureDefaults,
  maxPartBytes,
  privacyDefaults,
  remoteDefaults,
  siteDefaults,
  watchDefaults,
} from './defaults.js';
import type { UserConfig, UserRange } from './define-config.js';
import { guardOut } from './guard-out.js';
import type { LoadedConfig } from './load.js';

/** What a configuration is resolved from. */
export interface ResolveInput {
  /** Absolute path of the folder the command was started in. */
  readonly root: string;
  readonly loaded: LoadedConfig;
  readonly flags: Flags;
}

/**
 * Merges flags, configuration and defaults, in this order of precedence.
 *
 * @throws UserError when the output folder would overwrite something (see `guardOut`)
 */
export function resolveConfig({ root, loaded: { path, user, sources }, flags }: ResolveInput): Config {
  const absolute = (relative: string): string => resolve(root, relative);
  const config: Config = deepFreeze({
    root,
    configFile: path ?? null,
    configSources: sources ?? null,
    title: user.title ?? defaults.title,
    reports: flags.paths?.length ? [...flags.paths] : listOf(user.reports ?? defaults.reports),
    templates: listOf(flags.template ?? user.template ?? defaults.template).map(absolute),
    out: absolute(flags.out ?? user.out ?? defaults.out),
    layouts: absolute(user.layouts ?? defaults.layouts),
    assets: absolute(user.assets ?? defaults.assets),
    cacheFolder: cacheFolderOf(root),
    useCache: flags.cache ?? true,
    figures: resolveFigures(user.figures ?? {}),
    checks: {
      ...defaults.checks,
      ...withoutUndefined(user.checks ?? {}),
      ...flags.rule,
      // Only who collects the reports can mend it.
      ...(flags.for === 'public' ? { 'record-damaged': 'off' } : {}),
    },
    words: user.words ?? defaults.words,
    site: resolveSite(user.site ?? {}),
    privacy: resolvePrivacy(user),
    questions: resolveQuestions(user.questions ?? defaults.questions),
    // Reports named by hand are those that are meant, and no others.
    roster: user.roster === undefined || flags.paths?.length ? null : resolveRoster(user.roster, absolute),
    deadline: user.deadline === undefined ? null : (parseInstant(user.deadline) ?? null),
    evidence: (user.evidence ?? defaults.evidence).map(({ item, files }) => ({ item, files: [...files] })),
    markdown: user.markdown ?? null,
    highlight: user.highlight ?? defaults.highlight,
    math: user.math ?? defaults.math,
    watch: { editor: (user.watch?.editor ?? watchDefaults.editor) || null },
    singleFile: flags.singleFile ?? false,
    audience: flags.for ?? 'staff',
    strict: flags.strict ?? false,
    shard: flags.shard ?? null,
    complete: !flags.paths?.length && !flags.shard,
    maxPartBytes,
  });
  guardOut(config, []);
  return config;
}

function resolveFigures(user: NonNullable<UserConfig['figures']>): FigureConfig {
  return {
    widths: [...new Set(user.widths ?? figureDefaults.widths)].sort((a, b) => a - b),
    formats: [...new Set(user.formats ?? figureDefaults.formats)],
    quality: user.quality ?? figureDefaults.quality,
    full: user.full ?? figureDefaults.full,
    remote: resolveRemote(user.remote ?? figureDefaults.remote),
    maxPixels: user.maxPixels ?? figureDefaults.maxPixels,
  };
}

function resolveRemote(user: NonNullable<NonNullable<UserConfig['figures']>['remote']>): FigureConfig['remote'] {
  if (user === false) return null;
  const limits = user === true ? {} : user;
  return {
    allow: (limits.allow ?? remoteDefaults.allow).map((server) => server.toLowerCase()),
    timeoutMs: (limits.timeout ?? remoteDefaults.timeout) * 1000,
    maxBytes: limits.maxBytes ?? remoteDefaults.maxBytes,
  };
}

function resolveSite(user: NonNullable<UserConfig['site']>): SiteConfig {
  return {
    id: user.id ?? null,
    base: user.base === undefined ? null : user.base.replace(/\/*$/, '/'),
    lang: user.lang ?? siteDefaults.lang,
    noindex: user.noindex ?? siteDefaults.noindex,
    links: (user.links ?? siteDefaults.links).map(({ title, href }) => ({ title, href })),
  };
}

function resolvePrivacy({ privacy: user = {}, questions = {} }: UserConfig): PrivacyConfig {
  return {
    redact: user.redact ?? privacyDefaults.redact,
    studentNumber: (user.studentNumber ?? privacyDefaults.studentNumber) || null,
    questions: [
      ...(user.questions ?? privacyDefaults.questions).map(String),
      ...Object.keys(questions).filter((key) => questions[key]?.private),
    ],
  };
}

function resolveRoster(user: NonNullable<UserConfig['roster']>, absolute: (relative: string) => string): RosterConfig {
  const { file, columns = {} } = typeof user === 'string' ? { file: user } : user;
  const named = Object.entries(withoutUndefined(columns)).map(([column, names]) => [column, listOf(names)] as const);
  return { file: absolute(file), columns: Object.fromEntries(named) };
}

function resolveQuestions(user: NonNullable<UserConfig['questions']>): SettingsByQuestion {
  return Object.fromEntries(
    Object.entries(user).map(([key, { words, figures, points, private: isPrivate = false } = {}]) => [
      key,
      {
        ...(words === undefined ? {} : { words: resolveRange(words) }),
        ...(figures === undefined ? {} : { figures: resolveRange(figures) }),
        ...(points === undefined ? {} : { points }),
        private: isPrivate,
      },
    ]),
  );
}

function resolveRange(user: UserRange): Range {
  const { min, max } = 'length' in user ? { min: user[0], max: user[1] } : user;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : [...value];
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
