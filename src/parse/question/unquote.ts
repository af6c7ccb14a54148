import type { SourceLine } from '../document/source.js';

/** The mark at the start of a line of a blockquote. */
export const quoteMark = /^ {0,3}> ?/;

/** A line without the mark of the blockquote that it is in. */
export function unquote(line: SourceLine): SourceLine {
  const mark = quoteMark.exec(line.text)?.[0].length ?? 0;
  return { text: line.text.slice(mark), line: line.line, column: line.column + mark };
}
