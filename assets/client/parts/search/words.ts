/** A word of a text, with its offsets. */
export interface Word {
  /** For comparison: without case and accents. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Single characters of scripts without spaces between words; of all others, runs of letters and digits. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{L}\p{N}\p{M}]|$)/gu;

/** Runs of letters and digits: no word goes beyond one. Much faster than to look for words. */
export function runsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Splits a text into words. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({
    folded: fold(word),
    start: index,
    end: index + word.length,
  }));
}

/** Removes case, accents and width (NFKD). */
function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
