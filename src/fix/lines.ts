/** A line of a text as it is in the file. */
export interface FileLine {
  /** Where it begins, in UTF-16 code units from the beginning of the text; a byte order mark is no part of it. */
  readonly start: number;
  readonly text: string;
  /** `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly ending: string;
}

/** Cuts a text into lines the way reports are read, so that the places of diagnostics can be found in it. */
export function linesOf(text: string): readonly FileLine[] {
  const lines: FileLine[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, text: text.slice(start, index), ending });
    start = index + ending.length;
  }
  return [...lines, { start, text: text.slice(start), ending: '' }];
}
