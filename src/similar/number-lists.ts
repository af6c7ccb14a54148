/**
 * Lists of natural numbers in one array, because an array for each of a million short lists would take several times the
 * memory. The list `at` is what `values` has from `starts[at]` to `starts[at + 1]` (exclusive).
 */
export interface NumberLists {
  readonly starts: Uint32Array;
  readonly values: Int32Array;
}

/** Calls back with each number of a list, in order. */
export function forEachIn({ starts, values }: NumberLists, at: number, visit: (value: number) => void): void {
  const end = starts[at + 1] ?? 0;
  for (let index = starts[at] ?? end; index < end; index += 1) visit(values[index] ?? 0);
}

/**
 * Lists for each number the indexes of the lists that hold it, ascending.
 *
 * @param size More than the greatest number.
 */
export function invertLists({ starts, values }: NumberLists, size: number): NumberLists {
  const ends = new Uint32Array(size + 1);
  for (const value of values) ends[value + 1] = (ends[value + 1] ?? 0) + 1;
  for (let value = 0; value < size; value += 1) ends[value + 1] = (ends[value + 1] ?? 0) + (ends[value] ?? 0);
  const inverted = { starts: ends.slice(), values: new Int32Array(values.length) };
  // From here on `ends[value]` is where the next index of that number goes.
  for (let list = 0; list + 1 < starts.length; list += 1)
    forEachIn({ starts, values }, list, (value) => {
      inverted.values[ends[value] ?? 0] = list;
      ends[value] = (ends[value] ?? 0) + 1;
    });
  return inverted;
}
