import type { Span } from '../../model/span.js';
import { printable } from '../terminal.js';

// @babel/code-frame shows whole lines, and the line of a report is a paragraph of a thousand letters: it would have to
// be cut before and the columns moved. It also sends what it shows to the terminal as it is.

/** The line of a report that a diagnostic is about. */
export interface FrameInput {
  readonly lines: readonly string[];
  readonly span: Span;
  /** Letters that a line of the frame may have. */
  readonly columns: number;
}

/**
 * The line where a span begins, with its number, and marks below what the span covers; one mark for a span of several
 * lines. A long line is cut around the first of them. Every line ends with a line break; empty where there is nothing to show.
 */
export function codeFrame({ lines, span, columns }: FrameInput): string {
  const line = lines[span.line - 1] ?? '';
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

/** The part of a line to show: all of it where there is room, else with a third of the room before the column. */
function windowAround(line: string, column: number, room: number): readonly [start: number, stop: number] {
  if (line.length <= room) return [0, line.length];
  const start = Math.max(0, Math.min(column - Math.floor(room / 3), line.length - room));
  return [wholeLetter(line, start), wholeLetter(line, start + room)];
}

/** The same index, or the one before it where it would cut a letter of two code units in half. */
function wholeLetter(line: string, index: number): number {
  return /[\uDC00-\uDFFF]/.test(line[index] ?? '') ? index - 1 : index;
}

function show(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}
