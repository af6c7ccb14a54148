import type { Excerpt } from '../../model/excerpt.js';
import { addNotes } from '../../model/notes.js';
import type { Note } from '../../model/report.js';

/** An excerpt, with the footnotes below it that other parts of the document define. */
export interface FullExcerpt extends Excerpt {
  /** The line (0-based) at which those notes begin. */
  readonly notesFrom?: number;
}

/** Adds to an excerpt the footnotes that it refers to. */
export function withNotes(excerpt: Excerpt, notes: ReadonlyMap<string, Note>): FullExcerpt {
  const { markdown, notes: added, notesFrom } = addNotes(excerpt.markdown, notes);
  if (notesFrom === undefined) return excerpt;
  const blank = excerpt.origin.at(-1) ?? { line: 1, column: 1 };
  return { markdown, origin: [...excerpt.origin, ...added.flatMap(({ origin }) => [blank, ...origin])], notesFrom };
}

/** Of the lines of a full excerpt, those before its notes. */
export function linesOfExcerpt(lines: readonly number[], { origin }: Excerpt): readonly number[] {
  return lines.filter((line) => line < origin.length);
}
