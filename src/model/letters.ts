/** Letters, digits and scripts in texts, without the cost of Unicode classes where a text has none of their characters. */
import { once } from './once.js';

/** ASCII and common typography: dashes, quotation marks, bullets, arrows and operators, none of which is a letter or digit. */
const plainText = /^[\0-\x7f\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*$/;

/** For each Unicode class, its characters in plain text. */
const plainClasses: Readonly<Record<string, string>> = {
  '\\p{L}': 'A-Za-z',
  '\\p{Lu}': 'A-Z',
  '\\p{Ll}': 'a-z',
  '\\p{N}': '0-9',
  '\\p{M}': '',
};

/**
 * A regular expression with Unicode classes, compiled on first use. For plain text a smaller one without them takes its
 * place: compiling `\p{L}` takes about a millisecond, as long as reading several answers.
 *
 * @param source Unicode classes only within brackets, and only those of letters, digits and marks.
 * @returns the expression to be used for a text. It is shared: with the flags `g` and `y`, only for methods of strings.
 */
export function letterPattern(source: string, flags = ''): (text: string) => RegExp {
  const complete = once(() => new RegExp(source, `${flags}u`));
  const plain = once(
    () =>
      new RegExp(
        source.replace(/\\p\{\w+\}/g, (name) => plainClasses[name] ?? name),
        flags,
      ),
  );
  return (text) => (plainText.test(text) ? plain() : complete());
}

/** Words: runs of letters and digits. */
export const wordPattern = letterPattern('[\\p{L}\\p{N}]+', 'g');

/** Scripts without spaces between words, for use within brackets; `Intl.Segmenter` splits them by dictionary. */
export const unspacedScripts = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((name) => `\\p{Script=${name}}`)
  .join('');

const unspaced = once(() => new RegExp(`[${unspacedScripts}]`, 'u'));

/** Ranges of UTF-16 code units that contain those scripts: a quick test, which a few other characters pass too. */
const unspacedHint =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff00-\uffef\ud800-\ud8ff]|\ud83c\ude00/;

/** Whether a text has a character of a script without spaces between words. */
export function hasUnspaced(text: string): boolean {
  return unspacedHint.test(text) && unspaced().test(text);
}
