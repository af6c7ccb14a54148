import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown, reportMarkdown } from '../markdown/dialect.js';
import { type DialectEnv, wrapCoreRule } from '../markdown/rules.js';
import { codeLines } from './text/code-lines.js';

/** Reads whole documents. Making a parser takes as long as reading a page, so there is one of each kind. */
export const documentParser: MarkdownIt = reportMarkdown();

/** Reads answers, prompts and what else is cut out of a document. */
export const excerptParser: MarkdownIt = answerMarkdown().use(fastText).use(noteCodeLines).use(onlyHolding);

/** What the excerpt parser is told, and what it leaves behind. */
export interface ExcerptEnv extends DialectEnv {
  /** Set: of what stands in the blocks only headings are read, and text that holds this. */
  holding?: RegExp;
  /** Lines (0-based) that code blocks take up. */
  codeLines?: readonly number[];
}

function onlyHolding(md: MarkdownIt): void {
  wrapCoreRule(md, 'inline', (inline) => (state) => {
    const { tokens, env } = state;
    const { holding } = env as ExcerptEnv;
    if (holding)
      state.tokens = tokens.filter(
        ({ content }, index) => holding.test(content) || tokens[index - 1]?.type === 'heading_open',
      );
    inline(state);
    state.tokens = tokens;
  });
}

function noteCodeLines(md: MarkdownIt): void {
  md.core.ruler.after('block', 'code_lines', (state) => {
    (state.env as ExcerptEnv).codeLines = codeLines(state.tokens);
  });
}

/** The blocks of a text; what stands in their lines is not looked at. */
export function blocksOf(text: string, parser: MarkdownIt, env: DialectEnv = {}): readonly Token[] {
  const tokens: Token[] = [];
  parser.block.parse(text, parser, env, tokens);
  return tokens;
}

/** A plainRun of characters at which no rule of this dialect begins and no link label can end. */
const plainRun = /(?:[^\n\\`~*_[\]<&!:^]|[!^](?!\[)|:(?!\/\/))+/y;

/**
 * Skips plain text in one match. markdown-it's own `text` rule tests every character and stops at twenty-three of them
 * in case a plugin has a rule for one, so this is only for parsers that get no further plugins.
 */
function fastText(md: MarkdownIt): void {
  md.inline.ruler.at('text', (state, silent) => {
    plainRun.lastIndex = state.pos;
    if (!plainRun.test(state.src)) return false;
    const end = Math.min(plainRun.lastIndex, state.posMax);
    if (!silent) state.pending += state.src.slice(state.pos, end);
    state.pos = end;
    return true;
  });
}
