import { describe, expect, expectTypeOf, it, test } from 'vitest';
import type { z } from 'zod';
import { defineConfig, type UserConfig } from '../../../src/config/define-config.js';
import type { userConfigSchema } from '../../../src/config/schema.js';
import { parseUserConfig } from '../../../src/config/schema-problems.js';

/** Without `undefined` and `readonly`, on which the two may differ in the letter. */
type Comparable<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { -readonly [K in keyof T]-?: Comparable<Exclude<T[K], undefined>> }
    : T;

test('the type and the schema have the same fields', () => {
  expectTypeOf<Comparable<z.input<typeof userConfigSchema>>>().toEqualTypeOf<Comparable<UserConfig>>();
});

test('the type refuses a misspelt field', () => {
  // @ts-expect-error: it is `figures`
  defineConfig({ figure: {} });
});

it('accepts every field', () => {
  const config: UserConfig = {
    title: 'Course',
    reports: ['a/*', 'b/*'],
    template: 'template.md',
    out: 'public',
    layouts: 'my-layouts',
    assets: 'my-assets',
    figures: {
      widths: [400],
      formats: ['avif', 'webp'],
      quality: 100,
      full: 'source',
      remote: { allow: ['127.0.0.1:8080', 'images.internal', '[::1]:80'], timeout: 2.5, maxBytes: 1 },
      maxPixels: 1_000_000,
    },
    checks: { 'figure-alt': 'off' },
    words: 'raw',
    site: {
      id: 'robotics-2026',
      base: 'https://course.example/reports',
      lang: 'pt-BR',
      noindex: false,
      links: [{ title: 'Modules', href: './modules/' }],
    },
    privacy: { redact: true, studentNumber: /\d{8}/, questions: [1, '2a', '2025:3'] },
    questions: {
      '7': { words: [100, 200], figures: { min: 1 }, points: 2.5, private: true },
      '2025:1.2': { words: { max: 9 } },
    },
    roster: { file: 'roster.csv', columns: { group: 'Team', members: ['Student A', 'Student B'] } },
    deadline: '2026-01-23T23:59:59+01:00',
    evidence: [{ item: 'M17', files: ['.github/workflows/*.yml'] }],
    markdown: () => {},
    highlight: false,
    math: false,
  };
  expect(parseUserConfig(config)).toEqual({ config });
});

it('accepts nothing at all, and fields that are undefined', () => {
  expect(parseUserConfig({})).toEqual({ config: {} });
  expect(parseUserConfig({ title: undefined }).problems).toBeUndefined();
});

