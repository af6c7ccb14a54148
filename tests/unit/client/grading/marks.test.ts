import { describe, expect, it } from 'vitest';
import type { Assessment, Site } from '../../../../assets/client/parts/grading/assessment.js';
import { readMarksFile } from '../../../../assets/client/parts/grading/chosen-file.js';
import { marksFromCsv, marksToCsv } from '../../../../assets/client/parts/grading/marks-csv.js';
import { marksFromJson, marksToJson } from '../../../../assets/client/parts/grading/marks-json.js';
import { merge } from '../../../../assets/client/parts/grading/merge.js';

const site: Site = {
  id: 'abc',
  title: 'Reports',
  groups: new Map([
    ['blue-heron', 'Blue heron'],
    ['otter', 'Otter; or not'],
  ]),
  questions: [1, 7],
};
const now = '2026-02-01T12:00:00.000Z';
const first: Assessment = {
  slug: 'blue-heron',
  question: 7,
  mark: '8.5',
  note: 'Good, but "short"\n=and one more line',
  updated: '2026-01-31T14:05:00.000Z',
  digest: 'd1',
};
const second: Assessment = { ...first, slug: 'otter~2', question: 1, mark: 'A-', note: '', digest: '' };

describe('marks as CSV', () => {
  it('are a row for each, by question and group', () => {
    expect(marksToCsv(site, [first, second])).toBe(
      [
        '\ufeffgroup,slug,question,mark,note,updated',
        '"Otter; or not",otter~2,1,A-,,2026-01-31T14:05:00.000Z',
        'Blue heron,blue-heron,7,8.5,"Good, but ""short""\n=and one more line",2026-01-31T14:05:00.000Z',
        '',
      ].join('\r\n'),
    );
  });

  it('are read back, but for the digest', () => {
    expect(marksFromCsv(marksToCsv(site, [first, second]), now)).toEqual([second, { ...first, digest: '' }]);
  });

  it('are read as a spreadsheet saved them: other columns, another order, another separator, no times', () => {
    const text = 'Points;Slug;MARK;question;group\r\n3;otter; 4 ;7;Otter\r\n;blue-heron;;7;\r\n';
    expect(marksFromCsv(text, now)).toEqual([
      { slug: 'otter', question: 7, mark: '4', note: '', updated: now, digest: '' },
    ]);
  });

  it('are compared by times of one form', () => {
    const [read] = marksFromCsv('slug,question,mark,updated\notter,7,4,2026-01-31 15:05:00+01:00\n', now);
    expect(read?.updated).toBe('2026-01-31T14:05:00.000Z');
  });

  it('are refused whole, with every line that is wrong', () => {
    const text = [
      'slug,question,mark,note,updated',
      'otter,seven,4,,',
      'otter,7,4,,31/01/2026 14:05',
      ',7,4,,',
      'otter,7,4,,',
      `otter,7,${'x'.repeat(21)},,`,
    ].join('\n');
    expect(() => marksFromCsv(text, now)).toThrow(
      [
        'Line 2: the question is “seven”, which is no whole number.',
        'Line 3: “31/01/2026 14:05” is no time such as 2026-01-31T14:05:00Z. Leave “updated” empty for now.',
        'Line 4: it names no group in “slug”.',
        'Line 6: the mark is longer than 20 characters.',
      ].join('\n'),
    );
  });

  it('need their columns', () => {
    expect(() => marksFromCsv('name,points\nx,1\n', now)).toThrow(
      'Line 1: there is no column “slug”. The first line names the columns: group, slug, question, mark, note, updated.',
    );
  });
});

describe('marks as JSON', () => {
  it('say what they belong to, and are read back', () => {
    const text = marksToJson(site, [first, second]);
    expect(JSON.parse(text)).toEqual({
      version: 1,
      site: { id: 'abc', title: 'Reports' },
      marks: [
        { group: 'Otter; or not', ...second },
        { group: 'Blue heron', ...first },
      ],
    });
    expect(marksFromJson(text, now)).toEqual([second, first]);
  });

  it.each([
    ['{\n "version": 1,\n "marks": [,]\n}', /^Line 3: here it stops being JSON\.$/],
    ['{"version": 1,\n"marks": [\n\n', /^Line 4: here it stops being JSON\.$/],
    ['{"version":1}', /^This is JSON, but no list of marks: it has no “marks”\.$/],
    ['{"version":2,"marks":[]}', /^This file has version 2, and only 1 is understood\.$/],
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
    expect(await readMarksFile(new Blob([marksToJson(site, [first])]))).toEqual([first]);
    expect(await readMarksFile(new Blob([marksToCsv(site, [second])]))).toEqual([second]);
  });

  it('may be written as spreadsheets in Western Europe do', async () => {
    const bytes = Uint8Array.from([...'slug;question;mark;note\nø;7;4;på\n'].map((letter) => letter.charCodeAt(0)));
    const [read] = await readMarksFile(new Blob([bytes]));
    expect([read?.slug, read?.note]).toEqual(['ø', 'på']);
  });

  it('is told from a picture', async () => {
    const picture = new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0, 0])]);
    await expect(readMarksFile(picture)).rejects.toThrow('It is neither CSV nor JSON: it holds no text.');
  });
});

describe('merge', () => {
  const held = [first];
  const at = (updated: string, mark: string): Assessment => ({ ...first, mark, updated });

  it('takes the later of two, and lists the other', () => {
    const later = at('2026-01-31T14:06:00.000Z', '9');
    expect(merge(site, held, [later])).toEqual({
      added: [],
      conflicts: [{ newer: later, older: first, from: 'file' }],
      same: 0,
      unknown: [],
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
    const question = { ...first, question: 99 };
    const result = merge(site, held, [{ ...first, updated: now }, second, stranger, question]);
    expect(result).toEqual({ added: [second], conflicts: [], same: 1, unknown: [stranger, question], taken: [second] });
  });

  it('lists both of two rows for one answer, and takes the later whatever their order', () => {
    const rows = [at('2026-03-01T00:00:00.000Z', '9'), at('2026-02-01T00:00:00.000Z', '5')];
    for (const file of [rows, rows.toReversed()]) {
      const { taken, conflicts } = merge(site, [], file);
      expect([taken, conflicts]).toEqual([[rows[0]], [{ newer: rows[0], older: rows[1], from: 'file' }]]);
    }
  });
});
