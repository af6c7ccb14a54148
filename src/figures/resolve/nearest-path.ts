import { distance } from 'fastest-levenshtein';
import { fold, stemOf } from './file-index.js';

/** Longer names are truncated before comparing, which takes time in the product of the lengths. */
const longestCompared = 200;

/**
 * The most similar path, for “did you mean”: by the edit distance of the base name, then of the path. A name may differ in
 * a third of its letters (at least two, but never all); the extension does not count.
 */
export function nearestPath(path: string, paths: readonly string[]): string | undefined {
  const wanted = split(path);
  if (wanted.name === '') return undefined;
  let best: { readonly path: string; readonly name: number; readonly whole: number } | undefined;
  for (const candidate of paths) {
    const other = split(candidate);
    const name = distance(wanted.name, other.name);
    const shorter = Math.min(wanted.name.length, other.name.length);
    if (name > Math.min(Math.max(2, Math.floor(wanted.name.length / 3)), shorter - 1)) continue;
    if (best && name > best.name) continue;
    const whole = distance(wanted.whole, other.whole);
    if (!best || name < best.name || whole < best.whole) best = { path: candidate, name, whole };
  }
  return best?.path;
}

function split(path: string): { readonly name: string; readonly whole: string } {
  const whole = fold(stemOf(path));
  return {
    name: whole.slice(whole.lastIndexOf('/') + 1).slice(0, longestCompared),
    whole: whole.slice(-longestCompared),
  };
}
