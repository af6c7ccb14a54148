/** Numbers as a reader writes them: `3, 7–9`. They have to ascend. */
export function writeRanges(numbers: readonly number[]): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.last + 1 === number) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs
    .map(({ first, last }) => (first === last ? String(first) : `${first}${last === first + 1 ? ', ' : '–'}${last}`))
    .join(', ');
}
