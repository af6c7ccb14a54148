import type { Diagnostic } from '../model/diagnostic.js';
import type { QuestionKey } from '../model/question-key.js';
import type { Report } from '../model/report.js';
import type { Template } from '../parse/template.js';
import type { RenderExcerpt } from '../render/report/report-question.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { QuestionView, ReportView } from '../render/views/report.js';

/** One group, as the pages over all groups see it. */
export interface CohortEntry {
  readonly group: string;
  readonly slug: string;
  /** Its page, seen from the site's root. */
  readonly href: string;
  /** Its report; or why it could not be read, a sentence. */
  readonly outcome: ReadEntry | { readonly failure: string };
}

/** A report that could be read. */
export interface ReadEntry {
  readonly report: Report;
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** What its own page shows. */
  readonly view: ReportView;
  /** Renders a piece of it for a page in the folder `questions`. */
  readonly render: RenderExcerpt;
}

/** A group whose report could be read, with its report. */
export type ReadCohortEntry = CohortEntry & { readonly outcome: ReadEntry };

/** The groups whose reports could be read. */
export function readEntries(entries: readonly CohortEntry[]): readonly ReadCohortEntry[] {
  return entries.filter((entry): entry is ReadCohortEntry => 'report' in entry.outcome);
}

/** The questions on a report's page, those that it lost among them. */
export function shownQuestions({ view }: ReadEntry): readonly QuestionView[] {
  return view.sections.flatMap((section) => section.questions);
}

/** The state of each question by its number; one that stands there twice is answered when either is. */
export function statusByNumber(entry: ReadEntry): ReadonlyMap<QuestionKey, QuestionStatus> {
  const states = new Map<QuestionKey, QuestionStatus>();
  for (const { number, status } of shownQuestions(entry))
    if (status === 'answered' || !states.has(number)) states.set(number, status);
  return states;
}

/** What a question is called, as the first of the groups that have it calls it. */
export function titleOf(entries: readonly ReadCohortEntry[], number: QuestionKey): string {
  for (const { outcome } of entries)
    for (const question of shownQuestions(outcome)) if (question.number === number) return question.label;
  return String(number);
}
