import type { MarkdownIt } from 'markdown-it';
import { addMeta } from './rules.js';

/** Gives the text of each table cell its line and column; markdown-it knows the lines of the row only. */
export function tableCells(md: MarkdownIt): void {
  md.core.ruler.after('block', 'table_cells', (state) => {
    if (!state.tokens.some(({ type }) => type === 'table_open')) return;
    const lines = state.src.split('\n');
    let row = 0;
    let from = 0;
    state.tokens.forEach((token, index) => {
      if (token.type === 'tr_open' && token.map) {
        row = token.map[0];
        from = 0;
      }
      const opener = state.tokens[index - 1]?.type;
      if (token.type !== 'inline' || (opener !== 'td_open' && opener !== 'th_open')) return;
      token.map = [row, row + 1];
      const column = lines[row]?.indexOf(token.content, from) ?? -1;
      // A cell with an escaped bar is not in the text as it stands; then the line has to do.
      addMeta(token, { column: Math.max(column, from) });
      if (column >= 0) from = column + token.content.length;
    });
  });
}
