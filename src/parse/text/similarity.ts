import { hasUnspaced, unspacedScripts, wordPattern } from '../../model/letters.js';
import { once } from '../../model/once.js';

/** A character of a script without spaces between words, where a run of them is a clause; of others, a word. */
const unspacedOrWord = once(() => new RegExp(`[${unspacedScripts}]|(?:(?![${unspacedScripts}])[\\p{L}\\p{N}])+`, 'gu'));

/**
 * The words of a text for comparison: lower case, letters and digits only, in order. Scripts without spaces between words
 * give single characters.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return plain.match(hasUnspaced(plain) ? unspacedOrWord() : wordPattern(plain)) ?? [];
}

/** The same as a string: equal for texts that differ in case, punctuation and markup only. */
export function wordingOf(text: string): string {
  return wordsOf(text).join(' ');
}

/**
 * The Dice coefficient over the words of two texts, each counted as often as it occurs, from 0 to 1. It is 0 for two
 * texts without words; for texts of very different length an upper bound is returned.
 */
export function similarity(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  // Texts of very different length cannot share much, so counting is skipped.
  const most = (2 * Math.min(a.length, b.length)) / (a.length + b.length);
  if (most < 0.3) return most;
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}
