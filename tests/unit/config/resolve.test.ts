import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flags } from '../../../src/config/config.js';
import type { UserConfig } from '../../../src/config/define-config.js';
import { guardOut } from '../../../src/config/guard-out.js';
import { resolveConfig } from '../../../src/config/resolve.js';
import { defaultSeverities } from '../../../src/model/diagnostic.js';
import { UserError } from '../../../src/model/user-error.js';

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-resolve-')));
});
afterAll(() => rmSync(root, { recursive: true }));

function resolved(user: UserConfig = {}, flags: Flags = {}, path = join(root, 'build.config.ts')) {
  return resolveConfig({ root, loaded: { path, user }, flags });
}

it('fills in every default', () => {
  expect(resolveConfig({ root, loaded: { user: {} }, flags: {} })).toEqual({
    root,
    configFile: null,
    configSources: null,
    title: 'Reports',
    reports: ['reports/*'],
    templates: [],
    out: join(root, 'site'),
    layouts: join(root, 'layouts'),
    assets: join(root, 'assets'),
    cacheFolder: join(root, '.cache', 'handin'),
    useCache: true,
    figures: {
      widths: [800, 1600],
      formats: ['webp'],
      quality: 80,
      full: 'compact',
      remote: { allow: [], timeoutMs: 10_000, maxBytes: 20_000_000 },
      maxPixels: 50_000_000,
    },
    checks: defaultSeverities,
    words: 'read',
    site: { id: null, base: null, lang: 'en', noindex: true, links: [] },
    privacy: { redact: false, studentNumber: /s\d{6}/i, questions: [] },
    questions: {},
    roster: null,
    deadline: null,
    evidence: [],
    markdown: null,
    highlight: true,
    math: true,
    watch: { editor: 'vscode://file{path}:{line}:{column}' },
    singleFile: false,
    audience: 'staff',
    strict: false,
    shard: null,
    complete: true,
    maxPartBytes: 700_000,
  });
});

it('puts flags over the configuration', () => {
  const user = { out: 'public', template: 'a.md', reports: 'groups/*' };
  const flags = { out: 'elsewhere', template: ['b.md', 'c.md'], paths: ['one'], cache: false, strict: true };
  expect(resolved(user)).toMatchObject({
    out: join(root, 'public'),
    templates: [join(root, 'a.md')],
    reports: ['groups/*'],
  });
  expect(resolved(user, flags)).toMatchObject({
    out: join(root, 'elsewhere'),
    templates: [join(root, 'b.md'), join(root, 'c.md')],
    reports: ['one'],
    useCache: false,
    strict: true,
  });
});

it('completes and normalises what the configuration says in part', () => {
  const config = resolved({
    figures: { widths: [1600, 800, 800], remote: { allow: ['LOCALHOST:80'], timeout: 1.5 } },
    checks: { 'figure-alt': 'off', 'text-todo': undefined },
    site: { base: 'https://course.example/x' },
  });
  expect(config.figures).toEqual({
    widths: [800, 1600],
    formats: ['webp'],
    quality: 80,
    full: 'compact',
    remote: { allow: ['localhost:80'], timeoutMs: 1500, maxBytes: 20_000_000 },
    maxPixels: 50_000_000,
  });
  expect(config.checks).toEqual({ ...defaultSeverities, 'figure-alt': 'off' });
  expect(config.site.base).toBe('https://course.example/x/');
  expect(resolved({ figures: { remote: false } }).figures.remote).toBeNull();
});

it('cannot be changed', () => {
  const config = resolved({ checks: { 'figure-alt': 'off' } });
  expect(() => Object.assign(config, { out: '/' })).toThrow(TypeError);
  expect(() => Object.assign(config.figures, { quality: 1 })).toThrow(TypeError);
  expect(() => Object.assign(config.checks, { 'figure-alt': 'warn' })).toThrow(TypeError);
});

describe('the output folder', () => {
  function refusal(action: () => unknown): string {
    try {
      action();
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    return 'accepted';
  }
  const start = "The output folder would replace files that are not the site's:";

  it('is not the root of the file system', () => {
    const top = parse(root).root;
    expect(refusal(() => resolved({ out: top }))).toBe(`${start} ${top} is the root of the file system.`);
  });

  it('is not the home folder and does not hold it', () => {
    expect(refusal(() => resolved({ out: homedir() }))).toBe(`${start} ${homedir()} is the home folder.`);
  });

  it('is not the project and does not hold it', () => {
    expect(refusal(() => resolved({ out: '.' }))).toBe(`${start} ${root} is the project's folder.`);
    const above = join(root, 'course');
    mkdirSync(join(above, 'project'), { recursive: true });
    const action = () => resolveConfig({ root: join(above, 'project'), loaded: { user: { out: '..' } }, flags: {} });
    expect(refusal(action)).toBe(`${start} ${above} holds the project's folder, ${join(above, 'project')}.`);
  });

  it.each([
    ['layouts', {}, 'is the folder of layouts.'],
    ['assets/built', {}, 'lies in the folder of assets, ROOT/assets.'],
    ['shared', { layouts: 'shared/layouts' }, 'holds the folder of layouts, ROOT/shared/layouts.'],
    ['course', { template: 'course/template.md' }, 'holds a template, ROOT/course/template.md.'],
    ['.cache', {}, 'holds the cache, ROOT/.cache/handin.'],
    ['build.config.ts', {}, 'is the configuration.'],
  ])('%s with %o is refused', (out, user, end) => {
    const expected = `${start} ${join(root, out)} ${end.replace(/ROOT\S*(?=\.$)/, (path) => join(path.replace('ROOT', root)))}`;
    expect(refusal(() => resolved({ ...user, out }))).toBe(expected);
  });

  it('neither holds, nor is, nor lies in a report', () => {
    const report = join(root, 'groups', 'one');
    const check = (out: string) => refusal(() => guardOut(resolved({ out }), [report]));
    expect(check('groups')).toBe(`${start} ${join(root, 'groups')} holds a report, ${report}.`);
    expect(check('groups/one')).toBe(`${start} ${report} is a report.`);
    expect(check('groups/one/site')).toBe(`${start} ${join(report, 'site')} lies in a report, ${report}.`);
    expect(check('groups/one-site')).toBe('accepted');
    expect(check('..site')).toBe('accepted');
  });

  it('is compared after following links', () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'link'), 'junction');
    const report = join(root, 'real', 'one');
    expect(refusal(() => guardOut(resolved({ out: 'link/one/site' }), [report]))).toBe(
      `${start} ${join(root, 'link/one/site')} lies in a report, ${report}.`,
    );
  });

  it('may lie elsewhere', () => {
    expect(refusal(() => resolved({ out: join(dirname(root), 'public') }))).toBe('accepted');
  });
});

it('takes a question that is private for one of `privacy.questions`, and ranges in both forms', () => {
  const { questions, privacy } = resolveConfig({
    root: '/course',
    loaded: {
      user: {
        privacy: { questions: [3] },
        questions: { '2025:1': { words: [5, 9], private: true }, '2': { figures: { min: 1 } } },
      },
    },
    flags: {},
  });
  expect(privacy.questions).toEqual(['3', '2025:1']);
  expect(questions).toEqual({
    '2025:1': { words: { min: 5, max: 9 }, private: true },
    '2': { figures: { min: 1 }, private: false },
  });
});
