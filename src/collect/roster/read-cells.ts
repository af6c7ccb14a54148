import { CsvError, parse } from 'csv-parse/sync';
import type { RosterProblem } from '../../model/roster.js';

/** A cell of a table, and where it begins in the file. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The cells of a table, row by row, without blank rows. */
export interface Cells {
  readonly rows: readonly (readonly Cell[])[];
  readonly problems: readonly RosterProblem[];
}

/** Reads CSV with `,`, `;` or tabs between the cells, whichever its first line has most of. */
export function readCells(source: string): Cells {
  const text = source.replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(text);
  const rows: Cell[][] = [];
  try {
    const records = parse(text, { delimiter, info: true, raw: true, relax_column_count: true, relax_quotes: true });
    let line = 1;
    for (const { record, raw, info } of records as unknown as readonly CsvRecord[]) {
      const cells = locate(record, { raw, line, delimiter });
      if (cells.some((cell) => cell.text !== '')) rows.push(cells);
      line = info.lines + 1;
    }
    return { rows, problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], problems: [describe(error, text)] };
  }
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

function delimiterOf(text: string): string {
  const first = (/^.*\S.*$/m.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}

interface Place {
  readonly raw: string;
  /** Line on which the record begins. */
  readonly line: number;
  readonly delimiter: string;
}

/** The library tells the line of a record only; cells are found again by the delimiters outside quotes. */
function locate(record: readonly string[], { raw, line, delimiter }: Place): Cell[] {
  let position = 0;
  let row = line;
  let column = 1;
  return record.map((text) => {
    const cell = { text: text.trim(), line: row, column };
    let quoted = false;
    for (; position < raw.length; position += 1) {
      const letter = raw[position];
      column += 1;
      if (letter === '"') quoted = !quoted;
      else if (letter === '\n') {
        row += 1;
        column = 1;
      } else if (letter === delimiter && !quoted) break;
    }
    position += 1;
    return cell;
  });
}

function describe(error: CsvError, text: string): RosterProblem {
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED')
    return { severity: 'error', message: `The file is no CSV: ${error.message}.`, line: 1, column: 1 };
  // The library names the last line of the file; the quote that is open is the last odd one.
  const line = lineOfOpenQuote(text);
  return {
    severity: 'error',
    message: 'A quote that begins here is never closed, so no row of the file can be read. Close it, or double it.',
    line,
    column: 1,
  };
}

function lineOfOpenQuote(text: string): number {
  let line = 1;
  let open: number | undefined;
  for (const letter of text) {
    if (letter === '\n') line += 1;
    else if (letter === '"') open = open === undefined ? line : undefined;
  }
  return open ?? 1;
}
