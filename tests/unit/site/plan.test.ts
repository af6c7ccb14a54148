import { describe, expect, it } from 'vitest';
import { planSite } from '../../../src/site/plan.js';

const file = (path: string, content: string | Uint8Array = 'x') => ({ path, content });

it('sorts the files by path', () => {
  const plan = planSite([file('b/index.html'), file('a.html'), file('b/figures/ä-800.webp')]);
  expect(plan.files.map(({ path }) => path)).toEqual(['a.html', 'b/figures/ä-800.webp', 'b/index.html']);
});

describe('paths that no site can hold', () => {
  it.each([
    ['../x', 'it has the part ".."'],
    ['a/../../x', 'it has the part ".."'],
    ['./x', 'it has the part "."'],
    ['/etc/passwd', 'it is absolute'],
    ['a\\b', 'it has a backslash'],
    ['', 'a part of it is empty'],
    ['a//b', 'a part of it is empty'],
    ['a/', 'a part of it is empty'],
    ['C:/x', '"C:" has a character that file names cannot have'],
    ['a\u0000b', '"a\\u0000b" has a character that file names cannot have'],
    ['what?.html', '"what?.html" has a character that file names cannot have'],
    ['a./b', '"a." ends with a dot or a blank'],
    ['a /b', '"a " ends with a dot or a blank'],
    ['con/index.html', '"con" is the name of a device'],
    ['a/LPT1.html', '"LPT1.html" is the name of a device'],
    ['\ud800', 'it has half a character'],
    ['ü'.repeat(128), `"${'ü'.repeat(128)}" is longer than 255 bytes`],
  ])('%j', (path, fault) => {
    expect(() => planSite([file(path)])).toThrow(
      new Error(`The site cannot hold the file ${JSON.stringify(path)}: ${fault}.`),
    );
  });

  it.each(['console/index.html', 'com10', '.nojekyll', '...a', 'ü'.repeat(127)])('but it can hold %j', (path) => {
    expect(planSite([file(path)]).files).toHaveLength(1);
  });
});

describe('two files for one place', () => {
  it.each([
    ['a.html', 'a.html'],
    ['Group/index.html', 'group/index.html'],
    ['caf\u00e9.html', 'cafe\u0301.html'],
    ['STRASSE\u0130/x', 'strassei\u0307/x'],
  ])('%j and %j', (one, other) => {
    expect(() => planSite([file(one, '1'), file(other, '2')])).toThrow(
      new Error(
        `Two files of the site have different contents and one place: ${JSON.stringify(one)} and ${JSON.stringify(other)}.`,
      ),
    );
  });

  it('are one file when the content is the same, however it is given', () => {
    const bytes = new TextEncoder().encode('same');
    expect(planSite([file('a', 'same'), file('a', bytes)]).files).toEqual([file('a', 'same')]);
    const parts = { path: 'a', content: { parts: () => [bytes.subarray(0, 2), bytes.subarray(2)] } };
    expect(planSite([file('a', 'same'), parts]).files).toEqual([file('a', 'same')]);
    const read = async () => bytes;
    expect(planSite([file('a'), file('b')].map(({ path }) => ({ path, content: read }))).files).toHaveLength(2);
    const figure = (content: () => Promise<Uint8Array>) => ({ path: 'f.webp', content, sha256: 'ab' });
    expect(planSite([figure(async () => bytes), figure(async () => bytes)]).files).toHaveLength(1);
  });

  it('are a collision when nobody can tell', () => {
    const figure = () => ({ path: 'f.webp', content: async () => new Uint8Array() });
    expect(() => planSite([figure(), figure()])).toThrow('Two files of the site have different contents');
  });
});

it.each([[['a', 'a/b']], [['a/b/c', 'a']], [['A/b/c', 'a/B']]])(
  'refuses a file that is a folder as well: %j',
  (paths) => {
    const [shorter, longer] = [...paths].sort((a, b) => a.length - b.length).map((path) => JSON.stringify(path));
    expect(() => planSite(paths.map((path) => file(path)))).toThrow(
      new Error(`The site cannot hold a file and a folder of one name: ${shorter} and ${longer}.`),
    );
  },
);
