import type { MarkdownIt, StateBlock } from 'markdown-it';
import { type DialectEnv, wrapBlockRule } from './rules.js';

/** Empty cells that any text may have. */
const leastAllowed = 1_000;

/**
 * Short rows are filled up with empty cells, as many as the head has: a thousand of them for a row of one letter. A table
 * that would make the page longer by more cells than the text has letters stays text.
 */
export function boundedTables(md: MarkdownIt): void {
  wrapBlockRule(md, 'table', (table) => (state, startLine, endLine, silent) => {
    if (startLine + 2 > endLine) return false;
    const env = state.env as DialectEnv;
    const filled = (env.filledCells ?? 0) + emptyCells(state, startLine, endLine);
    if (filled > Math.max(leastAllowed, state.src.length) || !table(state, startLine, endLine, silent)) return false;
    if (!silent) env.filledCells = filled;
    return true;
  });
}

/** Cells that a table which begins at a line would be filled up with, or a few more; none where no table can begin. */
function emptyCells(state: StateBlock, startLine: number, endLine: number): number {
  if (!/^[\s|:-]*-[\s|:-]*$/.test(lineOf(state, startLine + 1))) return 0;
  const columns = bars(state, startLine + 1) + 1;
  let empty = 0;
  for (let line = startLine + 2; line < endLine && !state.isEmpty(line); line += 1)
    empty += Math.max(0, columns - Math.max(1, bars(state, line)));
  return empty;
}

function lineOf({ src, bMarks, eMarks }: StateBlock, line: number): string {
  return src.slice(bMarks[line], eMarks[line]);
}

function bars(state: StateBlock, line: number): number {
  return lineOf(state, line).split('|').length - 1;
}
