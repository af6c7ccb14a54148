import { expect, it } from 'vitest';
import { readCollectRecord } from '../../../src/model/read-collect-record.js';
import { fullRecord } from './record.js';

it('reads what was written, and nothing besides', () => {
  expect(readCollectRecord(JSON.stringify({ ...fullRecord, more: 1 }))).toEqual({ record: fullRecord });
});

it.each([
  ['{', '.collect.json is damaged: it is no JSON.'],
  ['[]', '.collect.json is damaged: the file is not an object.'],
  ['{"version":2}', '.collect.json is damaged: it is of another version of Handin.'],
  [JSON.stringify({ ...fullRecord, commit: '--x' }), '.collect.json is damaged: `commit` is not the name of a commit.'],
  [
    JSON.stringify({ ...fullRecord, laterCommits: -1 }),
    '.collect.json is damaged: `laterCommits` is not a whole number.',
  ],
  [JSON.stringify({ ...fullRecord, deadline: 'soon' }), '.collect.json is damaged: `deadline` is not a date.'],
  [
    JSON.stringify({
      ...fullRecord,
      authors: { ...fullRecord.authors, people: [], runs: [{ from: 1, lines: 1, author: 0 }] },
    }),
    '.collect.json is damaged: `authors.runs` is not what it should be.',
  ],
  [
    JSON.stringify({ ...fullRecord, authors: { ...fullRecord.authors, readme: '' } }),
    '.collect.json is damaged: `authors.readme` is not a SHA-256.',
  ],
])('says what is wrong with %s', (text, problem) => {
  expect(readCollectRecord(text)).toEqual({ problem });
});

it('reads a record with every field damaged in turn, or says what is wrong', () => {
  for (const name of Object.keys(fullRecord))
    for (const value of [undefined, {}, [1], 'x', 1.5])
      expect(readCollectRecord(JSON.stringify({ ...fullRecord, [name]: value }))).toSatisfy(
        (read: object) => 'record' in read || 'problem' in read,
      );
});
