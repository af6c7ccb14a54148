import { applyEdits, type Edit } from './edit.js';
import { linesOf } from './lines.js';

/** Lines shown around a change, as `diff -u` does. */
const context = 3;

/** The input of a diff. */
export interface DiffInput {
  readonly path: string;
  readonly text: string;
  /** Sorted, without overlaps. */
  readonly edits: readonly Edit[];
  /** Escapes control characters, with which a report could control the terminal. */
  readonly printable: (text: string) => string;
}

/**
 * The edits as a unified diff, for reading. Computed from the edits, so no texts are compared. Empty without edits;
 * otherwise it ends with a line break.
 */
export function unifiedDiff({ path, text, edits, printable }: DiffInput): string {
  if (edits.length === 0) return '';
  // The empty string after the last line break is no line.
  const before = linesOf(text).flatMap((line) => (line.text + line.ending === '' ? [] : [line.text]));
  const changes = changesOf(text, edits);
  let shift = 0;
  const hunks = hunksOf(changes).map((hunk) => {
    const from = Math.max(0, (hunk[0]?.from ?? 0) - context);
    const to = Math.min(before.length, (hunk.at(-1)?.to ?? 0) + context);
    const body = bodyOf(before, hunk, { from, to });
    const added = hunk.reduce((sum, change) => sum + change.lines.length - (change.to - change.from), 0);
    const head = `@@ -${from + 1},${to - from} +${from + 1 + shift},${to - from + added} @@`;
    shift += added;
    return [head, ...body.map(printable)].join('\n');
  });
  const name = printable(path);
  return [`--- ${name}`, `+++ ${name}`, ...hunks, ''].join('\n');
}

/** Replaces the lines `from` to `to` (0-based, end exclusive). */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

function changesOf(text: string, edits: readonly Edit[]): readonly Change[] {
  const lines = linesOf(text);
  const lineAt = (offset: number): number => lines.findLastIndex(({ start }) => start <= offset);
  const touched = new Set(edits.map(({ start }) => lineAt(start)));
  return [...touched].map((from) => {
    const line = lines[from] ?? { start: 0, text: '', ending: '' };
    const end = line.start + line.text.length + line.ending.length;
    const own = edits.filter(({ start }) => lineAt(start) === from);
    const moved = own.map((edit) => ({ ...edit, start: edit.start - line.start, end: edit.end - line.start }));
    const after = applyEdits(text.slice(line.start, end), moved);
    return { from, to: from + 1, lines: after === '' ? [] : [after.slice(0, after.length - line.ending.length)] };
  });
}

/** Changes whose context lines would overlap form one hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last && change.from - (last.at(-1)?.to ?? 0) <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function bodyOf(
  before: readonly string[],
  hunk: readonly Change[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly string[] {
  const changed = new Map(hunk.map((change) => [change.from, change]));
  return before.slice(from, to).flatMap((text, index) => {
    const change = changed.get(from + index);
    return change ? [`-${text}`, ...change.lines.map((line) => `+${line}`)] : [` ${text}`];
  });
}
