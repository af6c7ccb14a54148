import { expect, it } from 'vitest';
import type { CollectRecord } from '../../../src/model/collected.js';
import { viewOrigin } from '../../../src/render/report/report-origin.js';
import { createLanguage, english } from '../../../src/words/language.js';
import { fullRecord } from '../collect/record.js';

const record: CollectRecord = {
  ...fullRecord,
  deadline: '2026-01-23T23:59:59+01:00',
  // Half an hour before the deadline, by somebody in Chicago; ten minutes after it, by the clock of the host.
  committerDate: '2026-01-23T16:30:00-06:00',
  pushedAt: '2026-01-23T23:10:00Z',
  laterCommits: 0,
  rewritten: null,
};

it('says all times in one form and on the clock of the deadline', () => {
  const origin = viewOrigin(record, { audience: 'staff', language: english });
  expect([origin?.date, origin?.dateText, origin?.notes]).toEqual([
    '2026-01-23T16:30:00-06:00',
    '2026-01-23 23:30:00+01:00',
    [
      'The last one before the deadline, 2026-01-23 23:59:59+01:00.',
      'It was pushed after the deadline, at 2026-01-24 00:10:00+01:00.',
    ],
  ]);
  const swedish = createLanguage('sv', english.words);
  expect(viewOrigin(record, { audience: 'staff', language: swedish })?.notes).toEqual([
    'The last one before the deadline, 23 januari 2026 kl. 23:59.',
    'It was pushed after the deadline, at 24 januari 2026 kl. 00:10.',
  ]);
});

it('says the time of a commit as it is where there is no deadline', () => {
  const origin = viewOrigin({ ...record, deadline: null, chosen: 'newest' }, { audience: 'staff', language: english });
  expect([origin?.dateText, origin?.notes]).toEqual(['2026-01-23 16:30:00-06:00', []]);
});
