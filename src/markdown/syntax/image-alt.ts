import type { MarkdownIt, Token } from 'markdown-it';
import { formulaOf } from './formulas.js';

/** Makes the alternative text of an image what its Markdown says, without markup; markdown-it leaves it as written. */
export function imageAlt(md: MarkdownIt): void {
  md.core.ruler.push('image_alt', ({ tokens }) => {
    for (const { children } of tokens)
      for (const token of children ?? []) if (token.type === 'image') token.content = altOf(token);
  });
}

function altOf({ content, children }: Token): string {
  if (!children || children.every(({ type }) => type === 'text')) return content;
  return children
    .map((child) => {
      if (child.type === 'image') return altOf(child);
      if (child.type === 'softbreak' || child.type === 'hardbreak') return ' ';
      return formulaOf(child, {})?.written ?? child.content;
    })
    .join('');
}
