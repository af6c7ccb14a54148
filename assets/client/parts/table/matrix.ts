import { fragmentOf } from '../fragment.js';
import { TemplateFilter } from '../template-filter.js';
import { type Choices, readChoices, writeChoices } from './address.js';
import { MatrixCounts } from './matrix-counts.js';
import { startHighlight } from './matrix-highlight.js';
import { startRoom } from './matrix-room.js';
import { numberIn, sortRows } from './sort.js';

const names = ['items', 'groups', 'template'] as const;

/** Leading columns that are no groups: the item and its count. */
const leadingColumns = 2;

/** Sorts the table of items and groups, and highlights the column under the pointer or with the focus. */
export function startMatrix(): void {
  const table = document.querySelector<HTMLTableElement>('[data-matrix]');
  const tools = document.querySelector<HTMLElement>('[data-tools]');
  if (!table || !tools) return;
  new Matrix(table, tools).start();
}

class Matrix {
  private readonly parts: readonly {
    readonly body: HTMLTableSectionElement;
    readonly rows: readonly HTMLTableRowElement[];
  }[];
  /** Original index of each column, by current position. */
  private columns: readonly number[];
  /** The place of each column's edition, by the column's original index. */
  private readonly editions: readonly number[];
  private readonly counts: MatrixCounts;
  private readonly template = new TemplateFilter();
  private readonly inputs: readonly HTMLInputElement[];
  /** The row with the groups' names. */
  private readonly heads: HTMLTableRowElement | null;

  constructor(
    private readonly table: HTMLTableElement,
    private readonly tools: HTMLElement,
  ) {
    this.parts = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].slice(1) }));
    this.counts = new MatrixCounts(table, this.parts);
    this.heads = table.querySelector('.matrix-heads');
    this.columns = [...(this.heads?.cells ?? [])].slice(leadingColumns).map((_, index) => index);
    const templates = [...(this.heads?.cells ?? [])].slice(leadingColumns).map(({ dataset }) => dataset['template']);
    this.editions = templates.map((template) => templates.indexOf(template));
    this.inputs = [...tools.querySelectorAll('input')];
  }

  start(): void {
    this.tools.addEventListener('change', () => {
      this.apply();
      writeChoices(this.choices());
    });
    addEventListener('hashchange', () => this.restore());
    this.restore();
    this.tools.hidden = false;
    startRoom(this.table);
    startHighlight(this.table, leadingColumns);
  }

  private choices(): Choices {
    const checked = this.inputs.filter((input) => input.checked).map(({ name, value }) => [name, value] as const);
    return { ...Object.fromEntries(checked), template: this.template.value };
  }

  /** Applies the settings of the fragment; what it does not name stays as it is. */
  private restore(): void {
    const given = readChoices(names);
    for (const input of this.inputs) if (given[input.name] === input.value) input.checked = true;
    if (given['template'] !== undefined) this.template.choose(given['template']);
    this.apply();
  }

  private apply(): void {
    const { items, groups } = this.choices();
    this.sortGroups(groups === 'most');
    // Items are sorted by the counts of the groups that are shown.
    this.filterGroups();
    this.sortItems(items === 'least');
  }

  /** Hides the columns of groups that fill in another template than the chosen one. */
  private filterGroups(): void {
    const heads = [...(this.heads?.cells ?? [])];
    const hidden = heads.map(
      ({ dataset }, index) => index >= leadingColumns && !this.template.fits(dataset['template']),
    );
    const shown = hidden.filter((isHidden) => !isHidden).length;
    const hide = (cells: Iterable<HTMLElement>): void => {
      for (const [index, cell] of [...cells].entries()) cell.hidden = hidden[index] ?? false;
    };
    hide(this.table.querySelectorAll('col'));
    for (const row of this.headRows()) hide(row.cells);
    for (const edition of this.table.querySelectorAll<HTMLElement>('.matrix-editions > th'))
      edition.hidden = !this.template.fits(edition.dataset['template']);
    for (const { body, rows } of this.parts) {
      for (const row of rows) hide(row.cells);
      // Otherwise the heading would stretch the table over columns that are not there.
      const heading = body.rows[0]?.cells[0];
      if (heading && heading.colSpan > 1) heading.colSpan = shown;
    }
    // The counts of a split page are of all its parts.
    if (document.querySelector('.pager')) this.counts.updateNotes();
    else this.counts.update();
  }

  /** Rows with a cell per group. */
  private headRows(): readonly HTMLTableRowElement[] {
    return [...(this.table.tHead?.rows ?? [])].filter(({ className }) => className !== 'matrix-editions');
  }

  /** Sorts the items of all parts as one list, without the headings of the parts; or restores the parts. */
  private sortItems(least: boolean): void {
    const all = this.parts.flatMap(({ rows }) => rows);
    const sorted = least ? sortRows(all, shareOf, 'ascending') : all;
    for (const { body, rows } of this.parts) {
      const heading = body.rows[0];
      if (heading) heading.hidden = least;
      if (!least) body.append(fragmentOf(rows));
    }
    if (least) this.parts[0]?.body.append(fragmentOf(sorted));
  }

  /** Sorts the groups of each edition: editions stay apart. */
  private sortGroups(most: boolean): void {
    const wanted = this.columns.map((_, index) => index);
    const sums = [...(this.table.querySelector<HTMLTableRowElement>('.matrix-sums')?.cells ?? [])]
      .slice(leadingColumns)
      .map(({ textContent }) => numberIn(textContent));
    const doneIn = (column: number): number | null => sums[this.columns.indexOf(column)] ?? null;
    const sorted = sortRows(wanted, doneIn, 'descending');
    const next = most ? sortRows(sorted, (column) => this.editions[column] ?? 0, 'ascending') : wanted;
    if (next.every((column, index) => column === this.columns[index])) return;
    const places = next.map((column) => this.columns.indexOf(column) + leadingColumns);
    const rows = [...this.headRows(), ...this.parts.flatMap(({ rows: items }) => items)];
    for (const row of rows) {
      const cells = [...row.cells];
      row.append(fragmentOf(places.flatMap((place) => cells[place] ?? [])));
    }
    this.columns = next;
  }
}

function shareOf(row: HTMLTableRowElement): number | null {
  return numberIn(row.cells[1]?.textContent ?? '');
}
