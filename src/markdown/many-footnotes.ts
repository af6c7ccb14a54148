import type { MarkdownIt, Token } from 'markdown-it';
import { mayClose } from './closing-bracket.js';
import { type DialectEnv, wrapCoreRule, wrapInlineRule } from './rules.js';

/** A list to which another is added in place, without copying what is in it. */
class GrowingList extends Array<Token> {
  override concat(...lists: (Token | ConcatArray<Token>)[]): this {
    for (const list of lists as ConcatArray<Token>[])
      for (let index = 0; index < list.length; index += 1) this.push(list[index] as Token);
    return this;
  }
}

/** Most references to notes in one piece of a report; each becomes two links. Behind them the marks are text. */
const mostReferences = 200;

/** Brackets and emphasis around a reference: each `^[` looks for its end through all that open behind it. */
const deepestNote = 4;

/** The footnote plugin copies the list of all tokens for each note; here the list that it works on grows in place. */
export function manyFootnotes(md: MarkdownIt): void {
  for (const name of ['footnote_inline', 'footnote_ref'])
    wrapInlineRule(md, name, (rule) => (state, silent) => {
      const env = state.env as DialectEnv;
      const references = env.noteReferences ?? 0;
      if (references >= mostReferences || state.level >= deepestNote || !mayClose(state) || !rule(state, silent))
        return false;
      if (!silent) env.noteReferences = references + 1;
      return true;
    });
  wrapCoreRule(md, 'footnote_tail', (tail) => (state) => {
    if (!(state.env as { footnotes?: object }).footnotes) return;
    // Its filter makes a list of the same class.
    state.tokens = GrowingList.from(state.tokens);
    tail(state);
    state.tokens = Array.from(state.tokens);
  });
}
