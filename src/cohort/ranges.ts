/**
 * Formats question keys for readers: `3, 7–9, results`. Consecutive whole numbers, in the given order, become a range.
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
