import { describe, expect, it, vi } from 'vitest';
import { readMarksFile } from '../../../../assets/client/parts/grading/chosen-file.js';
import { marksFromCsv, marksToCsv } from '../../../../assets/client/parts/grading/marks-csv.js';
import { marksFromJson, marksToJson } from '../../../../assets/client/parts/grading/marks-json.js';
import { merge } from '../../../../assets/client/parts/grading/merge.js';
import type { Site } from '../../../../assets/client/parts/grading/site.js';
import type { MarkRecord } from '../../../../src/model/mark-record.js';

// The build writes words in the place of their keys.
vi.mock('../../../../assets/client/parts/words.js', async () => ({
  t: (await import('../../../../src/words/language.js')).english.t,
}));

const site: Site = {
  cohort: 'rivers-2026',
  derived: 'q1',
  title: 'Reports',
  groups: new Map([
    ['blue-heron', 'Blue heron'],
    ['otter', 'Otter; or not'],
  ]),
  questions: new Map([
    ['1', { label: 'Question 1', points: null }],
    ['7', { label: 'Question 7', points: null }],
    ['1a', { label: 'Question 1a', points: 5 }],
  ]),
  former: { id: 'former', digests: new Map() },
  parts: [],
};
const now = '2026-02-01T12:00:00.000Z';
const first: MarkRecord = {
  cohort: 'rivers-2026',
  slug: 'blue-heron',
  key: '7',
  mark: '8.5',
  note: 'Good, but "short"\n=and one more line',
  updated: '2026-01-31T14:05:00.000Z',
  digest: 'd1',
};
const second: MarkRecord = { ...first, slug: 'otter~2', key: '1', mark: 'A-', note: '', digest: '' };

describe('marks as CSV', () => {
  it('are a row for each, by question and group', () => {
    expect(marksToCsv(site, [first, second])).toBe(
      [
        '\ufeffgroup,slug,question,mark,note,updated,cohort,digest',
        '"Otter; or not",otter~2,1,A-,,2026-01-31T14:05:00.000Z,rivers-2026,',
        'Blue heron,blue-heron,7,8.5,"Good, but ""short""\n=and one more line",2026-01-31T14:05:00.000Z,rivers-2026,sha256:d1',
        '',
      ].join('\r\n'),
    );
  });

  it('are read back', () => {
    expect(marksFromCsv(marksToCsv(site, [first, second]), now)).toEqual({ marks: [second, first], title: '' });
  });

  it('are read as a spreadsheet saved them: other columns, another order, another separator, no times', () => {
    const text = 'Points;Slug;MARK;question;group\r\n3;otter; 4 ;7;Otter\r\n;blue-heron;;7;\r\n';
    expect(marksFromCsv(text, now).marks).toEqual([
      { cohort: '', slug: 'otter', key: '7', mark: '4', note: '', updated: now, digest: '' },
    ]);
  });

  it('are compared by times of one form', () => {
    const [read] = marksFromCsv('slug,question,mark,updated\notter,7,4,2026-01-31 15:05:00+01:00\n', now).marks;
    expect(read?.updated).toBe('2026-01-31T14:05:00.000Z');
  });

  it('are refused whole, with every line that is wrong', () => {
    const text = [
      'slug,question,mark,note,updated',
      'otter,no 7,4,,',
      'otter,7,4,,31/01/2026 14:05',
      ',7,4,,',
      'otter,7,4,,',
      `otter,7,${'x'.repeat(21)},,`,
    ].join('\n');
    expect(() => marksFromCsv(text, now)).toThrow(
      [
        'Line 2: the question is “no 7”, which is no key of a question such as 7 or 1a.',
        'Line 3: “31/01/2026 14:05” is no time such as 2026-01-31T14:05:00Z. Leave “updated” empty for now.',
        'Line 4: it names no group in “slug”.',
        'Line 6: the mark is longer than 20 characters.',
      ].join('\n'),
    );
  });

  it('need their columns', () => {
    expect(() => marksFromCsv('name,points\nx,1\n', now)).toThrow(
      'Line 1: there is no column “slug”. The first line names the columns: group, slug, question, mark, note, updated, cohort, digest.',
    );
  });
});

