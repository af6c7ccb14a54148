import { describe, expect, it } from 'vitest';
import { markFault, normalizeMark, readRecord } from '../../../src/model/mark-record.js';
import { english } from '../../../src/words/language.js';

describe('a mark for a question with points', () => {
  it.each([
    ['4', '4'],
    [' 4,5 ', '4.5'],
    ['.5', '0.5'],
    ['3.', '3'],
    ['5.0', '5'],
    ['0', '0'],
    ['', ''],
  ])('is a number: %j is kept as %j', (text, kept) => {
    expect([markFault(text, 5), normalizeMark(text, 5)]).toEqual([undefined, kept]);
  });

  it.each([
    ['5.01', '5.01 is more than the 5 points of this question.'],
    ['38', '38 is more than the 5 points of this question.'],
    ['3n', '“3n” is no number from 0 to 5.'],
    ['-1', '“-1” is no number from 0 to 5.'],
    ['1e0', '“1e0” is no number from 0 to 5.'],
  ])('is refused otherwise: %j', (text, message) => {
    const fault = markFault(text, 5);
    expect(fault && english.t(fault.key, { ...fault })).toBe(message);
  });

  it('is any text for a question without points', () => {
    expect([markFault('A-', null), normalizeMark(' A  - ', null)]).toEqual([undefined, 'A -']);
  });
});

it('reads a record only from an object with all string fields', () => {
  const record = { cohort: 'c', slug: 's', key: '1a', mark: '4', note: '', updated: '2026-01-01', digest: 'd' };
  expect(readRecord({ ...record, more: 1 })).toEqual(record);
  for (const other of [null, 3, 'text', [], {}, { ...record, mark: 4 }, { ...record, cohort: undefined }])
    expect(readRecord(other)).toBeUndefined();
});
