import { t } from '../words.js';
import { FileFault } from './file-fault.js';

// Libraries were weighed: csv-parse is 52 kB in a page, Papa Parse 20 kB. RFC 4180 is a page long.

/** A row of a CSV file. */
export interface CsvRow {
  /** The line of the file that it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file (RFC 4180), without its byte order mark and its empty lines. Rows may end in CR LF, LF or CR; cells may
 * be separated by `,`, `;` or a tab, whichever the first line has most of: spreadsheets write what their country expects.
 *
 * @throws FileFault naming the line of a quotation mark that is never closed, or that text follows
 */
export function readCsv(text: string): readonly CsvRow[] {
  const source = text.replace(/^\ufeff/, '');
  const separator = separatorOf(source);
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  const ending = new RegExp(`${separator}|\\r\\n|\\r|\\n|$`, 'y');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [at, line, begin] = [0, 1, 1];
  for (let end: string | undefined; end !== ''; ) {
    const isQuoted = source[at] === '"';
    const raw = isQuoted ? quotedAt(source, at, line) : (matchAt(plain, source, at) ?? '');
    cells.push(isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    line += lineBreaks(raw);
    end = matchAt(ending, source, at + raw.length);
    if (end === undefined) throw new FileFault(t('file.afterQuote', { line }));
    at += raw.length + end.length;
    if (end === separator) continue;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begin, cells });
    cells = [];
    line += lineBreaks(end);
    begin = line;
  }
  return rows;
}

/** The quoted cell that begins there, with its quotation marks. */
function quotedAt(source: string, at: number, line: number): string {
  let close = source.indexOf('"', at + 1);
  while (close >= 0 && source[close + 1] === '"') close = source.indexOf('"', close + 2);
  if (close < 0) throw new FileFault(t('file.openQuote', { line }));
  return source.slice(at, close + 1);
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function separatorOf(source: string): string {
  const [head = ''] = source.split(/\r|\n/, 1);
  const count = (separator: string): number => head.split(separator).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/**
 * Writes rows as CSV (RFC 4180) with a byte order mark, without which spreadsheets take UTF-8 for something else. A cell
 * that a spreadsheet would calculate is written with an apostrophe before it, and `fromSpreadsheet` takes that off.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  const text = forSpreadsheet(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What makes a spreadsheet calculate (OWASP, CSV Injection), also behind apostrophes, so that nothing is ambiguous. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A signed number is what it says. */
const signedNumber = /^[+-]\d+(?:[.,]\d+)?$/;

function forSpreadsheet(cell: string): string {
  return formula.test(cell) && !signedNumber.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was before it was made safe for spreadsheets. */
export function fromSpreadsheet(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
