/** The words of the pages: two languages that say the same, and a course's own. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import danishWords from '../../../layouts/words/da.json' with { type: 'json' };
import { UserError } from '../../../src/model/user-error.js';
import { checkWords, placeholdersOf } from '../../../src/words/check-words.js';
import { createLanguage, english, isEnglish, type Words } from '../../../src/words/language.js';
import { loadLanguage } from '../../../src/words/load-language.js';
import { createTranslate } from '../../../src/words/translate.js';

// A key that is missing is an error of the compiler.
const danish: Words = danishWords;

it('every language has every key, with the same values', () => {
  const valuesOf = (words: Words) =>
    Object.entries(words).map(([key, words]) => [key, [...placeholdersOf(words)].sort()]);
  expect(readdirSync('layouts/words').sort()).toEqual(['da.json', 'en.json']);
  expect(valuesOf(danish)).toEqual(valuesOf(english.words));
  for (const [tag, words] of [
    ['da', danish],
    ['en', english.words],
  ] as const)
    expect(checkWords(JSON.stringify(words), `${tag}.json`, tag)).toEqual(words);
});

it('every key is used by a layout, a page or a script', () => {
  const sources = ['layouts', 'src', 'assets/client'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:njk|ts)$/.test(name))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
  const used = new Set(
    sources.flatMap((text) => Array.from(text.matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g), ([, key]) => key)),
  );
  const dynamic = /^alert\./;
  expect(Object.keys(english.words).filter((key) => !used.has(key) && !dynamic.test(key))).toEqual([]);
});

it('words have plural forms and the language’s numbers, without separators that scripts could not read', () => {
  const { t } = createLanguage('da', danish);
  expect([0, 1, 2, 12345].map((count) => t('count.groups', { count }))).toEqual([
    '0 grupper',
    '1 gruppe',
    '2 grupper',
    '12345 grupper',
  ]);
  expect(t('marks.spread', { count: 3, least: 2, most: 5, median: 4.5 })).toBe('3: 2–5, median 4,5');
  expect(english.t('marks.spread', { count: 3, least: 2, most: 5, median: 4.5 })).toBe('3: 2–5, median 4.5');
  expect(() => t('count.groups')).toThrow('the words for “count.groups” need a value for “count”');
});

it('whole numbers are written alike in every language', () => {
  const words = { count: '{count}' };
  for (const language of [
    'en',
    'da',
    'de-CH',
    'fr',
    'sv',
    'ru',
    'ar',
    'fa',
    'hi',
    'bn',
    'my',
    'ja',
    'zh-TW',
    'he',
    'pt-PT',
  ])
    for (const count of [0, 7, 1234567, Number.MAX_SAFE_INTEGER]) {
      const format = new Intl.NumberFormat(language, { useGrouping: false, numberingSystem: 'latn' });
      expect([language, createTranslate(words, language)('count', { count })]).toEqual([
        language,
        format.format(count),
      ]);
    }
});

/** A folder of layouts with a file of words. */
function layoutsWith(name: string, words: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'handin-words-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'words'));
  writeFileSync(path.join(folder, 'words', name), typeof words === 'string' ? words : JSON.stringify(words));
  return folder;
}

it('a course changes words of a language, and those of its region', () => {
  const folder = layoutsWith('da.json', {
    'nav.groups': 'Hold',
    'count.groups': { one: '{count} hold', other: '{count} hold' },
  });
  writeFileSync(path.join(folder, 'words', 'da-GL.json'), JSON.stringify({ 'nav.search': 'Ujarlerit' }));
  const { language, notes } = loadLanguage('da-GL', folder);
  expect([language.tag, isEnglish(language), notes]).toEqual(['da-GL', false, []]);
  const { t } = language;
  expect([t('nav.groups'), t('count.groups', { count: 2 }), t('nav.search'), t('nav.checklist')]).toEqual([
    'Hold',
    '2 hold',
    'Ujarlerit',
    'Tjekliste',
  ]);
});

it('what a course’s own language lacks is English, and is told', () => {
  const rest = Object.fromEntries(Object.entries(danish).filter(([key]) => key !== 'nav.search' && key !== 'zoom.fit'));
  const folder = layoutsWith('no.json', rest);
  const { language, notes } = loadLanguage('no', folder);
  expect([language.t('nav.search'), language.t('nav.groups')]).toEqual(['Search', 'Grupper']);
  const file = path.join(path.basename(folder), 'words', 'no.json');
  expect(notes).toEqual([`${file} lacks words, which are English on the pages: nav.search, zoom.fit.`]);
});

it('pages in a language without words are English, as before, and that is told', () => {
  const { language, notes } = loadLanguage('ja', '/nowhere/layouts');
  expect([language.tag, language.t('nav.groups'), isEnglish(language)]).toEqual(['ja', 'Groups', true]);
  expect(notes).toEqual([
    'There are no words in the language “ja”: those of the pages are English. layouts/words/ja.json can give them.',
  ]);
  expect(loadLanguage('en-GB', '/nowhere/layouts').notes).toEqual([]);
});

it('a file of words that cannot be used is refused, with every reason', () => {
  const folder = layoutsWith('pl.json', {
    'nav.group': 'Grupy',
    'nav.search': 3,
    'nav.checklist': { one: 'Lista', other: 'Listy' },
    'count.of': '{count} z {total}',
    'count.groups': { one: '{count} grupa', two: '{count} grupy' },
  });
  expect(() =>
    loadLanguage('pl', folder),
  ).toThrow(`${path.join(folder, 'words', 'pl.json')} holds words that cannot be used.
  “nav.group” is unknown: did you mean “nav.groups”?
  “nav.search” has to be a text.
  “nav.checklist” has no plural: it has to be one text.
  “count.of” has {total}; it takes {count}, {all}.
  “count.groups” has the plural form “two”; this language has few, many, one, other.
  “count.groups” lacks the plural form “other”.`);
  expect(() => loadLanguage('pl', layoutsWith('pl.json', '[]'))).toThrow('pl.json holds no words.');
  expect(() => loadLanguage('pl', layoutsWith('pl.json', '{'))).toThrow(/pl\.json is not JSON: /);
});

it('words that cannot be read are refused, with the code of the system', () => {
  const layouts = layoutsWith('da.json', '{}');
  const words = path.join(layouts, 'words');
  const file = path.join(words, 'da.json');
  rmSync(file);
  mkdirSync(file);
  expect(() => loadLanguage('da', layouts)).toThrow(
    new UserError(
      `The file of words ${file} cannot be read (EISDIR).`,
      'Make it a readable file in a folder named “words”, or remove it: the pages then have the words of the package.',
    ),
  );
  rmSync(words, { recursive: true });
  writeFileSync(words, '');
  expect(() => loadLanguage('da', layouts)).toThrow(`The file of words ${file} cannot be read (ENOTDIR).`);
});
