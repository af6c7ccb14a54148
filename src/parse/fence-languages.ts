import type { Token } from 'markdown-it';
import { answerMarkdown } from '../markdown/dialect.js';

const md = answerMarkdown();

/** The languages of the code blocks in a piece of Markdown, lower case, as written behind the fences. */
export function fencesIn(markdown: string): readonly string[] {
  if (!/```|~~~/.test(markdown)) return [];
  const tokens: Token[] = [];
  md.block.parse(markdown, md, {}, tokens);
  return tokens
    .flatMap((token) => (token.type === 'fence' ? (token.info.trim().split(/\s+/)[0]?.toLowerCase() ?? []) : []))
    .filter((language) => language !== '');
}
