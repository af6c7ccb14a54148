import type { Answer } from '../model/report.js';

/** A line of prose and where it begins in the source, 1-based. */
export interface ProseLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The lines of an answer that are not code. */
export function linesOfProse({ markdown, origin, codeLines }: Answer): readonly ProseLine[] {
  const code = new Set(codeLines);
  return markdown.split('\n').flatMap((text, index) => {
    const place = origin[index];
    return code.has(index) || !place ? [] : [{ text, line: place.line, column: place.column }];
  });
}
