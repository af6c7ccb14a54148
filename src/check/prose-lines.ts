import type { Excerpt } from '../model/excerpt.js';

/** A line of prose and where it begins in the source, 1-based. */
export interface ProseLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The lines of an answer that are not code. */
export function linesOfProse({ markdown, origin }: Excerpt): readonly ProseLine[] {
  let fence: string | undefined;
  return markdown.split('\n').flatMap((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    const isCode = fence !== undefined;
    if (mark !== undefined && fence === undefined && !text.trimStart().slice(mark.length).includes('`')) {
      fence = mark;
      return [];
    }
    if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    const place = origin[index];
    return isCode || !place ? [] : [{ text, line: place.line, column: place.column }];
  });
}
