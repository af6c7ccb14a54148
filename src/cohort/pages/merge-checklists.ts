import { wordsOf } from '../../parse/text/similarity.js';
import { readableText } from '../../render/html/readable-text.js';
import type { ChecklistView } from '../../render/views/report.js';

export type Item = ChecklistView['groups'][number]['items'][number];

/** The items under one heading of any checklist, in their order. */
export interface MergedPart {
  readonly title: string;
  readonly rows: readonly MergedRow[];
}

/** An item of the checklists, with what each group made of it. */
export interface MergedRow {
  readonly item: Item;
  readonly text: string;
  /** By the index of the checklist. */
  readonly cells: Map<number, Item>;
}

/**
 * Lays checklists over each other. Items are the same when they have the same words under the same heading. Those of
 * the first checklist keep their order; what another has besides stands above the item that it precedes there.
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

/** An item that a checklist holds twice is two rows, the first for those that hold it once. */
function withItems(rows: readonly MergedRow[], items: readonly Item[], checklist: number): readonly MergedRow[] {
  const known = new Map(numbered(rows).map(({ key, of }) => [key, of] as const));
  const texts = items.map((item) => ({ item, text: readableText(item.html) }));
  /** New rows by the known row that they precede. */
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

/** Names of things by their words, and by how many have had the same words before. */
function numbered<Thing extends { readonly text: string }>(things: readonly Thing[]): { key: string; of: Thing }[] {
  const seen = new Map<string, number>();
  return things.map((of) => {
    const words = keyOf(of.text);
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return { key: `${words} ${nth}`, of };
  });
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
