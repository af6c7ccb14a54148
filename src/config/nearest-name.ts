import { distance } from 'fastest-levenshtein';

/** The known name with the smallest edit distance, at most a third of its length; of several, the one closest in length. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, edits: distance(written, name), growth: Math.abs(written.length - name.length) }))
    .filter(({ name, edits }) => edits <= Math.ceil(Math.max(written.length, name.length) / 3))
    .sort((a, b) => a.edits - b.edits || a.growth - b.growth);
  return ranked[0]?.name;
}
