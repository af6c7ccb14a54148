import type { MarkdownIt } from 'markdown-it';

/** As far as no rule of this dialect begins, and no label of a link may end. */
const run = /(?:[^\n\\`~*_[\]<&!:^]|[!^](?!\[)|:(?!\/\/))+/y;

/**
 * Passes over plain text in one go. markdown-it's own rule looks at every character and stops at twenty-three of them, in
 * case a plugin has a rule for one; so this is for parsers that get no further plugins.
 */
export function plainRuns(md: MarkdownIt): void {
  md.inline.ruler.at('text', (state, silent) => {
    run.lastIndex = state.pos;
    if (!run.test(state.src)) return false;
    const end = Math.min(run.lastIndex, state.posMax);
    if (!silent) state.pending += state.src.slice(state.pos, end);
    state.pos = end;
    return true;
  });
}
