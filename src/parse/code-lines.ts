import type { Token } from 'markdown-it';
import { answerMarkdown } from '../markdown/dialect.js';

const md = answerMarkdown();

/** The lines (0-based) of a piece of Markdown that code blocks take up, the fences with them. */
export function codeLines(
  markdown: string,
  kinds: readonly ('fence' | 'code_block')[] = ['fence', 'code_block'],
): ReadonlySet<number> {
  const tokens: Token[] = [];
  md.block.parse(markdown, md, {}, tokens);
  const lines = new Set<number>();
  for (const { type, map } of tokens) {
    if (!map || !kinds.some((kind) => kind === type)) continue;
    for (let line = map[0]; line < map[1]; line += 1) lines.add(line);
  }
  return lines;
}
