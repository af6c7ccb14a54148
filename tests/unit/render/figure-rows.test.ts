import { describe, expect, it } from 'vitest';
import { figureRows } from '../../../src/render/html/figure-rows.js';

/** Rows as text: the number of figures, the first one's share, and the width that the row needs. */
const rows = (...aspects: readonly (number | undefined)[]): readonly string[] =>
  figureRows(aspects, (aspect) => aspect).map(({ items, share, room }) => `${items.length} ${share ?? '-'} ${room}`);

describe('rows of figures', () => {
  it.each([
    ['two screenshots share a wide row', [1.78, 1.78], ['2 8 wide']],
    ['the wider one gets more of it, so that both are as high', [2.4, 1.2], ['2 11 wide']],
    ['two squares fit into the column', [1, 1.1], ['2 8 column']],
    ['two of a phone’s screen fit on a phone', [0.5, 0.5], ['2 8 narrow']],
    ['three of a phone’s screen stand together', [0.5, 0.5, 0.52], ['3 - narrow']],
    ['three wide ones do not', [1.6, 1.6, 1.6], ['2 8 wide', '1 - column']],
    ['a figure that would be a stamp beside the other gets a row of its own', [3.7, 0.9], ['1 - column', '1 - column']],
    ['two that are too wide for one row stand below each other', [2.6, 2.6], ['1 - column', '1 - column']],
    ['a figure that could not be shown stands alone', [1, undefined, 1, 1], ['1 - column', '1 - column', '2 8 column']],
    ['none is none', [], []],
  ])('%s', (_, aspects, expected) => {
    expect(rows(...aspects)).toEqual(expected);
  });

  it('keep every figure, in order', () => {
    const aspects = [0.5, 0.5, 0.5, 3, 1, 1, 2, undefined, 0.7];
    expect(figureRows(aspects, (aspect) => aspect).flatMap(({ items }) => items)).toEqual(aspects);
  });
});
