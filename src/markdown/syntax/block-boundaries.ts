/**
 * CommonMark lets an unclosed fence, comment or raw-text element run to the end of the document, where it swallows all
 * following questions. Here such a block ends at the next boundary and is flagged as unclosed.
 */
import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { lowerBound } from '../../model/lower-bound.js';
import { addMeta, type BlockRule, type DialectEnv, firstCharacter, metaOf, wrapBlockRule } from '../rules.js';

/**
 * Makes fences and HTML blocks end at `env.boundaries`; an unclosed block gets `meta.unclosed`. An HTML block that a
 * blank line would end also ends at a heading, so that a tag directly above the next question does not swallow it.
 */
export function blockBoundaries(md: MarkdownIt): void {
  wrapBlockRule(md, 'fence', (fence) => rejectProse(endAtBoundary(fence, isUnclosedFence)));
  wrapBlockRule(md, 'html_block', (htmlBlock) =>
    rejectOpenDeclaration(endAtHeading(endAtBoundary(htmlBlock, isUnclosedHtml))),
  );
}

/**
 * An unclosed fence with several words in its info string is text that somebody wrote between backticks, as in the
 * template's placeholder.
 */
function rejectProse(fence: BlockRule): BlockRule {
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

/** Declarations, processing instructions and character data: start, end, and whether a blank line is in none of them. */
const declarations: readonly (readonly [start: RegExp, end: string, isOneParagraph: boolean])[] = [
  [/^<![A-Za-z]/, '>', true],
  [/^<\?/, '?>', false],
  [/^<!\[CDATA\[/, ']]>', false],
];

/** For each kind of declaration, the line up to which the parser knows that none is closed. */
const openUntil = new WeakMap<StateBlock, Map<string, number>>();

/** A declaration that is never closed is text: the first `>` that happens to follow is not its end. */
function rejectOpenDeclaration(htmlBlock: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (firstCharacter(state, startLine) !== '<') return false;
    const first = state.src.slice(
      (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
      state.eMarks[startLine],
    );
    const kind = declarations.find(([start]) => start.test(first));
    if (silent || !kind) return htmlBlock(state, startLine, endLine, silent);
    const [, end, isOneParagraph] = kind;
    const known = openUntil.get(state) ?? new Map<string, number>();
    openUntil.set(state, known);
    const env = state.env as DialectEnv;
    const boundary = env.boundaries ? nextBoundary(env.boundaries, startLine + 1, endLine) : endLine;
    let line = Math.max(startLine, known.get(end) ?? 0);
    for (; line < boundary && !(isOneParagraph && state.isEmpty(line)); line += 1)
      if (state.src.slice(state.bMarks[line], state.eMarks[line]).includes(end))
        return htmlBlock(state, startLine, endLine, silent);
    known.set(end, line);
    env.openDeclarations ??= [];
    env.openDeclarations.push({ line: startLine, column: 0 });
    return false;
  };
}

function endAtHeading(htmlBlock: BlockRule): BlockRule {
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

function endAtBoundary(rule: BlockRule, isUnclosed: (token: Token) => boolean): BlockRule {
  return (state, startLine, endLine, silent) => {
    // The rules run on every line; lines that cannot open such a block are rejected without look-ahead.
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

/** Binary search, since this runs for every block. */
function nextBoundary(boundaries: readonly number[], from: number, end: number): number {
  const next = boundaries[lowerBound(boundaries, from)];
  return next === undefined ? end : Math.min(next, end);
}

/** A closed fence spans two lines more than its content, an unclosed one only its opening line. */
function isUnclosedFence({ map, content }: Token): boolean {
  const [start, end] = map ?? [0, 0];
  const lines = content.split('\n').length - (content === '' || content.endsWith('\n') ? 1 : 0);
  return end - start - 1 === lines;
}

/** The HTML block kinds of CommonMark 0.31 section 4.6 that do not end at a blank line: start and end condition. */
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
