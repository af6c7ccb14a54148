import { numberIn, type Value } from './sort.js';

/** A row of the table of groups. */
export interface GroupRow {
  readonly element: HTMLTableRowElement;
  /** The group's name and its report's title, ready to be searched. */
  readonly text: string;
  /** What holds of the group: `open`, `errors`, `warnings`, `failed`. */
  readonly is: ReadonlySet<string>;
  /** By the name of the column. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Reads the rows, in the order in which they stand. */
export function readRows(table: HTMLTableElement): readonly GroupRow[] {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.dataset.sort);
  return [...(table.tBodies[0]?.rows ?? [])].map((element) => {
    const name = element.querySelector('a')?.textContent ?? '';
    const values = columns.map((column, index) => {
      const cell = element.cells[index];
      // The reason why a report could not be read stands in place of all its counts.
      if (!cell || cell.colSpan > 1) return [column, null] as const;
      return [column, column === 'group' ? name : numberIn(cell.dataset.value ?? cell.textContent)] as const;
    });
    return {
      element,
      text: plain(element.cells[0]?.textContent ?? ''),
      is: new Set(element.dataset.is?.split(' ')),
      values: Object.fromEntries(values),
    };
  });
}

/** Text without accents and case: what is typed is seldom spelt as the name is. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
