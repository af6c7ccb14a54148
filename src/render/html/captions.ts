/** Captions that authors write below a figure, as in “Figure 1: The network”. */
import type { Token } from 'markdown-it';
import type { FigureMeta } from './split-inline.js';

const numbered = /^(?:figure|fig\.?|figur|abbildung|abb\.?)\s*\d+(?:\.\d+)*\s*[:.–—-]\s*/iu;

/** Marks figures that the author's own caption follows: their alternative text is not shown a second time. */
export function markCaptioned(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const text = tokens[index + 1]?.type === 'paragraph_open' ? tokens[index + 2] : undefined;
    if (token.type !== 'figure' || text?.type !== 'inline') continue;
    const meta = token.meta as unknown as FigureMeta;
    if (isCaption(plainText(text), meta.alt)) token.meta = { ...meta, captioned: true };
  }
}

function isCaption(text: string, alt: string): boolean {
  return numbered.test(text) || (alt !== '' && words(text) === words(alt));
}

/** The words of a caption, without its number. */
function words(text: string): string {
  return (text.replace(numbered, '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' ').toLowerCase();
}

function plainText({ children }: Token): string {
  return (children ?? [])
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
    .trim();
}
