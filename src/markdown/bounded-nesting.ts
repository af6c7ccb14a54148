import type { MarkdownIt } from 'markdown-it';
import { wrapBlockRule } from './rules.js';

/** Quotations in quotations; a list in a list counts twice. Nobody nests so deeply. */
const deepest = 40;

/**
 * Below a depth, the marks of quotations, lists and notes are text. A quotation reads on through all lines that could
 * belong to it, again at each depth, and the stack is bounded too. markdown-it itself would leave out what is nested
 * more deeply than its limit; here no word is lost, and the limit, which the blocks no longer reach, is for what stands
 * inside a line.
 */
export function boundedNesting(md: MarkdownIt): void {
  for (const name of ['blockquote', 'list', 'footnote_def'])
    wrapBlockRule(
      md,
      name,
      (rule) => (state, startLine, endLine, silent) => state.level < deepest && rule(state, startLine, endLine, silent),
    );
}
