/**
 * The keys of questions as a reader writes them: `3, 7–9, results`. Whole numbers that follow each other, in the order
 * given, become a range; any other key stands by itself.
 */
export function writeRanges(keys: readonly string[]): string {
  const runs: { readonly first: string; last: string }[] = [];
  for (const key of keys) {
    const run = runs.at(-1);
    if (run && follows(key, run.last)) run.last = key;
    else runs.push({ first: key, last: key });
  }
  return runs
    .map(({ first, last }) => (first === last ? first : `${first}${follows(last, first) ? ', ' : '–'}${last}`))
    .join(', ');
}

function follows(key: string, before: string): boolean {
  return /^\d+$/.test(key) && /^\d+$/.test(before) && Number(before) + 1 === Number(key);
}
