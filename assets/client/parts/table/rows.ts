import { numberIn, type Value } from './sort.js';

/** A row of the table of groups. */
export interface GroupRow {
  readonly element: HTMLTableRowElement;
  /** Normalized name of the group and title of its report, for the filter. */
  readonly text: string;
  /** States that the group is in: `open`, `errors`, `absent`, `failed`. */
  readonly is: ReadonlySet<string>;
  /** The rules that found something. */
  readonly rules: ReadonlySet<string>;
  /** The template that the group fills in, empty for none; undefined where its report could not be read. */
  readonly template: string | undefined;
  /** By column. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Reads the rows, in document order. */
export function readRows(table: HTMLTableElement): readonly GroupRow[] {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.dataset.sort);
  return [...(table.tBodies[0]?.rows ?? [])].map((element) => {
    const name = element.querySelector('a')?.textContent ?? '';
    const values = columns.map((column, index) => {
      const cell = element.cells[index];
      // The reason why a report could not be read spans all columns of counts.
      if (!cell || cell.colSpan > 1) return [column, null] as const;
      return [column, column === 'group' ? name : numberIn(cell.dataset.value ?? cell.textContent)] as const;
    });
    return {
      element,
      text: plain(element.cells[0]?.textContent ?? ''),
      is: new Set(element.dataset.is?.split(' ')),
      rules: new Set(element.dataset['rules']?.split(' ')),
      template: element.dataset['template'],
      values: Object.fromEntries(values),
    };
  });
}

/** Normalizes text for the filter: without accents, case and repeated whitespace. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