describe('problems', () => {
  const cases: [name: string, config: unknown, problems: string[]][] = [
    [
      'a misspelt field of a question',
      { questions: { '7': { figure: [1, 2] } } },
      ['Unknown field `questions.7.figure`: did you mean `figures`?'],
    ],
    [
      'a range that descends',
      { questions: { '7': { words: [200, 100] } } },
      [
        '`questions.7.words` is a list; it takes the fewest and the most, such as [100, 200], or an object such as { min: 1 }.',
      ],
    ],
    [
      'a question without a key',
      { questions: { 'Question 7': {} } },
      [
        "`questions` has the key 'Question 7'; it takes a key such as '7', '1a' or 'results', or '2025:2' for one template.",
      ],
    ],
    [
      'a question that is a text',
      { questions: { '7': '100-200 words' } },
      [
        "`questions.7` is '100-200 words'; it takes an object such as { words: [100, 200], figures: { min: 1 }, points: 5, private: true }.",
      ],
    ],
    ['a near miss', { figure: {} }, ['Unknown field `figure`: did you mean `figures`?']],
    ['a near miss below', { site: { links: [], langs: 'en' } }, ['Unknown field `site.langs`: did you mean `lang`?']],
    [
      'a misspelt rule',
      { checks: { 'figure-atl': 'off' } },
      ['Unknown field `checks.figure-atl`: did you mean `figure-alt`?'],
    ],
    [
      'an unknown field unlike any other',
      { privacy: { anonymousAuthors: true } },
      ['Unknown field `privacy.anonymousAuthors`. The fields here are `redact`, `studentNumber`, `questions`.'],
    ],
    ['a wrong type', { title: 5 }, ['`title` is 5; it takes a text.']],
    ['an empty path', { out: '' }, ["`out` is ''; it takes the path of a folder."]],
    ['null', { math: null }, ['`math` is null; it takes true or false.']],
    [
      'an address that runs in the page',
      { watch: { editor: 'javascript:alert("{path}")' } },
      [
        "`watch.editor` is 'javascript:alert(\"{path}\")'; it takes an address such as 'vscode://file{path}:{line}:{column}', or false.",
      ],
    ],
    [
      'a number out of range',
      { figures: { quality: 180 } },
      ['`figures.quality` is 180; it takes a whole number from 1 to 100.'],
    ],
    [
      'an element of a list',
      { figures: { widths: [800, '1600px'] } },
      ["`figures.widths[1]` is '1600px'; it takes a whole number of pixels from 16 to 10000."],
    ],
    [
      'an empty list',
      { figures: { formats: [] } },
      ["`figures.formats` is an empty list; it takes a list of 'webp' and 'avif', at least one."],
    ],
    [
      'a severity',
      { checks: { 'text-todo': 'warning' } },
      ["`checks.text-todo` is 'warning'; it takes 'off', 'warn' or 'error'."],
    ],
    ['neither of two types', { reports: 5 }, ['`reports` is 5; it takes a path or glob, or a list of them.']],
    ['an element of one of two types', { reports: ['a', 5] }, ['`reports[1]` is 5; it takes a path.']],
    [
      'neither a switch nor limits',
      { figures: { remote: 'no' } },
      ["`figures.remote` is 'no'; it takes true, false, or an object with `allow`, `timeout` and `maxBytes`."],
    ],
    [
      'details of limits',
      { figures: { remote: { allow: ['http://a.b/'], timeOut: 3 } } },
      [
        "`figures.remote.allow[0]` is 'http://a.b/'; it takes a server without scheme and path, such as '127.0.0.1:8080'.",
        'Unknown field `figures.remote.timeOut`: did you mean `timeout`?',
      ],
    ],
    [
      'a misspelt limit alone',
      { figures: { remote: { timeOut: 3 } } },
      ['Unknown field `figures.remote.timeOut`: did you mean `timeout`?'],
    ],
    [
      'a language',
      { site: { lang: 'english!' } },
      ["`site.lang` is 'english!'; it takes a language tag such as 'en' or 'pt-BR'."],
    ],
    [
      'an address that runs code',
      { site: { links: [{ title: 'x', href: 'javascript:alert(1)' }] } },
      ["`site.links[0].href` is 'javascript:alert(1)'; it takes an address, 'https://…' or './…'."],
    ],
    [
      'an incomplete link',
      { site: { links: [{ title: 'x' }] } },
      ["`site.links[0].href` is missing; it takes an address, 'https://…' or './…'."],
    ],
    [
      'no function',
      { markdown: {} },
      ['`markdown` is an object; it takes a function that receives the markdown-it instance.'],
    ],
    [
      'no object',
      'reports/*',
      ["The configuration is 'reports/*'; it must be an object, as `defineConfig({ … })` returns it."],
    ],
    [
      'a promise',
      Promise.resolve({}),
      ['The configuration is a promise; it must be an object, as `defineConfig({ … })` returns it.'],
    ],
  ];

  it.each(cases)('%s', (_, config, problems) => {
    expect(parseUserConfig(config)).toEqual({ problems });
  });

  it('tells all of them at once', () => {
    const config = { titel: 'x', out: 1, figures: { quality: 0, widths: [] }, checks: { nothing: 'off' } };
    expect(parseUserConfig(config).problems).toHaveLength(5);
  });
});