describe('marks as JSON', () => {
  it('say what they belong to, and are read back', () => {
    const text = marksToJson(site, [first, second]);
    expect(JSON.parse(text)).toEqual({
      version: 2,
      cohort: 'rivers-2026',
      title: 'Reports',
      marks: [
        { group: 'Otter; or not', ...second, cohort: undefined },
        { group: 'Blue heron', ...first, cohort: undefined },
      ],
    });
    expect(marksFromJson(text, now)).toEqual({ marks: [second, first], title: 'Reports' });
  });

  it('are read as version 0.1.0 wrote them', () => {
    const { cohort: _, key, ...rest } = first;
    const text = JSON.stringify({
      version: 1,
      site: { id: 'd0', title: 'Old' },
      marks: [{ ...rest, question: Number(key) }],
    });
    expect(marksFromJson(text, now)).toEqual({ marks: [{ ...first, cohort: 'd0' }], title: 'Old' });
  });

  it.each([
    ['{\n "version": 1,\n "marks": [,]\n}', /^Line 3: here it stops being JSON\.$/],
    ['{"version": 1,\n"marks": [\n\n', /^Line 4: here it stops being JSON\.$/],
    ['{"version":1}', /^This is JSON, but no list of marks: it has no “marks”\.$/],
    ['{"version":3,"marks":[]}', /^This file has version 3, and only 1 and 2 are understood\.$/],
    [
      '{"version":1,"marks":[{"slug":"otter","question":7,"mark":{}},3]}',
      /^Entry 1 of “marks”: the mark is \{\}, which is no text\.\nEntry 2 of “marks”: it names no group in “slug”\.$/,
    ],
  ])('say where they are malformed: %j', (text, message) => {
    expect(() => marksFromJson(text, now)).toThrow(message);
  });
});

describe('a file that somebody chose', () => {
  it('is CSV or JSON by what is in it', async () => {
    expect((await readMarksFile(new Blob([marksToJson(site, [first])]))).marks).toEqual([first]);
    expect((await readMarksFile(new Blob([marksToCsv(site, [second])]))).marks).toEqual([second]);
  });

  it('may be written as spreadsheets in Western Europe do', async () => {
    const bytes = Uint8Array.from([...'slug;question;mark;note\nø;7;4;på\n'].map((letter) => letter.charCodeAt(0)));
    const [read] = (await readMarksFile(new Blob([bytes]))).marks;
    expect([read?.slug, read?.note]).toEqual(['ø', 'på']);
  });

  it('is told from a picture', async () => {
    const picture = new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0, 0])]);
    await expect(readMarksFile(picture)).rejects.toThrow('It is neither CSV nor JSON: it holds no text.');
  });
});

describe('merge', () => {
  const held = [first];
  const none = { same: 0, confirmed: [], unknown: [], refused: [], foreign: 0 };
  const at = (updated: string, mark: string): MarkRecord => ({ ...first, mark, updated });

  it('takes the later of two, and lists the other', () => {
    const later = at('2026-01-31T14:06:00.000Z', '9');
    expect(merge(site, held, [later])).toEqual({
      added: [],
      conflicts: [{ newer: later, older: first, from: 'file' }],
      ...none,
      taken: [later],
    });
  });

  it('leaves what is there when the file is earlier, and lists what the file says', () => {
    const earlier = at('2026-01-31T14:04:00.000Z', '9');
    expect(merge(site, held, [earlier])).toMatchObject({
      conflicts: [{ newer: first, older: earlier, from: 'browser' }],
      taken: [],
    });
  });

  it('takes what was corrected in the file without another time', () => {
    expect(merge(site, held, [at(first.updated, '9')]).taken).toEqual([at(first.updated, '9')]);
  });

  it('counts what agrees, adds what is new, and leaves out what is not of this site', () => {
    const stranger = { ...first, slug: 'stoat' };
    const question = { ...first, key: '99' };
    const result = merge(site, held, [{ ...first, updated: now }, second, stranger, question]);
    expect(result).toEqual({
      ...none,
      added: [second],
      conflicts: [],
      same: 1,
      unknown: [stranger, question],
      taken: [second],
    });
  });

  it('lists both of two rows for one answer, and takes the later whatever their order', () => {
    const rows = [at('2026-03-01T00:00:00.000Z', '9'), at('2026-02-01T00:00:00.000Z', '5')];
    for (const file of [rows, rows.toReversed()]) {
      const { taken, conflicts } = merge(site, [], file);
      expect([taken, conflicts]).toEqual([[rows[0]], [{ newer: rows[0], older: rows[1], from: 'file' }]]);
    }
  });

  it('counts what was written for another cohort, and takes it in as of this one', () => {
    const theirs = { ...second, cohort: 'bridges-2026' };
    expect(merge(site, [], [theirs, { ...first, cohort: '' }])).toMatchObject({ foreign: 1, taken: [second, first] });
  });

  it('takes no mark that is no number or beyond the points, and writes the others as numbers', () => {
    const row = (mark: string): MarkRecord => ({ ...second, key: '1a', mark });
    const refused = ['5.5', 'A', '-1', '1/2'].map(row);
    expect(merge(site, [], [...refused, row('4,50')])).toMatchObject({ refused, taken: [row('4.5')] });
  });

  it('takes over that a mark was confirmed for another text of the answer', () => {
    const later = { ...first, updated: now, digest: 'd2' };
    expect(merge(site, held, [later])).toEqual({
      ...none,
      added: [],
      conflicts: [],
      confirmed: [later],
      taken: [later],
    });
    expect(merge(site, [later], held)).toMatchObject({ same: 1, taken: [] });
  });
});
