import { median, percent } from '../../../../src/cohort/statistics.js';
import { t } from '../words.js';

/** Cells before those of the groups: the item and its count. */
const leadingCells = 2;

/** What a row of an item counts and lists; it follows the columns that are shown. */
interface CountedRow {
  readonly row: HTMLTableRowElement;
  readonly cells: readonly HTMLElement[];
  readonly bar: Element | null;
  readonly done: ChildNode | undefined;
  readonly total: Element | null;
  readonly lists: readonly FoldedList[];
}

/** A folded list below an item: notes of groups, or evidence. */
interface FoldedList {
  readonly element: HTMLElement;
  readonly title: Element | null;
  readonly titleOf: (count: number) => string;
  /** With the cell of the group that each is about. */
  readonly listed: readonly { readonly entry: HTMLElement; readonly cell: HTMLElement | undefined }[];
}

const lists = [
  { selector: '.matrix-notes', cells: '.n', titleOf: (count: number) => t('count.notes', { count }) },
  {
    selector: '.evidence',
    cells: '.e-found, .e-nothing, .e-unticked',
    titleOf: (count: number) => t('evidence.for', { count }),
  },
] as const;

/** Counts, notes and median of the groups whose columns are shown. */
export class MatrixCounts {
  private readonly counted: readonly CountedRow[];
  private readonly sums: readonly HTMLElement[];

  /** @param table Its columns in their original order. */
  constructor(
    table: HTMLTableElement,
    private readonly parts: readonly {
      readonly body: HTMLTableSectionElement;
      readonly rows: readonly HTMLTableRowElement[];
    }[],
  ) {
    this.counted = parts.flatMap(({ rows }) => rows.map(readRow));
    this.sums = [...(table.querySelector<HTMLTableRowElement>('.matrix-sums')?.cells ?? [])].slice(leadingCells);
  }

  /** Shows notes and evidence of these groups only. */
  updateNotes(): void {
    for (const { lists } of this.counted) lists.forEach(updateList);
  }

  /** Counts anew. Items that no group shown has on its list are hidden. */
  update(): void {
    this.updateNotes();
    for (const row of this.counted) updateRow(row);
    for (const { body, rows } of this.parts) body.hidden = rows.every(({ hidden }) => hidden);
    const shown = this.sums.filter(({ hidden }) => !hidden).map(({ textContent }) => shareOf(textContent));
    setFact('items', this.counted.filter(({ row }) => !row.hidden).length);
    setFact('groups', shown.length);
    const middle = document.querySelector('[data-fact="median"]');
    if (middle) middle.textContent = percent(median(shown), t);
  }
}

function readRow(row: HTMLTableRowElement): CountedRow {
  const cells = [...row.cells].slice(leadingCells);
  const count = row.cells[1];
  return {
    row,
    cells,
    bar: count?.querySelector('path') ?? null,
    done: [...(count?.childNodes ?? [])].find(({ nodeType }) => nodeType === Node.TEXT_NODE),
    total: count?.querySelector('.matrix-of') ?? null,
    lists: lists.flatMap(({ selector, cells: about, titleOf }) => {
      const element = row.querySelector<HTMLElement>(selector);
      if (!element) return [];
      // Entries stand in the order of the groups.
      const concerned = cells.filter((cell) => cell.matches(about));
      const listed = [...element.querySelectorAll('li')].map((entry, index) => ({ entry, cell: concerned[index] }));
      return [{ element, title: element.querySelector('summary'), titleOf, listed }];
    }),
  };
}

function updateRow({ row, cells, bar, done, total }: CountedRow): void {
  const present = cells.filter((cell) => !cell.hidden && !cell.classList.contains('x'));
  const ticked = present.filter((cell) => !cell.classList.contains('o')).length;
  row.hidden = present.length === 0;
  bar?.setAttribute('d', `M0 4h${Math.round((40 * ticked) / Math.max(present.length, 1))}`);
  if (done) done.textContent = String(ticked);
  if (total) total.textContent = `/${present.length}`;
}

function updateList({ element, title, titleOf, listed }: FoldedList): void {
  for (const { entry, cell } of listed) entry.hidden = cell?.hidden ?? false;
  const count = listed.filter(({ entry }) => !entry.hidden).length;
  element.hidden = count === 0;
  if (title) title.textContent = titleOf(count);
}

/** The share that `4 of 6` is, in any language. */
function shareOf(text: string): number {
  const [, done = '0', total = '1'] = /(\d+)\D+(\d+)/.exec(text) ?? [];
  return Number(done) / Math.max(Number(total), 1);
}

/** Sets one of the counts above the table, and its noun. */
function setFact(name: 'items' | 'groups', count: number): void {
  const value = document.querySelector(`[data-fact="${name}"]`);
  if (!value) return;
  value.textContent = String(count);
  const noun = t(name === 'items' ? 'fact.items' : 'fact.groups', { count });
  if (value.previousElementSibling) value.previousElementSibling.textContent = noun;
}
