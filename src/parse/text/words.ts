/** Scripts that write words without spaces between them; `Intl.Segmenter` knows their dictionaries. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** An address that stands in the text as itself. */
const address = /^\W*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)\S*$/i;

/** Characters that those scripts could be among: a test of all text that is cheaper than the exact one. */
const beyondThai = /[\u0e00-\uffff]/;

/** What every address has in it. */
const addressSign = /:\/\/|www\.|mailto:/i;

/** A character of those scripts, or a word of any other: what the Chinese call 字数 counts. */
const character = new RegExp(`(?=[\\p{L}\\p{N}])${unspaced.source}|[\\p{L}\\p{N}](?:(?!${unspaced.source})\\S)*`, 'gu');

/** How long a text is. */
export interface TextLength {
  readonly words: number;
  /** As words, but of scripts without spaces between words each character. */
  readonly characters: number;
}

/** Counts words as {@link countWords} does, and characters. */
export function measureText(text: string): TextLength {
  const words = countWords(text);
  if (!beyondThai.test(text) || !unspaced.test(text)) return { words, characters: words };
  const tokens = text.split(/\s+/u).filter((token) => !address.test(token));
  const characters = tokens.reduce((count, token) => count + (token.match(character)?.length ?? 0), 0);
  return { words, characters };
}

/** Counts words as a reader would: whatever stands between blanks and holds a letter or a digit, but no addresses. */
function countWords(text: string): number {
  if (addressSign.test(text) || (beyondThai.test(text) && unspaced.test(text)))
    return text.split(/\s+/u).reduce((count, token) => count + wordsInToken(token), 0);
  // From its first letter or digit to the next blank, each word is one match.
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

/** Made when it is needed: that takes longer than counting a report's words. */
let segmenter: Intl.Segmenter | undefined;

function wordsInToken(token: string): number {
  if (!/[\p{L}\p{N}]/u.test(token) || address.test(token)) return 0;
  if (!unspaced.test(token)) return 1;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  let words = 0;
  // The segmenter's time grows with the square of what it is given at once, and no word goes beyond a sentence.
  for (const [sentence] of token.matchAll(/[^。！？，、；：]{1,500}/gu))
    for (const { isWordLike } of segmenter.segment(sentence)) if (isWordLike) words += 1;
  return words;
}

/** Counts every blank-separated token, whatever it is. */
export function countRawWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
