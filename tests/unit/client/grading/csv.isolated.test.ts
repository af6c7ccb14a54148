import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fromSpreadsheet, readCsv, writeCsv } from '../../../../assets/client/parts/grading/csv.js';
import { leastTimes } from '../../../support/cpu-time.js';
import { searchOf } from '../../../support/long-tests.js';

// The build writes words in the place of their keys.
vi.mock('../../../../assets/client/parts/words.js', async () => ({
  t: (await import('../../../../src/words/language.js')).english.t,
}));

/** What makes cells hard: everything that means something to CSV or to a spreadsheet. */
const cell = fc.string({
  unit: fc.constantFrom('a', '7', '"', ',', ';', '\t', '\r', '\n', ' ', "'", '=', '-', '+', '@', 'ø'),
});
const row = fc.array(cell, { minLength: 2, maxLength: 5 });

describe('readCsv', () => {
  it('reads what another writer wrote, whatever separates its cells and ends its rows', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\r\n', '\n', '\r'),
        (rows, delimiter, record_delimiter) => {
          // The first row settles the separator, as the names of columns do.
          const all = [['group', 'slug', 'mark'], ...rows];
          const text = stringify(all, { delimiter, record_delimiter, quoted: true });
          expect(readCsv(text).map(({ cells }) => cells)).toEqual(all);
        },
      ),
      searchOf(100, 1000),
    );
  });

  it('knows the line that each row begins on, and skips empty ones', () => {
    expect(readCsv('\ufeffa,b\r\n\r\n"two\r\nlines",2\r\nlast,"3"')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['two\r\nlines', '2'] },
      { line: 5, cells: ['last', '3'] },
    ]);
  });

  it('keeps empty cells at the beginning and the end', () => {
    expect(readCsv(',a,\n')).toEqual([{ line: 1, cells: ['', 'a', ''] }]);
  });

  it('takes a quotation mark inside an unquoted cell as it is', () => {
    expect(readCsv('5" nails,2')[0]?.cells).toEqual(['5" nails', '2']);
  });

  it.each([
    ['a,b\n1,"never closed\nand on\n', 'Line 2: a quotation mark opens a cell and nothing closes it.'],
    ['a,b\n1,"closed\n" behind\n', 'Line 3: text follows the quotation mark that ends a cell.'],
  ])('says in which line it is malformed: %j', (text, message) => {
    expect(() => readCsv(text)).toThrow(message);
  });

  it('needs no longer for each byte of a hostile file', () => {
    const read = (size: number) => () => {
      expect(() => readCsv(`a,b\n"${'""'.repeat(size)}`)).toThrow('nothing closes it');
    };
    const [less = 0, more = 0] = leastTimes(4, [read(50_000), read(1_600_000)]);
    // Of 32 times the bytes, quadratic time would be 1024 times as long.
    expect(more).toBeLessThan(200 * less);
  });
});

describe('writeCsv', () => {
  it('writes what is read back alike', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const all = [['group', 'slug', 'mark'], ...rows];
        const read = readCsv(writeCsv(all)).map(({ cells }) => cells.map(fromSpreadsheet));
        expect(read).toEqual(all);
      }),
      searchOf(100, 1000),
    );
  });

  it('leaves a spreadsheet nothing to calculate', () => {
    const cells = [
      '=HYPERLINK("https://x")',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '＝1',
      "'=1",
      '-',
      '-3.5',
      '+2',
    ];
    expect(writeCsv([cells])).toBe(
      `\ufeff"'=HYPERLINK(""https://x"")",'+1+1,'-2+3,'@SUM(A1),"'\t=1","'\r=1",'＝1,''=1,'-,-3.5,+2\r\n`,
    );
  });

  it('begins with the mark by which spreadsheets know UTF-8, and ends rows as RFC 4180 does', () => {
    expect(
      writeCsv([
        ['ø', 'b'],
        ['1', '2'],
      ]),
    ).toBe('\ufeffø,b\r\n1,2\r\n');
  });
});
