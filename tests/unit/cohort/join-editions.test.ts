import { expect, it } from 'vitest';
import type { ReadCohortEntry } from '../../../src/cohort/entry.js';
import { joinEditions } from '../../../src/cohort/join-editions.js';
import type { QuestionSummary } from '../../../src/cohort/summary.js';

type Asked = Readonly<Record<string, { readonly text: string; readonly example?: string }>>;

/** A report without a template, by what it asks under each key. */
function report(group: string, asked: Asked): ReadCohortEntry {
  const questions = Object.entries(asked).map(
    ([key, prompt]) => ({ key, label: `Question ${key}`, section: '', prompt }) as unknown as QuestionSummary,
  );
  return { group, outcome: { summary: { questions } } } as unknown as ReadCohortEntry;
}

/** For each report the ids of its questions with their keys in it. */
function idsOf(...reports: readonly ReadCohortEntry[]): readonly Readonly<Record<string, string>>[] {
  return joinEditions(reports, []).members.map(({ asked }) =>
    Object.fromEntries([...asked].map(([id, [question]]) => [question?.key ?? '', id])),
  );
}

const example = 'We measured the span with a tape, twice, and took the mean.';

it('gives reports with the same questions the same ids, whatever other reports ask', () => {
  const text = 'Describe the last test of the bridge in detail';
  const twice = { 1: { text }, 4: { text, example } };
  const ids = idsOf(
    report('a', { 1: { text: 'Describe the very last test', example } }),
    report('b', twice),
    report('c', twice),
  );
  expect(ids).toEqual([{ 1: '1' }, { 1: '1-b', 4: '1' }, { 1: '1-b', 4: '1' }]);
});

it('keeps apart what reports ask under the same key', () => {
  const asked = { 1: { text: 'Describe the last test of the bridge in detail' } };
  const other = { 1: { text: 'Who looked after the tools?' } };
  expect(idsOf(report('a', asked), report('b', other), report('c', asked), report('d', other))).toEqual([
    { 1: '1' },
    { 1: '1-b' },
    { 1: '1' },
    { 1: '1-b' },
  ]);
});
