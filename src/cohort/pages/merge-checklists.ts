import { wordsOf } from '../../parse/text/similarity.js';
import type { GroupSummary, ItemSummary } from '../summary.js';

/** Checklists as rows. */
export interface MergedChecklists {
  readonly parts: readonly MergedPart[];
  /** Number of rows in all parts. */
  readonly rows: number;
  /** Number of items beyond {@link maxRows}, which have no row. */
  readonly omitted: number;
}

/** The items under one heading of all checklists, in order. */
export interface MergedPart {
  readonly title: string;
  readonly rows: readonly MergedRow[];
}

/** An item with its state in each group's checklist. */
export interface MergedRow {
  readonly item: ItemSummary;
  /** By the index of the checklist. */
  readonly cells: ReadonlyMap<number, ItemSummary>;
  /** In how many checklists it is ticked. */
  readonly done: number;
}

/**
 * The most rows that there are. A template has some fifty items; groups add and reword others, each of which would be a row
 * with a cell for every group.
 */
const maxRows = 300;

/**
 * Merges checklists. Items are equal if they have the same words under the same heading. Items of the first checklist
 * keep their order; an additional item of another comes before the item that follows it there. Beyond {@link maxRows} those
 * that the fewest checklists have are left out.
 *
 * The time is linear in the number of items.
 */
export function mergeChecklists(checklists: readonly GroupSummary['checklist'][]): MergedChecklists {
  const parts = new Map<string, { readonly title: string; readonly list: RowList }>();
  const keyOf = rememberKeys();
  for (const [index, { groups }] of checklists.entries())
    for (const { title, items } of groups) {
      const key = keyOf(title);
      const part = parts.get(key) ?? { title, list: openRowList() };
      parts.set(key, part);
      part.list.add(numbered(items, keyOf), index);
    }
  return limitRows([...parts.values()].map(({ title, list }) => ({ title, rows: list.rows() })));
}

interface RowList {
  /** Adds the items of a checklist, each with a key that no other of them has. */
  add(items: readonly NumberedItem[], checklist: number): void;
  rows(): readonly MergedRow[];
}

interface NumberedItem {
  readonly key: string;
  readonly item: ItemSummary;
}

/** A node of a circular doubly linked list. Only its sentinel has no row. */
class RowNode {
  previous: RowNode = this;
  next: RowNode = this;
  constructor(readonly row: { readonly item: ItemSummary; readonly cells: Map<number, ItemSummary> } | null) {}
}

function openRowList(): RowList {
  const end = new RowNode(null);
  const known = new Map<string, RowNode>();
  return {
    add: (items, checklist) => {
      let following = end;
      for (const { key, item } of items.toReversed()) {
        const node = known.get(key) ?? insertBefore(following, item);
        known.set(key, node);
        // A heading may be there twice, with the same item below both.
        node.row?.cells.set(checklist, item);
        following = node;
      }
    },
    rows: () => {
      const rows: MergedRow[] = [];
      for (let node = end.next; node.row; node = node.next) rows.push({ ...node.row, done: countDone(node.row.cells) });
      return rows;
    },
  };
}

function insertBefore(next: RowNode, item: ItemSummary): RowNode {
  const node = new RowNode({ item, cells: new Map() });
  node.previous = next.previous;
  node.next = next;
  next.previous.next = node;
  next.previous = node;
  return node;
}

function countDone(cells: ReadonlyMap<number, ItemSummary>): number {
  let done = 0;
  for (const cell of cells.values()) if (cell.done) done += 1;
  return done;
}

function limitRows(parts: readonly MergedPart[]): MergedChecklists {
  const all = parts.flatMap(({ rows }) => rows);
  const omitted = Math.max(0, all.length - maxRows);
  const rows = all.length - omitted;
  if (omitted === 0) return { parts, rows, omitted };
  const shown = new Set(all.toSorted((a, b) => b.cells.size - a.cells.size).slice(0, maxRows));
  const limited = parts.map((part) => ({ ...part, rows: part.rows.filter((row) => shown.has(row)) }));
  return { parts: limited.filter((part) => part.rows.length > 0), rows, omitted };
}

/**
 * Keys of a checklist's items: their words, and how many items before had the same words. A duplicate item gets a second
 * row; the first row is for checklists that have it once.
 */
function numbered(items: readonly ItemSummary[], keyOf: (text: string) => string): readonly NumberedItem[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const words = keyOf(item.text);
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return { key: `${words} ${nth}`, item };
  });
}

/** Makes a function that gives the words of a text, which is mostly one that it has had before. */
function rememberKeys(): (text: string) => string {
  const keys = new Map<string, string>();
  return (text) => {
    const known = keys.get(text);
    if (known !== undefined) return known;
    const key = wordsOf(text).join(' ');
    keys.set(text, key);
    return key;
  };
}
