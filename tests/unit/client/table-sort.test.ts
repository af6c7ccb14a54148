import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../../assets/client/parts/table/rows.js';
import { numberIn, sortRows, type Value } from '../../../assets/client/parts/table/sort.js';
import { searchOf } from '../../support/long-tests.js';

const sorted = (values: readonly Value[], order: 'ascending' | 'descending'): readonly Value[] =>
  sortRows(values, (value) => value, order);

describe('sorting', () => {
  it('uses numeric collation, and ignores case and accents', () => {
    expect(sorted(['group 10', 'Élan', 'group 2', 'elm', 'Group 1'], 'ascending')).toEqual([
      'Élan',
      'elm',
      'Group 1',
      'group 2',
      'group 10',
    ]);
  });

  it('puts rows without a value last in either order', () => {
    expect(sorted([null, 3, null, 1, 2], 'ascending')).toEqual([1, 2, 3, null, null]);
    expect(sorted([null, 3, null, 1, 2], 'descending')).toEqual([3, 2, 1, null, null]);
  });

  it('is stable, so that two columns can be sorted by', () => {
    const rows = fc.array(fc.record({ a: fc.nat(3), b: fc.option(fc.nat(3)) }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (list) => {
        const both = sortRows(
          sortRows(list, ({ a }) => a, 'ascending'),
          ({ b }) => b,
          'descending',
        );
        for (const [index, row] of both.entries()) {
          const before = both[index - 1];
          if (before?.b === row.b) expect(before.a).toBeLessThanOrEqual(row.a);
        }
      }),
      searchOf(100, 1000),
    );
  });
});

describe('the number in a cell', () => {
  it('is a count, or a fraction', () => {
    expect(['5230', ' 12', '25/31', '0/0', '19 of 52', 'none', ''].map(numberIn)).toEqual([
      5230,
      12,
      25 / 31,
      0,
      19,
      null,
      null,
    ]);
  });
});

describe('text for the filter', () => {
  it('has no accents, no case and no repeated whitespace', () => {
    expect([plain('  Équipe\n\n Noël '), plain('STRASSE'), plain('مجموعة')]).toEqual([
      'equipe noel',
      'strasse',
      plain('مجموعة'),
    ]);
  });
});
