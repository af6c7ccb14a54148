import type { SourceLine } from '../document/source.js';
import { blocksOf, excerptParser } from '../parsers.js';
import { quoteMark } from './unquote.js';

/** A block at the head of a question. */
export interface HeadBlock {
  readonly type: string;
  /** Relative to the first line of the question. */
  readonly start: number;
  readonly end: number;
}

/** Lines whose block need not end at a blank line, and may be something else for what stands behind that. */
const runsOn = /^ {0,3}(?:`{3}|~{3}|\[\^)/;

/**
 * The blocks at the head of a question, one by one, as far as they are asked for. Quotations and paragraphs end at a blank
 * line, so no more than the lines before it are parsed at a time: most of an answer is never looked at here.
 */
export function* headBlocks(lines: readonly SourceLine[]): Generator<HeadBlock> {
  for (let start = 0, end = 0; start < lines.length; start = end) {
    while (end < lines.length && isBlank(lines[end]) === isBlank(lines[start])) end += 1;
    if (isBlank(lines[start])) continue;
    if (lines.slice(start, end).some(({ text }) => runsOn.test(text))) end = lines.length;
    yield* blocksBetween(lines, start, end);
  }
}

/** Blank as Markdown means it: a space of another kind is a letter to it. */
function isBlank(line: SourceLine | undefined): boolean {
  return line !== undefined && /^[ \t]*$/.test(line.text);
}

function blocksBetween(lines: readonly SourceLine[], start: number, end: number): readonly HeadBlock[] {
  const text = lines.slice(start, end).map((line) => line.text);
  // A prompt as it should be. It needs no parser.
  if (text.every((line) => quoteMark.test(line))) return [{ type: 'blockquote_open', start, end }];
  return blocksOf(text.join('\n'), excerptParser).flatMap(({ type, level, map, nesting }) =>
    level === 0 && map && nesting >= 0 ? [{ type, start: start + map[0], end: start + map[1] }] : [],
  );
}
