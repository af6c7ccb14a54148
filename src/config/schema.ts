import { defaultSeverities, type Severity } from '../model/diagnostic.js';
import type {
  FigureFormat,
  UserConfig,
  UserFigureConfig,
  UserPrivacyConfig,
  UserRemoteConfig,
  UserSiteConfig,
} from './define-config.js';
import { either, type Fields, integer, kind, list, number, object, oneOf, problemsOf, text } from './shape.js';

/** A configuration that is valid, or everything that is wrong with it, one sentence each. */
export type ParsedConfig =
  | { readonly config: UserConfig; readonly problems?: never }
  | { readonly config?: never; readonly problems: readonly string[] };

/** Validates a value of unknown type as a configuration: the fields of `UserConfig`, and no others. */
export function parseUserConfig(value: unknown): ParsedConfig {
  const problems = problemsOf(userConfig, value);
  return problems.length === 0 ? { config: value as UserConfig } : { problems };
}

const onOrOff = oneOf('true or false', true, false);
const paths = (takes: string) => either(takes, text(takes), list(takes, text('a path'), 1));

const remote = object<UserRemoteConfig>('an object with limits on downloads', {
  allow: list(
    'a list of servers',
    text("a server without scheme and path, such as '127.0.0.1:8080'", (server) =>
      /^(\[[\da-f:.]+\]|[^\s/:@?#[\]]+)(:\d{1,5})?$/i.test(server),
    ),
  ),
  timeout: number('seconds, more than 0 and at most 600', (seconds) => seconds > 0 && seconds <= 600),
  maxBytes: integer('a whole number of bytes, at least 1', 1),
});

const figures = object<UserFigureConfig>('an object with settings for figures', {
  widths: list(
    'a list of widths in pixels, at least one',
    integer('a whole number of pixels from 16 to 10000', 16, 10_000),
    1,
  ),
  formats: list(
    "a list of 'webp' and 'avif', at least one",
    oneOf<FigureFormat>("'webp' or 'avif'", 'webp', 'avif'),
    1,
  ),
  quality: integer('a whole number from 1 to 100', 1, 100),
  remote: either('true, false, or an object with `allow`, `timeout` and `maxBytes`', onOrOff, remote),
  maxPixels: integer('a whole number of pixels, at least 1', 1),
});

const link = object<NonNullable<UserSiteConfig['links']>[number]>(
  "an object such as { title: 'Modules', href: 'https://course.example/' }",
  {
    title: text('the text of the link'),
    href: text("an address, 'https://…' or './…'", (href) => /^(https?:\/\/|mailto:|[./#?])/i.test(href)),
  },
  ['title', 'href'],
);

const site = object<UserSiteConfig>('an object with settings for the site', {
  base: text("an address such as 'https://course.example/reports/'", isWebAddress),
  lang: text("a language tag such as 'en' or 'pt-BR'", isLanguageTag),
  noindex: onOrOff,
  links: list("a list such as [{ title: 'Modules', href: 'https://course.example/' }]", link),
});

const privacy = object<UserPrivacyConfig>('an object with `redact`, `studentNumber` and `questions`', {
  redact: onOrOff,
  studentNumber: kind(
    'a regular expression such as /s\\d{6}/i, or false',
    (value): value is RegExp | false => value === false || value instanceof RegExp,
  ),
  questions: list('a list of numbers of questions', integer('the number of a question', 0)),
});

const severity = oneOf<Severity | 'off'>("'off', 'warn' or 'error'", 'off', 'warn', 'error');
type Severities = NonNullable<UserConfig['checks']>;
const severities = Object.fromEntries(Object.keys(defaultSeverities).map((rule) => [rule, severity]));

const userConfig = object<UserConfig>('an object, as `defineConfig({ … })` returns it', {
  title: text('a text'),
  reports: paths('a path or glob, or a list of them'),
  template: paths('the path of a Markdown file, or a list of them'),
  out: text('the path of a folder'),
  layouts: text('the path of a folder'),
  assets: text('the path of a folder'),
  figures,
  checks: object<Severities>('an object of rule names and severities', severities as Fields<Severities>),
  words: oneOf<'read' | 'raw'>("'read' or 'raw'", 'read', 'raw'),
  site,
  privacy,
  markdown: kind(
    'a function that receives the markdown-it instance',
    (value): value is NonNullable<UserConfig['markdown']> => typeof value === 'function',
  ),
  highlight: onOrOff,
  math: onOrOff,
});

function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
