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
    // Asked silently, the rule looks at the head only.
    if (!table(state, startLine, endLine, true)) return false;
    const env = state.env as DialectEnv;
    const filled = (env.filledCells ?? 0) + emptyCells(state, startLine, endLine);
    if (filled > Math.max(leastAllowed, state.src.length)) return false;
    if (silent) return true;
    env.filledCells = filled;
    return table(state, startLine, endLine, false);
  });
}

/** Cells that a table which begins at a line would be filled up with, or a few more. */
function emptyCells(state: StateBlock, startLine: number, endLine: number): number {
  const columns = bars(state, startLine + 1) + 1;
  let empty = 0;
  for (let line = startLine + 2; line < endLine && !state.isEmpty(line); line += 1)
    empty += Math.max(0, columns - Math.max(1, bars(state, line)));
  return empty;
}

/** Bars of each line. A text may hold thousands of heads of tables, and below each the same lines are looked at. */
const known = new WeakMap<StateBlock, number[]>();

function bars(state: StateBlock, line: number): number {
  const counts = known.get(state) ?? [];
  known.set(state, counts);
  const { src, bMarks, eMarks } = state;
  const count = counts[line] ?? src.slice(bMarks[line], eMarks[line]).split('|').length - 1;
  counts[line] = count;
  return count;
}
