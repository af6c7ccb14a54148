import type { MarkdownIt, StateBlock } from 'markdown-it';
import { type DialectEnv, wrapBlockRule } from '../rules.js';

/** Number of empty cells that is always allowed. */
const alwaysAllowed = 1_000;

/**
 * markdown-it pads short rows with empty cells to the width of the head: a thousand cells for a row of one letter. A
 * table that would add more cells to the page than the text has characters stays text.
 */
export function tableCellLimit(md: MarkdownIt): void {
  wrapBlockRule(md, 'table', (table) => (state, startLine, endLine, silent) => {
    // In silent mode the rule looks at the head only.
    if (!table(state, startLine, endLine, true)) return false;
    const env = state.env as DialectEnv;
    const padding = (env.paddingCells ?? 0) + emptyCells(state, startLine, endLine);
    if (padding > Math.max(alwaysAllowed, state.src.length)) return false;
    if (silent) return true;
    env.paddingCells = padding;
    return table(state, startLine, endLine, false);
  });
}

/** Upper estimate of the cells that a table beginning at a line would be padded with. */
function emptyCells(state: StateBlock, startLine: number, endLine: number): number {
  const columns = countPipes(state, startLine + 1) + 1;
  let empty = 0;
  for (let line = startLine + 2; line < endLine && !state.isEmpty(line); line += 1)
    empty += Math.max(0, columns - Math.max(1, countPipes(state, line)));
  return empty;
}

/** Number of pipes per line, cached: a text may have thousands of table heads with the same lines below each. */
const pipeCounts = new WeakMap<StateBlock, number[]>();

function countPipes(state: StateBlock, line: number): number {
  const counts = pipeCounts.get(state) ?? [];
  pipeCounts.set(state, counts);
  const { src, bMarks, eMarks } = state;
  const count = counts[line] ?? src.slice(bMarks[line], eMarks[line]).split('|').length - 1;
  counts[line] = count;
  return count;
}
