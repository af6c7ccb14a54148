import type { MarkdownIt } from 'markdown-it';

/**
 * The footnote plugin prints the notes that the text refers to and forgets the others. A note that nothing refers to is
 * still something somebody wrote: it stays where it stands, with its label before it.
 */
export function looseFootnotes(md: MarkdownIt): void {
  md.core.ruler.before('footnote_tail', 'loose_footnotes', (state) => {
    const refs = (state.env as { footnotes?: { refs?: Record<string, number> } }).footnotes?.refs;
    if (!refs) return;
    let inside = false;
    let label: string | undefined;
    state.tokens = state.tokens.filter((token) => {
      if (token.type === 'footnote_reference_open') {
        label = (token.meta as { label: string }).label;
        inside = refs[`:${label}`] === -1;
        return !inside;
      }
      if (token.type === 'footnote_reference_close' && inside) {
        inside = false;
        return false;
      }
      if (inside && label !== undefined && token.type === 'inline') {
        const text = new state.Token('text', '', 0);
        text.content = `[^${label}]: `;
        token.children?.unshift(text);
        label = undefined;
      }
      return true;
    });
  });
}
