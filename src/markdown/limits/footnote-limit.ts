import type { MarkdownIt, Token } from 'markdown-it';
import { type DialectEnv, wrapCoreRule, wrapInlineRule } from '../rules.js';

/** An array whose `concat` appends in place instead of copying. */
class AppendingArray extends Array<Token> {
  override concat(...lists: (Token | ConcatArray<Token>)[]): this {
    for (const list of lists as ConcatArray<Token>[])
      for (let index = 0; index < list.length; index += 1) this.push(list[index] as Token);
    return this;
  }
}

/** Maximum number of footnote references per excerpt; each becomes two links. References beyond it stay text. */
export const maxReferences = 200;

/**
 * Limits footnote references. The footnote plugin also copies the whole token list for each footnote; here that list
 * grows in place. Inline notes (`^[text]`), which GitHub does not know, are text.
 */
export function footnoteLimit(md: MarkdownIt): void {
  md.inline.ruler.disable('footnote_inline');
  wrapInlineRule(md, 'footnote_ref', (rule) => (state, silent) => {
    const env = state.env as DialectEnv;
    const references = env.footnoteReferences ?? 0;
    if (references >= maxReferences || !rule(state, silent)) return false;
    if (!silent) env.footnoteReferences = references + 1;
    return true;
  });
  wrapCoreRule(md, 'footnote_tail', (tail) => (state) => {
    if (!(state.env as { footnotes?: object }).footnotes) return;
    // `filter` creates an array of the same class.
    state.tokens = AppendingArray.from(state.tokens);
    tail(state);
    state.tokens = Array.from(state.tokens);
  });
}
