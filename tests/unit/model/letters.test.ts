import { describe, expect, test } from 'vitest';
import { hasUnspaced, letterPattern } from '../../../src/model/letters.js';

const scripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Every character of Unicode that a string can hold on its own. */
function* characters(): Iterable<string> {
  for (let code = 0; code <= 0x10ffff; code += 1) if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
}

describe('letterPattern', () => {
  test('finds in every character what the same expression with Unicode classes finds', () => {
    const [any, upper, lower] = ['[\\p{L}\\p{N}]', '[\\p{Lu}]', '[^\\p{Ll}\\p{M}]'].map((source) => ({
      pattern: letterPattern(source),
      unicode: new RegExp(source, 'u'),
    }));
    const different = [...characters()].filter((character) =>
      [any, upper, lower].some((one) => one?.pattern(character).test(character) !== one?.unicode.test(character)),
    );
    expect(different).toEqual([]);
  });

  test('matches a text with letters of several scripts as a whole', () => {
    const word = letterPattern('[\\p{L}\\p{N}]+', 'g');
    const text = 'Größe – “naïve” … 三 π2 → end';
    expect(text.match(word(text))).toEqual(['Größe', 'naïve', '三', 'π2', 'end']);
    const plain = '“Plain” – text … with 2 arrows →';
    expect(plain.match(word(plain))).toEqual(['Plain', 'text', 'with', '2', 'arrows']);
  });
});

test('hasUnspaced knows every character of scripts without spaces, and no other', () => {
  expect([...characters()].filter((character) => hasUnspaced(character) !== scripts.test(character))).toEqual([]);
});
