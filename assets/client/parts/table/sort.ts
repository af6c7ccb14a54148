export type Order = 'ascending' | 'descending';

/** Sort key: a number, a name, or none. */
export type Value = number | string | null;

/** By the reader's locale. Numeric collation: group 2 comes before group 10. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Stable sort, so that sorting by one column and then by another sorts by both. Rows without a value come last in either
 * order.
 */
export function sortRows<Row>(rows: readonly Row[], by: (row: Row) => Value, order: Order): readonly Row[] {
  const sign = order === 'ascending' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, value: by(row) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return sign * compare(a.value, b.value);
  });
  return keyed.map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** Parses a cell: `5230`, or `25/31` as a fraction; null without a number. */
export function numberIn(text: string): number | null {
  const [, count, of] = /(\d+)(?:\/(\d+))?/.exec(text) ?? [];
  if (count === undefined) return null;
  return of === undefined ? Number(count) : Number(count) / Math.max(Number(of), 1);
}
