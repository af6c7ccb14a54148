import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { t } from '../words.js';
import { type CsvRow, fromSpreadsheet, readCsv, writeCsv } from './csv.js';
import { type Entry, readEntries } from './entries.js';
import { FileFault } from './file-fault.js';
import type { MarksFile } from './marks-file.js';
import { groupOf, inOrder, type Site } from './site.js';

const columns = ['group', 'slug', 'question', 'mark', 'note', 'updated', 'cohort', 'digest'] as const;
type Column = (typeof columns)[number];

/** Before a digest, which a spreadsheet could otherwise read as a number. */
const digestSign = 'sha256:';

/** All marks as a table, in the order of questions and groups. */
export function marksToCsv(site: Site, records: readonly MarkRecord[]): string {
  return writeCsv([
    columns,
    ...inOrder(site, records).map((record) => [
      groupOf(site, record.slug) ?? '',
      record.slug,
      record.key,
      record.mark,
      record.note,
      record.updated,
      record.cohort,
      record.digest === '' ? '' : digestSign + record.digest,
    ]),
  ]);
}

/**
 * Reads such a table, as written or as a spreadsheet saved it: columns in any order, others beside them, empty cells for
 * times, which then are `now`.
 *
 * @throws FileFault naming every line that cannot be understood
 */
export function marksFromCsv(text: string, now: string): MarksFile {
  const [head, ...rows] = readCsv(text);
  const places = head === undefined ? new Map<Column, number>() : findColumns(head);
  for (const column of ['slug', 'question', 'mark'] as const)
    if (!places.has(column)) throw new FileFault(t('file.noColumn', { column, columns: columns.join(', ') }));
  const entries = rows.map((row) => entryOf(row, places));
  return { marks: readEntries(entries, now), title: '' };
}

function findColumns({ cells }: CsvRow): ReadonlyMap<Column, number> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  return new Map(columns.flatMap((column) => (names.includes(column) ? [[column, names.indexOf(column)]] : [])));
}

function entryOf({ line, cells }: CsvRow, places: ReadonlyMap<Column, number>): Entry {
  const cell = (column: Column): string => fromSpreadsheet(cells[places.get(column) ?? -1] ?? '');
  return {
    place: t('file.line', { number: line }),
    cohort: cell('cohort').trim(),
    slug: cell('slug'),
    question: cell('question'),
    mark: cell('mark'),
    note: cell('note'),
    updated: cell('updated'),
    digest: cell('digest').trim().replace(digestSign, ''),
  };
}
