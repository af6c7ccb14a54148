import { compareKeys, type QuestionKey } from '../model/question-key.js';
import type { SiteFacts, SitePage } from '../render/views/page.js';
import { type CohortId, type CohortSource, identifyCohort } from './cohort-id.js';
import { type CohortEntry, type ReadCohortEntry, readEntries, statusByNumber } from './entry.js';
import { beginningOfPrompt } from './question-prompt.js';

/** All groups, and what the pages over them share. */
export interface Cohort {
  /** What marks are kept under. */
  readonly id: CohortId;
  readonly site: SiteFacts;
  /** Sorted as they are shown. */
  readonly entries: readonly CohortEntry[];
  /** Of them, those whose reports could be read. */
  readonly read: readonly ReadCohortEntry[];
  /** Every question that any report has or lost, by ascending number, those without one last. */
  readonly questions: readonly CohortQuestion[];
  /** The pages over all groups that have something to show, for the header of each. */
  readonly pages: readonly SitePage[];
}

/** A question over all groups. */
export interface CohortQuestion {
  readonly number: QuestionKey;
  /** The beginning of what it asks; empty when nothing says it. */
  readonly asks: string;
  /** Groups that answered it. */
  readonly answered: number;
  /** Groups whose reports have it or lost it: editions of a course differ in their questions. */
  readonly groups: number;
}

/** Addresses of the pages over all groups, seen from the site's root. */
export const paths = {
  groups: 'index.html',
  checklist: 'checklist.html',
  similar: 'similar.html',
  search: 'search.html',
  question: (number: QuestionKey): string => `questions/${number}.html`,
} as const;

/** Gathers what the pages over all groups share. */
export function openCohort(site: SiteFacts, entries: readonly CohortEntry[], source: CohortSource): Cohort {
  const read = readEntries(entries);
  const questions = countAnswered(read);
  const items = read.some(({ outcome }) => outcome.view.checklist.total > 0);
  const pages = [
    { title: 'Groups', path: paths.groups },
    ...questions.slice(0, 1).map(({ number }) => ({ title: 'Questions', path: paths.question(number) })),
    ...(items ? [{ title: 'Checklist', path: paths.checklist }] : []),
    ...(read.length > 1 ? [{ title: 'Similar', path: paths.similar }] : []),
    ...(questions.length > 0 ? [{ title: 'Search', path: paths.search }] : []),
  ];
  const id = identifyCohort(source, { questions, groups: read.length });
  return { id, site, entries, read, questions, pages };
}

function countAnswered(read: readonly ReadCohortEntry[]): readonly CohortQuestion[] {
  const answered = new Map<QuestionKey, number>();
  const groups = new Map<QuestionKey, number>();
  for (const { outcome } of read)
    for (const [number, status] of statusByNumber(outcome)) {
      groups.set(number, (groups.get(number) ?? 0) + 1);
      answered.set(number, (answered.get(number) ?? 0) + (status === 'answered' ? 1 : 0));
    }
  return [...groups]
    .map(([number, count]) => ({
      number,
      asks: beginningOfPrompt(read, number),
      answered: answered.get(number) ?? 0,
      groups: count,
    }))
    .sort((a, b) => compareKeys(a.number, b.number));
}
