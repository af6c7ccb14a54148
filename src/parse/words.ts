/** Scripts that write words without spaces between them; `Intl.Segmenter` knows their dictionaries. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** An address that stands in the text as itself. */
const address = /^\W*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)\S*$/i;

/** Counts words as a reader would: whatever stands between blanks and holds a letter or a digit, but no addresses. */
export function countWords(text: string): number {
  return text.split(/\s+/u).reduce((count, token) => count + wordsInToken(token), 0);
}

function wordsInToken(token: string): number {
  if (!/[\p{L}\p{N}]/u.test(token) || address.test(token)) return 0;
  if (!unspaced.test(token)) return 1;
  let words = 0;
  for (const segment of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(token))
    if (segment.isWordLike) words += 1;
  return words;
}

/** Counts every blank-separated token, whatever it is. */
export function countRawWords(text: string): number {
  return text.split(/\s+/u).filter((token) => token !== '').length;
}
