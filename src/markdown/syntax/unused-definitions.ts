/** Definitions that nothing refers to, which Markdown would not show: here they stay on the page. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { firstCharacter, wrapBlockRule } from '../rules.js';

/**
 * An unused link reference definition is a list of references somebody wrote: it is shown as written. So is a
 * definition whose destination is not a URL, as in `[Docker]: containers`.
 */
export function unusedDefinitions(md: MarkdownIt): void {
  wrapBlockRule(md, 'reference', (reference) => (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '[') return false;
    const text = state.src.slice(
      (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
      state.eMarks[startLine],
    );
    const destination = /^\[[^\]]*\]:\s*<?([^\s<>]+)/.exec(text)?.[1];
    if (destination !== undefined && !/[./:#]/.test(destination)) return false;
    return reference(state, startLine, endLine, silent);
  });
  md.core.ruler.before('strip_references', 'unused_definitions', (state) => {
    if (!state.tokens.some(({ type }) => type === 'reference_definition')) return;
    const lines = state.src.split('\n');
    const labelCounts = countLabels(state.src);
    state.tokens = state.tokens.flatMap((token) => {
      if (token.type !== 'reference_definition' || !token.map) return [token];
      const { label } = token.meta as { label: string };
      // Two occurrences: the definition and one use.
      return (labelCounts.get(label.toLowerCase()) ?? 0) > 1 ? [token] : paragraph(state, token, lines);
    });
  });
}

/** Counts each label in brackets, in lower case. */
function countLabels(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, label = ''] of text.toLowerCase().matchAll(/\[((?:\\[\s\S]|[^\\[\]])*)\]/g))
    counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function paragraph(state: StateCore, definition: Token, lines: readonly string[]): Token[] {
  const [from, to] = definition.map ?? [0, 0];
  const open = new state.Token('paragraph_open', 'p', 1);
  const inline = new state.Token('inline', '', 0);
  const close = new state.Token('paragraph_close', 'p', -1);
  for (const token of [open, inline, close]) {
    token.block = true;
    token.level = definition.level + (token === inline ? 1 : 0);
  }
  open.map = [from, to];
  inline.map = [from, to];
  // The bracket is escaped as an entity, so that the definition does not refer to itself.
  inline.content = lines.slice(from, to).join('\n').trim().replace('[', '&#91;');
  inline.children = [];
  return [open, inline, close];
}

/**
 * The footnote plugin drops footnotes that the text does not refer to. Here they stay in place, with their label before
 * them.
 */
export function unusedFootnotes(md: MarkdownIt): void {
  md.core.ruler.before('footnote_tail', 'unused_footnotes', (state) => {
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
