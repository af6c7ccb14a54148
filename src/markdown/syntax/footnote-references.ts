import type { MarkdownIt } from 'markdown-it';
import { footnoteKey } from '../../model/notes.js';
import type { DialectEnv } from '../rules.js';

/** What the footnote plugin and its rules keep in markdown-it's environment. */
export interface Footnotes {
  /** The index of each footnote among those referred to, by `:` and its key; -1 without a reference. */
  readonly refs?: Record<string, number>;
  list?: { readonly label: string; count: number }[];
}

const reference = /\[\^([^ \n\]]+)\]/y;

/** Finds what footnote references refer to by their key; the footnote plugin compares labels as written. */
export function footnoteReferences(md: MarkdownIt): void {
  md.inline.ruler.at('footnote_ref', (state, silent) => {
    const { footnotes } = state.env as DialectEnv & { readonly footnotes?: Footnotes };
    reference.lastIndex = state.pos;
    const [whole = '', written] = reference.exec(state.src) ?? [];
    if (written === undefined || state.pos + whole.length > state.posMax) return false;
    const label = footnoteKey(written);
    const known = footnotes?.refs?.[`:${label}`];
    if (!footnotes?.refs || known === undefined) return false;
    if (!silent) {
      footnotes.list ??= [];
      const id = known < 0 ? footnotes.list.length : known;
      footnotes.refs[`:${label}`] = id;
      footnotes.list[id] ??= { label, count: 0 };
      const note = footnotes.list[id];
      state.push('footnote_ref', '', 0).meta = { id, subId: note.count, label };
      note.count += 1;
    }
    state.pos += whole.length;
    return true;
  });
}
