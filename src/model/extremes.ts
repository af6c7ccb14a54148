/** The least of some numbers; undefined of none. `Math.min(...numbers)` throws for a hundred thousand of them. */
export function least(numbers: Iterable<number>): number | undefined {
  let result: number | undefined;
  for (const number of numbers) if (result === undefined || number < result) result = number;
  return result;
}

/** The greatest of some numbers; undefined of none. */
export function greatest(numbers: Iterable<number>): number | undefined {
  let result: number | undefined;
  for (const number of numbers) if (result === undefined || number > result) result = number;
  return result;
}
