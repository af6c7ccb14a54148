import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forEachIn, invertLists, type NumberLists } from '../../../src/similar/number-lists.js';
import { searchOf } from '../../support/long-tests.js';

const size = 6;

function listsOf(arrays: readonly (readonly number[])[]): NumberLists {
  const starts = [0];
  for (const array of arrays) starts.push((starts.at(-1) ?? 0) + array.length);
  return { starts: Uint32Array.from(starts), values: Int32Array.from(arrays.flat()) };
}

function arraysOf(lists: NumberLists): readonly (readonly number[])[] {
  return Array.from({ length: lists.starts.length - 1 }, (_, at) => {
    const values: number[] = [];
    forEachIn(lists, at, (value) => values.push(value));
    return values;
  });
}

it('gives the lists that were put in', () => {
  expect(arraysOf(listsOf([[1, 3], [], [0]]))).toEqual([[1, 3], [], [0]]);
});

it('inverts lists: for each number the lists that hold it', () => {
  const anyLists = fc.array(fc.uniqueArray(fc.nat(size - 1)), { maxLength: 8 });
  fc.assert(
    fc.property(anyLists, (arrays) => {
      const expected = Array.from({ length: size }, (_, value) =>
        arrays.flatMap((array, at) => (array.includes(value) ? [at] : [])),
      );
      expect(arraysOf(invertLists(listsOf(arrays), size))).toEqual(expected);
    }),
    searchOf(100, 1000),
  );
});
