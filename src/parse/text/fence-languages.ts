import { blocksOf, excerptParser } from '../parsers.js';

/** The languages of the code blocks in a piece of Markdown, lower case, as written behind the fences. */
export function fencesIn(markdown: string): readonly string[] {
  if (!/```|~~~/.test(markdown)) return [];
  return blocksOf(markdown, excerptParser)
    .flatMap((token) => (token.type === 'fence' ? (token.info.trim().split(/\s+/)[0]?.toLowerCase() ?? []) : []))
    .filter((language) => language !== '');
}
