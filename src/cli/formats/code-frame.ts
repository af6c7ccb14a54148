import type { Span } from '../../model/span.js';
import { printable } from '../terminal.js';

// Why not @babel/code-frame: it prints whole lines, and a line of a report is often a paragraph of a thousand characters,
// which would have to be cut first, with the columns adapted. It also does not escape control characters.

/** The line of a report that a diagnostic is about. */
export interface FrameInput {
  /** Where the span begins, whole. */
  readonly line: string;
  readonly span: Span;
  /** The maximum width of a line of the frame, in characters. */
  readonly columns: number;
}

/**
 * Formats the line where a span begins, with its number, and `^` below the characters of the span; a span of several lines
 * gets one `^`. A long line is cut around it. Every line ends with a line break; empty for a blank line.
 */
export function codeFrame({ line, span, columns }: FrameInput): string {
  if (line.trim() === '') return '';
  const gutter = `  ${span.line} | `;
  const from = Math.min(span.column - 1, line.length);
  const end = span.endLine > span.line ? from : span.endColumn - 1;
  const to = Math.max(from, Math.min(end, line.length));
  const room = Math.max(20, columns - gutter.length - 2);
  const [start, stop] = windowAround(line, from, room);
  const before = (start > 0 ? '…' : '') + show(line.slice(start, from));
  const marked = show(line.slice(from, Math.min(to, stop)));
  const after = show(line.slice(Math.max(from, Math.min(to, stop)), stop)) + (stop < line.length ? '…' : '');
  const marks = ' '.repeat(before.length) + '^'.repeat(Math.max(1, marked.length));
  return `${gutter}${before}${marked}${after}\n${' '.repeat(gutter.length - 2)}| ${marks}\n`;
}

/** The range of a line to show: all of it if it fits, else with a third of the width before the column. */
function windowAround(line: string, column: number, room: number): readonly [start: number, stop: number] {
  if (line.length <= room) return [0, line.length];
  const start = Math.max(0, Math.min(column - Math.floor(room / 3), line.length - room));
  return [outsidePair(line, start), outsidePair(line, start + room)];
}

/** Moves an index out of the middle of a surrogate pair. */
function outsidePair(line: string, index: number): number {
  return /[\uDC00-\uDFFF]/.test(line[index] ?? '') ? index - 1 : index;
}

function show(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}
