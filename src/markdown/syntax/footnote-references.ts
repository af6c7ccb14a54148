import type { MarkdownIt, Token } from 'markdown-it';
import { footnoteKey, noteReference } from '../../model/notes.js';
import type { DialectEnv } from '../rules.js';

/** What the footnote plugin and its rules keep in markdown-it's environment. */
export interface Footnotes {
  /** The index of each footnote among those referred to, by `:` and its key; -1 without a reference. */
  readonly refs?: Record<string, number>;
  list?: { readonly label: string; count: number }[];
}

const reference = new RegExp(noteReference, 'y');

/**
 * Finds what footnote references refer to by their key; the footnote plugin compares labels as written. A reference
 * inside the text of a link follows the link, since links cannot contain each other.
 */
export function footnoteReferences(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'footnotes_behind_links', ({ tokens }) => {
    for (const block of tokens)
      if (block.children?.some(({ type }) => type === 'footnote_ref')) block.children = behindLinks(block.children);
  });
  md.inline.ruler.at('footnote_ref', (state, silent) => {
    // Only the search for the end of a link's text skips tokens silently, and it takes a reference for a link.
    if (silent) return false;
    const { footnotes } = state.env as DialectEnv & { readonly footnotes?: Footnotes };
    reference.lastIndex = state.pos;
    const [whole = '', written] = reference.exec(state.src) ?? [];
    if (written === undefined || state.pos + whole.length > state.posMax) return false;
    const label = footnoteKey(written);
    const known = footnotes?.refs?.[`:${label}`];
    if (!footnotes?.refs || known === undefined) return false;
    footnotes.list ??= [];
    const id = known < 0 ? footnotes.list.length : known;
    footnotes.refs[`:${label}`] = id;
    footnotes.list[id] ??= { label, count: 0 };
    const note = footnotes.list[id];
    state.push('footnote_ref', '', 0).meta = { id, subId: note.count, label };
    note.count += 1;
    state.pos += whole.length;
    return true;
  });
}

function behindLinks(children: readonly Token[]): Token[] {
  const result: Token[] = [];
  let waiting: Token[] | undefined;
  for (const child of children) {
    if (child.type === 'link_open') waiting = [];
    if (waiting && child.type === 'footnote_ref') waiting.push(child);
    else result.push(child);
    if (child.type !== 'link_close') continue;
    for (const reference of waiting ?? []) result.push(reference);
    waiting = undefined;
  }
  return result;
}
