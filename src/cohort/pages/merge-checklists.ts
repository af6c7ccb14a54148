import { wordsOf } from '../../parse/text/similarity.js';
import { readableText } from '../../render/html/readable-text.js';
import type { ChecklistView } from '../../render/views/report.js';

/** An item of a checklist, as its page shows it. */
export type Item = ChecklistView['groups'][number]['items'][number];

/** The items under one heading of all checklists, in order. */
export interface MergedPart {
  readonly title: string;
  readonly rows: readonly MergedRow[];
}

/** An item with its state in each group's checklist. */
export interface MergedRow {
  readonly item: Item;
  readonly text: string;
  /** By the index of the checklist. */
  readonly cells: Map<number, Item>;
}

/**
 * Merges checklists. Items are equal if they have the same words under the same heading. Items of the first checklist
 * keep their order; an additional item of another comes before the item that follows it there.
 */
export function mergeChecklists(checklists: readonly ChecklistView[]): readonly MergedPart[] {
  const parts = new Map<string, MergedPart>();
  for (const [index, { groups }] of checklists.entries())
    for (const { title, items } of groups) {
      const key = keyOf(title);
      const part = parts.get(key) ?? { title, rows: [] };
      parts.set(key, { title: part.title, rows: withItems(part.rows, items, index) });
    }
  return [...parts.values()];
}

/** A duplicate item in a checklist gets a second row; the first row is for checklists that have it once. */
function withItems(rows: readonly MergedRow[], items: readonly Item[], checklist: number): readonly MergedRow[] {
  const known = new Map(numbered(rows).map(({ key, of }) => [key, of] as const));
  const texts = items.map((item) => ({ item, text: readableText(item.html) }));
  /** New rows, by the known row that follows them. */
  const before = new Map<MergedRow, MergedRow[]>();
  let waiting: MergedRow[] = [];
  for (const { key, of } of numbered(texts)) {
    const row = known.get(key);
    if (row) {
      row.cells.set(checklist, of.item);
      before.set(row, waiting);
      waiting = [];
    } else waiting.push({ ...of, cells: new Map([[checklist, of.item]]) });
  }
  return [...rows.flatMap((row) => [...(before.get(row) ?? []), row]), ...waiting];
}

/** Keys of items: their words, and how many items before had the same words. */
function numbered<Entry extends { readonly text: string }>(entries: readonly Entry[]): { key: string; of: Entry }[] {
  const seen = new Map<string, number>();
  return entries.map((of) => {
    const words = keyOf(of.text);
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return { key: `${words} ${nth}`, of };
  });
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
