import { describe, expect, it } from 'vitest';
import { snippetOf } from '../../../assets/client/parts/search/snippet.js';
import { wordsOf } from '../../../assets/client/parts/search/words.js';

/** Pieces as one string, hits in brackets. */
function shown(text: string, ...terms: string[]): string {
  return snippetOf(text, { terms: new Set(terms), phrases: [] })
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');
}

const filler = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

describe('a snippet', () => {
  it('is the whole of a short text, with every hit marked', () => {
    expect(shown('Caché, cache; no cached thing.', 'cache')).toBe('[Caché], [cache]; no cached thing.');
  });

  it('marks a phrase as one hit, and its words nowhere else', () => {
    const phrases = [['code', 'of', 'the']];
    const pieces = snippetOf('The code of it: Code, of the best.', { terms: new Set(['best']), phrases });
    expect(pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['Code, of the', 'best']);
    expect(pieces.map(({ text }) => text).join('')).toBe('The code of it: Code, of the best.');
  });

  it('is the window with the most distinct hits, and a few words before the first', () => {
    const text = `alpha ${filler(100)} alpha beta ${filler(100)}`;
    expect(shown(text, 'alpha', 'beta')).toBe(`… w92 w93 w94 w95 w96 w97 w98 w99 [alpha] [beta] ${filler(38)}\u00a0…`);
  });

  it('is the beginning of a text without hits', () => {
    expect(shown(filler(60), 'nothing')).toBe(`${filler(48)}\u00a0…`);
  });

  it('is the end of a text whose only hit is at the end', () => {
    expect(shown(`${filler(60)} end.`, 'end')).toMatch(/^… w13 .* w59 \[end\]\.$/);
  });

  it('consists of pieces that join to the original text', () => {
    const text = 'Snake_case, “quotes” and emoji 👩‍🔬 are text.\nSo are lines.';
    expect(
      snippetOf(text, { terms: new Set(['case', 'lines']), phrases: [] })
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('words', () => {
  it('are compared without case, accents and width', () => {
    expect(wordsOf('Ærøskøbing ＡＢＣ naïve').map(({ folded }) => folded)).toEqual(['ærøskøbing', 'abc', 'naive']);
  });

  it('are single characters in scripts without spaces', () => {
    expect(wordsOf('使用Docker容器').map(({ folded }) => folded)).toEqual(['使', '用', 'docker', '容', '器']);
  });
});
