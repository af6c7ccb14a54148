import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { wrapBlockRule } from './rules.js';

/**
 * A row may have more cells than the table's head, most often because a pipe in its text was not escaped. GitHub and
 * markdown-it leave the surplus out of the page; here it stays, in the row's last cell, with its pipes.
 */
export function surplusCells(md: MarkdownIt): void {
  wrapBlockRule(md, 'table', (table) => (state, startLine, endLine, silent) => {
    const before = state.tokens.length;
    if (!table(state, startLine, endLine, silent)) return false;
    if (!silent) keepSurplus(state, state.tokens.slice(before));
    return true;
  });
}

function keepSurplus(state: StateBlock, tokens: readonly Token[]): void {
  let cells: Token[] = [];
  let line = 0;
  for (const token of tokens) {
    if (token.type === 'tr_open') {
      cells = [];
      line = token.map?.[0] ?? 0;
    } else if (token.type === 'inline') cells.push(token);
    else if (token.type === 'tr_close') {
      const surplus = splitRow(state.getLines(line, line + 1, state.blkIndent, false)).slice(cells.length);
      const last = cells.at(-1);
      if (last && surplus.some((cell) => cell.trim() !== ''))
        last.content = [last.content, ...surplus.map((cell) => cell.trim())].join(' | ');
    }
  }
}

/** The cells of a row: what stands between pipes that no backslash escapes. */
function splitRow(row: string): readonly string[] {
  const cells = row.trim().split(/(?<!\\)\|/);
  if (cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|'));
}
