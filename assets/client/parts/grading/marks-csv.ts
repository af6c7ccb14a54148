import { type Assessment, groupOf, inOrder, type Site } from './assessment.js';
import { type CsvRow, fromSpreadsheet, readCsv, writeCsv } from './csv.js';
import { type Entry, readEntries } from './entries.js';
import { FileFault } from './file-fault.js';

const columns = ['group', 'slug', 'question', 'mark', 'note', 'updated'] as const;
type Column = (typeof columns)[number];

/** All marks as a table, in the order of questions and groups. */
export function marksToCsv(site: Site, assessments: readonly Assessment[]): string {
  return writeCsv([
    columns,
    ...inOrder(assessments).map((assessment) => [
      groupOf(site, assessment.slug) ?? '',
      assessment.slug,
      String(assessment.question),
      assessment.mark,
      assessment.note,
      assessment.updated,
    ]),
  ]);
}

/**
 * Reads such a table, as written or as a spreadsheet saved it: columns in any order, others beside them, empty cells for
 * times, which then are `now`.
 *
 * @throws FileFault naming every line that cannot be understood
 */
export function marksFromCsv(text: string, now: string): readonly Assessment[] {
  const [head, ...rows] = readCsv(text);
  const places = head === undefined ? new Map<Column, number>() : findColumns(head);
  for (const column of ['slug', 'question', 'mark'] as const)
    if (!places.has(column))
      throw new FileFault(
        `Line 1: there is no column “${column}”. The first line names the columns: ${columns.join(', ')}.`,
      );
  return readEntries(
    rows.map((row) => entryOf(row, places)),
    now,
  );
}

function findColumns({ cells }: CsvRow): ReadonlyMap<Column, number> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  return new Map(columns.flatMap((column) => (names.includes(column) ? [[column, names.indexOf(column)]] : [])));
}

function entryOf({ line, cells }: CsvRow, places: ReadonlyMap<Column, number>): Entry {
  const cell = (column: Column): string => fromSpreadsheet(cells[places.get(column) ?? -1] ?? '');
  return {
    place: `Line ${line}`,
    slug: cell('slug'),
    question: cell('question'),
    mark: cell('mark'),
    note: cell('note'),
    updated: cell('updated'),
    digest: '',
  };
}
