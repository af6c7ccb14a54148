import type { MarkdownIt } from 'markdown-it';

/** A run of characters at which no rule of this dialect begins and no link label can end. */
const plainRun = /(?:[^\n\\`~*_[\]<&!:^$]|[!^](?!\[)|:(?!\/\/))+/y;

/**
 * Skips plain text in one match. markdown-it's own `text` rule tests every character and stops at twenty-three of them
 * in case a plugin has a rule for one, so this is only for parsers that get no further plugins.
 */
export function fastText(md: MarkdownIt): void {
  md.inline.ruler.at('text', (state, silent) => {
    plainRun.lastIndex = state.pos;
    if (!plainRun.test(state.src)) return false;
    const end = Math.min(plainRun.lastIndex, state.posMax);
    if (!silent) state.pending += state.src.slice(state.pos, end);
    state.pos = end;
    return true;
  });
}
