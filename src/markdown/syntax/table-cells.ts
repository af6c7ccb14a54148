import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { addMeta, wrapBlockRule } from '../rules.js';

/** Sets the line and column of each table cell's text; markdown-it records only the lines of the row. */
export function tableCellPositions(md: MarkdownIt): void {
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
      // The text of a cell with an escaped pipe differs from its source; then only the line is exact.
      addMeta(token, { column: Math.max(column, from) });
      if (column >= 0) from = column + token.content.length;
    });
  });
}

/**
 * Keeps cells beyond the table's width, most often caused by a pipe in the text that was not escaped. GitHub and
 * markdown-it drop them; here they are appended to the row's last cell, with their pipes.
 */
export function extraCells(md: MarkdownIt): void {
  wrapBlockRule(md, 'table', (table) => (state, startLine, endLine, silent) => {
    const before = state.tokens.length;
    if (!table(state, startLine, endLine, silent)) return false;
    if (!silent) keepExtraCells(state, state.tokens.slice(before));
    return true;
  });
}

function keepExtraCells(state: StateBlock, tokens: readonly Token[]): void {
  let cells: Token[] = [];
  let line = 0;
  for (const token of tokens) {
    if (token.type === 'tr_open') {
      cells = [];
      line = token.map?.[0] ?? 0;
    } else if (token.type === 'inline') cells.push(token);
    else if (token.type === 'tr_close') {
      const extra = splitRow(state.getLines(line, line + 1, state.blkIndent, false)).slice(cells.length);
      const last = cells.at(-1);
      if (last && extra.some((cell) => cell.trim() !== ''))
        last.content = [last.content, ...extra.map((cell) => cell.trim())].join(' | ');
    }
  }
}

/** Splits a row at its unescaped pipes. */
function splitRow(row: string): readonly string[] {
  const cells = row.trim().split(/(?<!\\)\|/);
  if (cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|'));
}
