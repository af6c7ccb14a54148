import { describe, expect, test } from 'vitest';
import { reducedSizes, sortedWidths } from '../../../src/figures/encode/widths.js';

const configured = [800, 1600];

describe('the widths of a figure beside its full resolution', () => {
  test.each([
    ['a small image has none', [640, 480], configured, []],
    ['an image is never enlarged', [799, 600], configured, []],
    ['nor offered at its own width', [800, 600], configured, []],
    ['a pixel less than a quarter wider is not worth a file', [999, 500], configured, []],
    ['a quarter wider is', [1000, 500], configured, [[800, 400]]],
    ['a full HD screenshot has only the smaller', [1920, 1080], configured, [[800, 450]]],
    [
      'a large image has both',
      [2000, 1000],
      configured,
      [
        [800, 400],
        [1600, 800],
      ],
    ],
    [
      'in any order, without duplicates',
      [4000, 1000],
      [1600, 800, 1600, 400],
      [
        [400, 100],
        [800, 200],
        [1600, 400],
      ],
    ],
    ['no configured widths', [4000, 1000], [], []],
    ['heights are rounded', [1001, 333], [400], [[400, 133]]],
    [
      'a line keeps one pixel',
      [10_000, 1],
      configured,
      [
        [800, 1],
        [1600, 1],
      ],
    ],
    ['too tall for WebP', [2000, 30_000], configured, [[800, 12_000]]],
    [
      'as tall as WebP can be',
      [1000, 16_383],
      [500, 800],
      [
        [500, 8192],
        [800, 13_106],
      ],
    ],
  ] as const)('%s', (_, [width, height], widths, expected) => {
    expect(reducedSizes({ width, height }, widths).map((size) => [size.width, size.height])).toEqual(expected);
  });

  test('the same widths in another order are the same recipe', () => {
    expect(sortedWidths([1600, 800, 800])).toEqual([800, 1600]);
  });
});
