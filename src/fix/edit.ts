import type { RuleName } from '../model/diagnostic.js';
import type { QuestionKey } from '../model/question-key.js';

/** A change to a report's text. */
export interface Edit {
  readonly rule: RuleName;
  /** The key of the question that it is in. */
  readonly question?: QuestionKey;
  /** Offsets in the text, in UTF-16 code units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Sorts edits and drops those that repeat or overlap an earlier one. */
export function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  let end = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter((edit) => {
      if (edit.start < end) return false;
      end = edit.end;
      return true;
    });
}

/** Applies edits that are sorted and do not overlap. All other characters stay unchanged. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, replacement } of edits) {
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}
