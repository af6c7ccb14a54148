import fc from 'fast-check';

/**
 * Searches with random inputs run some dozen cases by default, and their full count with `HANDIN_LONG_TESTS=1`. `SEED`
 * repeats one search.
 */
export const longTests = process.env.HANDIN_LONG_TESTS === '1';

/** How many cases a search runs: `full` of them in long tests, else `quick`. */
export function caseCount(quick: number, full: number): number {
  return longTests ? full : quick;
}

/** Parameters of a property for fast-check. */
export function searchOf(quick: number, full: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: caseCount(quick, full), seed: Number(process.env.SEED ?? 2026) };
}

/** Gives natural numbers below a bound, the same for the same seed; `numRuns` of them. */
export function randomBelow(search: { readonly numRuns: number; readonly seed: number }): (bound: number) => number {
  const numbers = fc.sample(fc.nat(), search)[Symbol.iterator]();
  return (bound) => Number(numbers.next().value) % bound;
}

/** All cases in long tests, else those at the given indices: of screens and colour schemes, each once is enough. */
export function casesOf<Case>(cases: readonly Case[], quick: readonly number[]): readonly Case[] {
  return longTests ? cases : cases.filter((_, index) => quick.includes(index));
}
