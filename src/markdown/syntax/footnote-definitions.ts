/** Where footnotes are defined, and what becomes of those that nothing refers to. */
import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { footnoteKey } from '../../model/notes.js';
import { maxReferences } from '../limits/footnote-limit.js';
import { addMeta, type DialectEnv, firstCharacter, metaOf, wrapBlockRule } from '../rules.js';
import type { Footnotes } from './footnote-references.js';

/**
 * Sets the lines of footnote definitions, `meta.label` to their key, and `meta.definition` to their Markdown without the
 * markers around them. A
 * definition inside another one is text: the plugin would lose the outer one.
 */
export function footnoteDefinitions(md: MarkdownIt): void {
  wrapBlockRule(md, 'footnote_def', (define) => (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '[') return false;
    if (!silent && inNote.has(state)) return false;
    const before = state.tokens.length;
    if (!silent) inNote.add(state);
    const isDefined = define(state, startLine, endLine, silent);
    if (!silent) inNote.delete(state);
    if (!isDefined) return false;
    const open = state.tokens[before];
    if (silent || !open) return true;
    let end = state.line;
    while (end > startLine + 1 && state.isEmpty(end - 1)) end -= 1;
    open.map = [startLine, end];
    const label = footnoteKey(labelOf(open));
    addMeta(open, { label, definition: state.getLines(startLine, end, state.blkIndent, false) });
    const { refs } = (state.env as { readonly footnotes: Footnotes }).footnotes;
    if (refs) refs[`:${label}`] = -1;
    return true;
  });
}

/** Parser states that are inside a definition. */
const inNote = new WeakSet<StateBlock>();

/**
 * The footnote plugin drops footnotes that the text does not refer to, and all but the last of those with one label.
 * Here they stay in place, with their label before them. Only notes from elsewhere in the document (`env.notesFrom`)
 * are left out: they are shown with the text that refers to them.
 */
export function unusedFootnotes(md: MarkdownIt): void {
  md.core.ruler.before('footnote_tail', 'unused_footnotes', (state) => {
    const {
      footnotes,
      notesFrom = Number.POSITIVE_INFINITY,
      footnoteReferences = 0,
    } = state.env as DialectEnv & {
      readonly footnotes?: Footnotes;
    };
    const refs = footnotes?.refs;
    if (!refs) return;
    const last = new Map<string, Token>();
    for (const token of state.tokens) if (token.type === 'footnote_reference_open') last.set(labelOf(token), token);
    let treatment: 'move' | 'show' | 'drop' = 'move';
    /** The label as written, while it has to be shown. */
    let written: string | undefined;
    let inside = false;
    state.tokens = state.tokens.filter((token) => {
      if (token.type === 'footnote_reference_open') {
        inside = true;
        const label = labelOf(token);
        written = /\[\^[^\]]*\]:/.exec(metaOf(token).definition ?? '')?.[0];
        const isForeign = (token.map?.[0] ?? 0) >= notesFrom && footnoteReferences < maxReferences;
        if (last.get(label) === token && refs[`:${label}`] !== -1) treatment = 'move';
        else treatment = isForeign ? 'drop' : 'show';
        return treatment === 'move';
      }
      if (token.type === 'footnote_reference_close') {
        inside = false;
        return treatment === 'move';
      }
      if (!inside || treatment === 'move') return true;
      if (treatment === 'show' && written !== undefined && token.type === 'inline') {
        const text = new state.Token('text', '', 0);
        text.content = `${written} `;
        token.children?.unshift(text);
        written = undefined;
      }
      return treatment === 'show';
    });
  });
}

function labelOf(token: Token): string {
  return metaOf(token).label ?? '';
}
