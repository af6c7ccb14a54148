/**
 * CommonMark lets an unclosed fence, comment or raw-text element run to the end of the document, where it swallows every
 * question that follows. Here such a block ends at the next boundary, and is marked as unclosed.
 */
import type { MarkdownIt, Token } from 'markdown-it';
import { lowerBound } from '../model/lower-bound.js';
import { addMeta, type BlockRule, type DialectEnv, firstCharacter, metaOf, wrapBlockRule } from './rules.js';

/**
 * Makes fences and HTML blocks end at `env.boundaries`; a block that nothing closes gets `meta.unclosed`. An HTML block
 * that a blank line would end also ends at a heading, so that a tag glued to the next question does not swallow it.
 */
export function boundedBlocks(md: MarkdownIt): void {
  wrapBlockRule(md, 'fence', (fence) => notProse(bounded(fence, isUnclosedFence)));
  wrapBlockRule(md, 'html_block', (htmlBlock) => endingAtHeading(bounded(htmlBlock, isUnclosedHtml)));
}

/** Backticks before several words, and none behind: somebody wrote between them, as in the template's placeholder. */
function notProse(fence: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    const before = state.tokens.length;
    if (!fence(state, startLine, endLine, silent)) return false;
    const token = state.tokens[before];
    if (silent || !token || !metaOf(token).unclosed || token.info.trim().split(/\s+/).length < 3) return true;
    state.tokens.length = before;
    state.line = startLine;
    return false;
  };
}

function endingAtHeading(htmlBlock: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '<') return false;
    const line = (index: number): string =>
      state.src.slice((state.bMarks[index] ?? 0) + (state.tShift[index] ?? 0), state.eMarks[index]);
    const first = line(startLine);
    if (rawBlocks.some(([start]) => start.test(first))) return htmlBlock(state, startLine, endLine, silent);
    let end = startLine + 1;
    while (end < endLine && !state.isEmpty(end) && !/^#{1,6}[ \t]/.test(line(end))) end += 1;
    return htmlBlock(state, startLine, end, silent);
  };
}

function bounded(rule: BlockRule, isUnclosed: (token: Token) => boolean): BlockRule {
  return (state, startLine, endLine, silent) => {
    // The rules are asked about every line; those that cannot begin such a block need no look ahead.
    const opener = firstCharacter(state, startLine);
    if (opener !== '`' && opener !== '~' && opener !== '<') return false;
    const { boundaries } = state.env as DialectEnv;
    const end = boundaries ? nextBoundary(boundaries, startLine + 1, endLine) : endLine;
    const before = state.tokens.length;
    if (!rule(state, startLine, end, silent)) return false;
    const token = state.tokens[before];
    if (!silent && token && isUnclosed(token)) addMeta(token, { unclosed: true });
    return true;
  };
}

/** Every block is asked about, so the lines up to the next boundary are not looked through one by one. */
function nextBoundary(boundaries: readonly number[], from: number, end: number): number {
  const next = boundaries[lowerBound(boundaries, from)];
  return next === undefined ? end : Math.min(next, end);
}

/** A closed fence covers two lines more than its content, an open one only the line that opens it. */
function isUnclosedFence({ map, content }: Token): boolean {
  const [start, end] = map ?? [0, 0];
  const lines = content.split('\n').length - (content === '' || content.endsWith('\n') ? 1 : 0);
  return end - start - 1 === lines;
}

/** The block kinds of CommonMark 0.31 section 4.6 that do not end at a blank line, and what ends them. */
const rawBlocks: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?=\s|>|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![A-Za-z]/, />/],
];

function isUnclosedHtml(token: Token): boolean {
  const content = token.content.trimStart();
  const kind = rawBlocks.find(([start]) => start.test(content));
  return kind !== undefined && !kind[1].test(content);
}
