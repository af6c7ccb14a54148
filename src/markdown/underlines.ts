import type { MarkdownIt } from 'markdown-it';
import { firstCharacter } from './rules.js';

/**
 * In an answer a row of dashes or equals signs under a line of text is a rule somebody drew, not an underlined heading
 * (CommonMark's setext heading). Both become a thematic break.
 */
export function underlines(md: MarkdownIt): void {
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
