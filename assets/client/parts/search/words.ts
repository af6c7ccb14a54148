/** A word of a text, and where it stands there. */
export interface Word {
  /** As words are compared: without case and accents. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts that put no blanks between words are cut into single characters; of all others, runs of letters and digits. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{L}\p{N}\p{M}]|$)/gu;

/** Cuts a text into words. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({
    folded: fold(word),
    start: index,
    end: index + word.length,
  }));
}

/** Makes words equal that differ in case, accents or width only. */
export function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
