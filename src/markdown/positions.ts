import type { MarkdownIt, Token } from 'markdown-it';
import { addMeta, type TextPoint, wrapInlineRule } from './rules.js';

/** The inline rules whose tokens a diagnostic may point at, with the type of the first token that each makes. */
const located = { image: 'image', link: 'link_open', autolink: 'link_open', html_inline: 'html_inline' } as const;

/** Leaves `meta.at` on images, links and inline HTML; markdown-it itself only knows the lines of blocks. */
export function positions(md: MarkdownIt): void {
  for (const [name, type] of Object.entries(located)) {
    wrapInlineRule(md, name, (rule) => (state, silent) => {
      const at = state.pos;
      const before = state.tokens.length;
      if (!rule(state, silent)) return false;
      if (silent) return true;
      const token = state.tokens.slice(before).find((candidate) => candidate.type === type);
      if (token) addMeta(token, { at });
      return true;
    });
  }
}

/**
 * Finds where a character of a block's inline content stands in the text that was parsed.
 *
 * @param lines The text, line by line.
 * @param block An `inline` token; for the cell of a table, which has no lines of its own, `fallbackLine` is its row.
 * @param at Characters from the start of the block's content.
 */
export function pointInBlock(lines: readonly string[], block: Token, at: number, fallbackLine = 0): TextPoint {
  const before = block.content.slice(0, at);
  const skipped = before.split('\n').length - 1;
  const line = (block.map?.[0] ?? fallbackLine) + skipped;
  const lineStart = before.lastIndexOf('\n') + 1;
  const contentLine = block.content.slice(lineStart).split('\n', 1)[0] ?? '';
  const indent = Math.max(0, (lines[line] ?? '').lastIndexOf(contentLine.trimEnd()));
  return { line, column: indent + at - lineStart };
}
