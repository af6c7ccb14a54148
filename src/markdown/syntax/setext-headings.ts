import type { MarkdownIt } from 'markdown-it';
import { firstCharacter } from '../rules.js';

/**
 * Disables setext headings: in an answer, a row of dashes or equals signs under a line of text is meant as a rule. Both
 * become a thematic break.
 */
export function noSetextHeadings(md: MarkdownIt): void {
  md.block.ruler.disable('lheading');
  md.block.ruler.after(
    'hr',
    'double_rule',
    (state, startLine, _endLine, silent) => {
      if (firstCharacter(state, startLine) !== '=') return false;
      const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      const text = state.src.slice(start, state.eMarks[startLine]);
      if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || !/^={3,}\s*$/.test(text)) return false;
      if (silent) return true;
      state.line = startLine + 1;
      const token = state.push('hr', 'hr', 0);
      token.map = [startLine, state.line];
      token.markup = '=';
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
