/** The minimum; undefined for no numbers. `Math.min(...numbers)` throws for a hundred thousand of them. */
export function minOf(numbers: Iterable<number>): number | undefined {
  let result: number | undefined;
  for (const number of numbers) if (result === undefined || number < result) result = number;
  return result;
}

/** The maximum; undefined for no numbers. */
export function maxOf(numbers: Iterable<number>): number | undefined {
  let result: number | undefined;
  for (const number of numbers) if (result === undefined || number > result) result = number;
  return result;
}
