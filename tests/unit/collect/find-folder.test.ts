import { expect, it } from 'vitest';
import type { SourceEntry } from '../../../src/collect/sources/source.js';
import { usualFolder, wrappers } from '../../../src/collect/take/find-folder.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

const entriesOf = (...paths: readonly string[]): readonly SourceEntry[] =>
  paths.map((path) => ({ path, kind: 'file', id: path }));

it.each([
  [['README.md'], ['']],
  [['x/README.md'], ['', 'x/']],
  [
    ['x/y/README.md', 'x/y/src/a.ts'],
    ['', 'x/', 'x/y/'],
  ],
  [
    ['x/y/README.md', 'x/yard/a.ts'],
    ['', 'x/'],
  ],
  [['x/README.md', 'xy/README.md'], ['']],
  [[], ['']],
])('%j are wrapped in %j', (paths, expected) => {
  expect(wrappers(entriesOf(...paths))).toEqual(expected);
});

it('looks through a path of very many folders in linear time', () => {
  const deep = 'a/'.repeat(30_000);
  const entries = entriesOf(...Array.from({ length: 200 }, (_, index) => `${deep}${index}/README.md`));
  const before = process.cpuUsage();
  const tops = wrappers(entries);
  expect(tops).toHaveLength(9);
  expect(usualFolder(entries, null, tops)).toBeUndefined();
  expect(cpuMilliseconds(before)).toBeLessThan(2_000);
});
