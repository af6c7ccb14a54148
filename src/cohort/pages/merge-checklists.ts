import { wordsOf } from '../../parse/text/similarity.js';
import type { GroupSummary, ItemSummary } from '../summary.js';

/** The items under one heading of all checklists, in order. */
export interface MergedPart {
  readonly title: string;
  readonly rows: readonly MergedRow[];
}

/** An item with its state in each group's checklist. */
export interface MergedRow {
  readonly item: ItemSummary;
  /** By the index of the checklist. */
  readonly cells: Map<number, ItemSummary>;
}

/**
 * Merges checklists. Items are equal if they have the same words under the same heading. Items of the first checklist
 * keep their order; an additional item of another comes before the item that follows it there.
 */
export function mergeChecklists(checklists: readonly GroupSummary['checklist'][]): readonly MergedPart[] {
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
function withItems(rows: readonly MergedRow[], items: readonly ItemSummary[], checklist: number): readonly MergedRow[] {
  const known = new Map(numbered(rows, ({ item }) => item.text).map(({ key, of }) => [key, of] as const));
  /** New rows, by the known row that follows them. */
  const before = new Map<MergedRow, MergedRow[]>();
  let waiting: MergedRow[] = [];
  for (const { key, of } of numbered(items, ({ text }) => text)) {
    const row = known.get(key);
    if (row) {
      row.cells.set(checklist, of);
      before.set(row, waiting);
      waiting = [];
    } else waiting.push({ item: of, cells: new Map([[checklist, of]]) });
  }
  return [...rows.flatMap((row) => [...(before.get(row) ?? []), row]), ...waiting];
}

/** Keys of items: their words, and how many items before had the same words. */
function numbered<Entry>(entries: readonly Entry[], textOf: (entry: Entry) => string): { key: string; of: Entry }[] {
  const seen = new Map<string, number>();
  return entries.map((of) => {
    const words = keyOf(textOf(of));
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return { key: `${words} ${nth}`, of };
  });
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
