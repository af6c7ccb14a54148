/** A line of a file. */
export interface FileLine {
  /** Offset of its first character, in UTF-16 code units; a byte order mark is not part of the line. */
  readonly start: number;
  readonly text: string;
  /**
   * `
   * `, `\r
   * `, `\r`, or empty at the end of the file.
   */
  readonly ending: string;
}

/** Splits a text into lines as the parser does, so that positions of diagnostics can be looked up. */
export function linesOf(text: string): readonly FileLine[] {
  const lines: FileLine[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, text: text.slice(start, index), ending });
    start = index + ending.length;
  }
  return [...lines, { start, text: text.slice(start), ending: '' }];
}
