import type { Excerpt } from './excerpt.js';
import type { Span } from './span.js';

/** One checkbox with its text. */
export interface ChecklistItem {
  /** Markdown of one paragraph, without checkbox, tags and note. */
  readonly text: string;
  readonly done: boolean;
  /** Short codes in the closing parenthesis: `(M2+M6)` gives `M2` and `M6`. */
  readonly tags: readonly string[];
  /** What the group added after the item: ` - only for the API`. */
  readonly note?: string;
  readonly span: Span;
}

/** The items under one heading. */
export interface ChecklistGroup {
  /** Plain text; empty for items without a heading. */
  readonly title: string;
  readonly items: readonly ChecklistItem[];
}

/** The task lists above the questions. */
export interface Checklist {
  readonly title: string;
  readonly intro?: Excerpt;
  readonly groups: readonly ChecklistGroup[];
}

/** Number of ticked items and of all items. */
export function countDone(items: readonly ChecklistItem[]): { readonly done: number; readonly total: number } {
  return { done: items.filter((item) => item.done).length, total: items.length };
}
