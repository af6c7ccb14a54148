import { hasUnspaced, letterPattern, unspacedScripts } from '../../model/letters.js';
import { once } from '../../model/once.js';

/** A bare URL. */
const url = /^\W*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)\S*$/i;

/** Every URL contains one of these. */
const urlHint = /:\/\/|www\.|mailto:/i;

/** A word, from its first letter or digit to the next whitespace. */
const word = letterPattern('[\\p{L}\\p{N}]\\S*', 'g');

const letterOrDigit = letterPattern('[\\p{L}\\p{N}]');

/** A character of scripts without spaces between words, or a word of any other: what 字数 counts in Chinese. */
const character = once(
  () => new RegExp(`(?=[\\p{L}\\p{N}])[${unspacedScripts}]|[\\p{L}\\p{N}](?:(?![${unspacedScripts}])\\S)*`, 'gu'),
);

/** The length of a text. */
export interface TextLength {
  readonly words: number;
  /** Words, but each character of scripts without spaces between words. */
  readonly characters: number;
}

/** Counts words as {@link countWords} does, and characters. */
export function measureText(text: string): TextLength {
  const words = countWords(text);
  if (!hasUnspaced(text)) return { words, characters: words };
  const tokens = text.split(/\s+/u).filter((token) => !url.test(token));
  const characters = tokens.reduce((count, token) => count + (token.match(character())?.length ?? 0), 0);
  return { words, characters };
}

/** Counts words as a reader would: whitespace-separated tokens with a letter or digit, except URLs. */
function countWords(text: string): number {
  if (urlHint.test(text) || hasUnspaced(text))
    return text.split(/\s+/u).reduce((count, token) => count + wordsInToken(token), 0);
  return text.match(word(text))?.length ?? 0;
}

/** Created on first use: creating it takes longer than counting a report's words. */
let segmenter: Intl.Segmenter | undefined;

function wordsInToken(token: string): number {
  if (!letterOrDigit(token).test(token) || url.test(token)) return 0;
  if (!hasUnspaced(token)) return 1;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  let words = 0;
  // The segmenter takes quadratic time in the length of its input, and no word extends beyond a sentence.
  for (const [sentence] of token.matchAll(/[^。！？，、；：]{1,500}/gu))
    for (const { isWordLike } of segmenter.segment(sentence)) if (isWordLike) words += 1;
  return words;
}

/** Counts all whitespace-separated tokens. */
export function countRawWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
