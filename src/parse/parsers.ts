import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown, reportMarkdown } from '../markdown/dialect.js';
import { type DialectEnv, wrapCoreRule } from '../markdown/rules.js';
import { fastText } from '../markdown/syntax/fast-text.js';
import { formulaOf } from '../markdown/syntax/formulas.js';

/**
 * Parser for whole documents. Creating a parser takes as long as parsing a page, so there is one instance of each kind.
 */
export const documentParser: MarkdownIt = reportMarkdown();

/** Parser for answers, prompts and other excerpts of a document. */
export const excerptParser: MarkdownIt = answerMarkdown().use(fastText).use(recordCodeLines).use(inlineFilter);

/** Options and results of the excerpt parser. */
export interface ExcerptEnv extends DialectEnv {
  /** If set, inline content is parsed only in headings and in text that matches. */
  onlyMatching?: RegExp;
  /** Lines (0-based) of code blocks. */
  codeLines?: readonly number[];
}

function inlineFilter(md: MarkdownIt): void {
  wrapCoreRule(md, 'inline', (inline) => (state) => {
    const { tokens, env } = state;
    const { onlyMatching } = env as ExcerptEnv;
    if (onlyMatching)
      state.tokens = tokens.filter(
        ({ content }, index) => onlyMatching.test(content) || tokens[index - 1]?.type === 'heading_open',
      );
    inline(state);
    state.tokens = tokens;
  });
}

function recordCodeLines(md: MarkdownIt): void {
  md.core.ruler.after('block', 'code_lines', (state) => {
    (state.env as ExcerptEnv).codeLines = codeLines(state.tokens);
  });
}

/** Parses only the blocks of a text, without inline content. */
export function blocksOf(text: string, parser: MarkdownIt, env: DialectEnv = {}): readonly Token[] {
  const tokens: Token[] = [];
  parser.block.parse(text, parser, env, tokens);
  return tokens;
}

/** The lines (0-based) of code blocks, including their fences. */
export function codeLines(tokens: readonly Token[], kinds: readonly string[] = ['fence', 'code_block']): number[] {
  return tokens.flatMap(({ type, map }) =>
    map && kinds.includes(type) ? Array.from({ length: map[1] - map[0] }, (_, index) => map[0] + index) : [],
  );
}

/** Every formula has one of these. */
const formulaHint = /\$[^\s$]|\$\$|(?:`{3}|~{3})\s*math/i;

/** Whether Markdown has a formula. */
export function hasFormula(markdown: string): boolean {
  if (!formulaHint.test(markdown)) return false;
  return excerptParser
    .parse(markdown, {})
    .some((block) => formulaOf(block, {}) ?? block.children?.some((token) => formulaOf(token, {})));
}

/** The languages of the code blocks in Markdown, in lower case, as written in the info strings. */
export function fenceLanguages(markdown: string): readonly string[] {
  if (!/```|~~~/.test(markdown)) return [];
  return blocksOf(markdown, excerptParser)
    .flatMap((token) => (token.type === 'fence' ? (token.info.trim().split(/\s+/)[0]?.toLowerCase() ?? []) : []))
    .filter((language) => language !== '');
}
