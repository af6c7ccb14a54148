import type { DiffInput } from './diff.js';
import type { Edit } from './edit.js';
import { linesOf } from './lines.js';

/** Maximum number of characters shown of a text. */
const maxShown = 80;

/**
 * Lists edits, one per line, with their position in the original text: `  12:5  figures/a b.png -> figures/a%20b.png`.
 * Ends with a line break; empty without edits.
 */
export function listEdits({ text, edits, printable }: Omit<DiffInput, 'path'>): string {
  const entries = positionsOf(text, edits).map(({ line, column, edit }) => {
    const before = text.slice(edit.start, edit.end).trim();
    const after = edit.replacement.trim();
    return { place: `${line}:${column}`, change: `${show(before)} -> ${after === '' ? '(removed)' : show(after)}` };
  });
  const width = entries.reduce((most, { place }) => Math.max(most, place.length), 0);
  return entries.map(({ place, change }) => `  ${place.padEnd(width)}  ${printable(change)}\n`).join('');
}

interface EditPosition {
  /** Position of the first non-whitespace character, 1-based. */
  readonly line: number;
  readonly column: number;
  readonly edit: Edit;
}

/** Edits and lines are both sorted, so one pass over the lines is enough. */
function positionsOf(text: string, edits: readonly Edit[]): readonly EditPosition[] {
  const lines = linesOf(text);
  let index = 0;
  return edits.map((edit) => {
    const whitespace = /^\s*/.exec(text.slice(edit.start, edit.end))?.[0].length ?? 0;
    const start = edit.start + whitespace;
    while ((lines[index + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) index += 1;
    return { line: index + 1, column: start - (lines[index]?.start ?? 0) + 1, edit };
  });
}

function show(text: string): string {
  const letters = [...text];
  return letters.length > maxShown ? `${letters.slice(0, maxShown - 1).join('')}…` : text;
}
