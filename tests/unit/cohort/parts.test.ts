import { describe, expect, it } from 'vitest';
import { htmlBytes, partPath, splitIntoParts } from '../../../src/cohort/parts.js';

const ranges = (sizes: readonly number[], limit: number): readonly string[] =>
  splitIntoParts(sizes, limit).map(({ from, to }) => `${from}-${to}`);

describe('the parts of a page', () => {
  it('are one where all fits, also without any item', () => {
    expect(ranges([], 10)).toEqual(['0-0']);
    expect(ranges([4, 6], 10)).toEqual(['0-2']);
  });

  it('are as few as possible, and about equal', () => {
    expect(ranges(Array(11).fill(1), 10)).toEqual(['0-6', '6-11']);
    expect(ranges(Array(25).fill(1), 10)).toEqual(['0-8', '8-17', '17-25']);
  });

  it('keep an item above the limit to itself', () => {
    expect(ranges([50], 10)).toEqual(['0-1']);
    expect(ranges([1, 50, 1, 1], 10)).toEqual(['0-1', '1-2', '2-4']);
  });

  it('hold every item once and never more than the limit, whatever the sizes', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const sizes = Array.from({ length: seed }, (_, index) => ((index + 3) * seed * 7919) % 97);
      const parts = splitIntoParts(sizes, 100);
      expect(parts.map(({ from }) => from)).toEqual([0, ...parts.slice(0, -1).map(({ to }) => to)]);
      expect(parts.at(-1)?.to).toBe(seed);
      for (const { from, to } of parts)
        expect(sizes.slice(from, to).reduce((sum, size) => sum + size)).toBeLessThanOrEqual(100);
    }
  });
});

it('the first part has the path of the page, and the others one that no id or slug can make', () => {
  expect([1, 2].map((number) => partPath('questions/7.a.html', number))).toEqual([
    'questions/7.a.html',
    'questions/7.a~2.html',
  ]);
});

it('bytes of HTML are those of UTF-8, without images inside it', () => {
  expect(htmlBytes(null)).toBe(0);
  expect(htmlBytes('<p>né</p>')).toBe(10);
  expect(htmlBytes('<img src="data:image/webp;base64,AAAAAAAAAAAA" alt="a">')).toBe('<img src="" alt="a">'.length);
});
