/** What Markdown reads as a sign and not as text, and then shows to nobody: here it stays on the page. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { firstCharacter, wrapBlockRule } from './rules.js';

/** GitHub takes `[!NOTE]` for an alert only when it stands alone on its line; with text behind it, it is a quotation. */
export function alertsAlone(md: MarkdownIt): void {
  md.core.ruler.before('github-alerts', 'alerts_alone', (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type !== 'inline' || state.tokens[index - 2]?.type !== 'blockquote_open') return;
      token.content = token.content.replace(/^\[(?=!\w{1,20}\][^\n]*[^\s\n])/, '&#91;');
    });
  });
}

/**
 * A link definition that its text never refers to is a list of references somebody wrote: it is shown as it is written.
 * So is one whose address is none, as in `[Docker]: containers`.
 */
export function unusedDefinitions(md: MarkdownIt): void {
  wrapBlockRule(md, 'reference', (reference) => (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '[') return false;
    const text = state.src.slice(
      (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
      state.eMarks[startLine],
    );
    const word = /^\[[^\]]*\]:\s*<?([^\s<>]+)/.exec(text)?.[1];
    if (word !== undefined && !/[./:#]/.test(word)) return false;
    return reference(state, startLine, endLine, silent);
  });
  md.core.ruler.before('strip_references', 'unused_definitions', (state) => {
    if (!state.tokens.some(({ type }) => type === 'reference_definition')) return;
    const lines = state.src.split('\n');
    const mentions = countLabels(state.src);
    state.tokens = state.tokens.flatMap((token) => {
      if (token.type !== 'reference_definition' || !token.map) return [token];
      const { label } = token.meta as { label: string };
      // Once where it is defined, and once where it is used.
      return (mentions.get(label.toLowerCase()) ?? 0) > 1 ? [token] : paragraph(state, token, lines);
    });
  });
}

/** How often each label stands in brackets, in lower case. */
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
  // The bracket is written as an entity, so that it does not refer to itself.
  inline.content = lines.slice(from, to).join('\n').trim().replace('[', '&#91;');
  inline.children = [];
  return [open, inline, close];
}
