import type { MarkdownIt, Token } from 'markdown-it';

/**
 * Most elements of a page that are nested in each other. Browsers stop at 512, and the parsers of HTML that a page goes
 * through take time for each element that is open.
 */
export const deepestElement = 500;

const emphasis = new Set(['em_open', 'em_close', 'strong_open', 'strong_close', 's_open', 's_close']);

/** Leaves out the marks of emphasis that is nested more deeply, and keeps its text. */
export function boundedEmphasis(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'bounded_emphasis', ({ tokens }) => {
    for (const token of tokens)
      if (token.children && token.children.length > deepestElement) token.children = flattened(token.children);
  });
}

function flattened(children: readonly Token[]): Token[] {
  let depth = 0;
  return children.filter(({ type, nesting }) => {
    if (!emphasis.has(type)) return true;
    if (nesting < 0) depth -= 1;
    const isShown = depth < deepestElement;
    if (nesting > 0) depth += 1;
    return isShown;
  });
}
