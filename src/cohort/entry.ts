import type { Template } from '../parse/template/template.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { QuestionsById } from './questions-by-id.js';
import type { ContentReader, GroupSummary } from './summary.js';

/** A group, as input for the pages over all groups. */
export interface CohortEntry {
  readonly group: string;
  readonly slug: string;
  /** Its page, relative to the site's root. */
  readonly href: string;
  /** Its report, or a sentence that says why it could not be read. */
  readonly outcome: ReadEntry | { readonly failure: string; readonly absent?: true };
}

/** A report that could be read. */
export interface ReadEntry {
  readonly summary: GroupSummary;
  /** The template that the report fits, if any. */
  readonly template?: Template;
  readonly content: ContentReader;
}

/** A group whose report could be read. */
export type ReadCohortEntry = CohortEntry & { readonly outcome: ReadEntry };

/** A group whose report could be read, with the cohort's questions that it was asked. */
export interface CohortMember extends ReadCohortEntry {
  /** The questions as its page shows them; several of one id where a report has one twice. */
  readonly asked: QuestionsById;
}

/** Filters the groups whose reports could be read. */
export function readEntries(entries: readonly CohortEntry[]): readonly ReadCohortEntry[] {
  return entries.filter((entry): entry is ReadCohortEntry => 'summary' in entry.outcome);
}

/** The status of each question that a group was asked, by id; a duplicate question counts as answered if either is. */
export function statusById({ asked }: CohortMember): ReadonlyMap<string, QuestionStatus> {
  return new Map(
    [...asked].map(([id, questions]) => {
      const states = questions.map(({ status }) => status);
      return [id, states.includes('answered') ? 'answered' : (states[0] ?? 'missing')] as const;
    }),
  );
}
