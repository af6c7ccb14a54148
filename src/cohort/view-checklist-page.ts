import { wordsOf } from '../parse/similarity.js';
import type { ChecklistPageView, ChecklistPartView, ChecklistRowView } from '../render/cohort-view.js';
import { viewPage } from '../render/page-view.js';
import { readableText } from '../render/readable-text.js';
import type { ChecklistView } from '../render/report-view.js';
import { type Cohort, paths } from './cohort.js';
import type { ReadCohortEntry } from './entry.js';

type Item = ChecklistView['groups'][number]['items'][number];

/** An item of the checklists, with what each group made of it. */
interface Row {
  readonly item: Item;
  readonly text: string;
  readonly cells: Map<number, Item>;
}

/**
 * Turns all checklists into a matrix: items by groups. Items are the same when they have the same words under the same
 * heading, and stand in the order of the first checklist that has them.
 */
export function viewChecklistPage({ site, read, pages }: Cohort): ChecklistPageView {
  const title = 'Checklist';
  return {
    ...viewPage(site, {
      path: paths.checklist,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: `Every item of the checklist, and which of ${read.length} groups ticked it.`,
      pages,
    }),
    title,
    groups: read.map(({ group, href, outcome }) => ({
      group,
      href: `${href}#checklist`,
      done: outcome.view.checklist.done,
      total: outcome.view.checklist.total,
    })),
    parts: matrix(read),
  };
}

function matrix(entries: readonly ReadCohortEntry[]): readonly ChecklistPartView[] {
  const parts = new Map<string, { readonly title: string; readonly rows: Map<string, Row> }>();
  for (const [index, { outcome }] of entries.entries()) {
    for (const { title, items } of outcome.view.checklist.groups) {
      const part = parts.get(keyOf(title)) ?? { title, rows: new Map<string, Row>() };
      parts.set(keyOf(title), part);
      for (const item of items) addItem(part.rows, item, index);
    }
  }
  return [...parts.values()].map(({ title, rows }) => ({
    title,
    items: [...rows.values()].map((row) => viewRow(row, entries.length)),
  }));
}

/** An item that a checklist holds twice is two rows. */
function addItem(rows: Map<string, Row>, item: Item, group: number): void {
  const text = readableText(item.html);
  let key = keyOf(text);
  while (rows.get(key)?.cells.has(group)) key += ' again';
  const row = rows.get(key) ?? { item, text, cells: new Map<number, Item>() };
  rows.set(key, row);
  row.cells.set(group, item);
}

function viewRow({ item, text, cells }: Row, groups: number): ChecklistRowView {
  const present = [...cells.values()];
  return {
    text,
    tags: item.tags,
    cells: Array.from({ length: groups }, (_, group) => {
      const cell = cells.get(group);
      if (!cell) return { state: 'absent', note: null };
      return { state: cell.done ? 'done' : 'open', note: cell.note };
    }),
    done: present.filter(({ done }) => done).length,
    total: present.length,
  };
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
