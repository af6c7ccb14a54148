/** Definitions that nothing refers to, which Markdown would not show: here they stay on the page. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { type DialectEnv, firstCharacter, metaOf, wrapBlockRule } from '../rules.js';

/**
 * An unused link reference definition is a list of references somebody wrote: it is shown as written. So is a
 * definition whose destination is not a URL, as in `[Docker]: containers`, and one whose label leads elsewhere.
 */
export function unusedDefinitions(md: MarkdownIt): void {
  wrapBlockRule(md, 'reference', (reference) => (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '[') return false;
    const text = state.src.slice(
      (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
      state.eMarks[startLine],
    );
    const destination = /^\[[^\]]*\]:\s*<?([^\s<>]+)/.exec(text)?.[1];
    // A footnote that is nested too deeply is no link.
    if (text.startsWith('[^') || (destination !== undefined && !/[./:#]/.test(destination))) return false;
    return reference(state, startLine, endLine, silent);
  });
  // It is known which definitions are used after inline content was parsed, not before.
  md.core.ruler.disable('strip_references');
  md.core.ruler.after('inline', 'unused_definitions', (state) => {
    if (!state.tokens.some(({ type }) => type === 'reference_definition')) return;
    const lines = state.src.split('\n');
    const isHidden = hiddenDefinitions(state, lines);
    state.tokens = state.tokens.flatMap((token) => {
      if (token.type !== 'reference_definition') return [token];
      return isHidden(token) ? [] : paragraph(state, token, lines);
    });
  });
}

/**
 * Whether nothing is lost when a definition is not shown: it is the one that links of this text lead by, or it repeats
 * another one. Of a text that is part of a document, the definitions that are used were taken out before
 * (`parse/document/used-definitions.ts`).
 */
function hiddenDefinitions({ env, tokens, md }: StateCore, lines: readonly string[]): (token: Token) => boolean {
  const { references = {} } = env as DialectEnv;
  const used = new Set<string>();
  for (const { children } of tokens) for (const label of linkLabels(children)) used.add(label);
  const seen = new Set<string>();
  return (token) => {
    const { label = '' } = metaOf(token);
    const isFirst = Object.hasOwn(references, label) && !seen.has(label);
    seen.add(label);
    if (isFirst) return used.has(label);
    const known = references[label];
    const [from, to] = token.map ?? [0, 0];
    return known !== undefined && isSameTarget(md, lines.slice(from, to).join('\n'), known);
  };
}

/** The labels of the link reference definitions that inline tokens use. */
export function linkLabels(tokens: readonly Token[] | null): readonly string[] {
  return (tokens ?? []).flatMap((token) =>
    token.type === 'link_open' || token.type === 'image' ? (metaOf(token).label ?? []) : [],
  );
}

function isSameTarget(md: MarkdownIt, text: string, known: { readonly href: string; readonly title: string }): boolean {
  const from = /^.*?\]:\s*/s.exec(text)?.[0].length ?? 0;
  const { ok, str, pos } = md.helpers.parseLinkDestination(text, from, text.length);
  if (!ok || md.normalizeLink(str) !== known.href) return false;
  const title = text.slice(pos).trim();
  return title === '' ? known.title === '' : title.slice(1, -1) === known.title;
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
  state.md.inline.parse(inline.content, state.md, state.env, inline.children);
  return [open, inline, close];
}
