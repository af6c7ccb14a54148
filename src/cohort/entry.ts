import type { Diagnostic } from '../model/diagnostic.js';
import type { QuestionKey } from '../model/question-key.js';
import type { Report } from '../model/report.js';
import type { Template } from '../parse/template/template.js';
import type { RenderExcerpt } from '../render/report/report-question.js';
import type { SafeHtml } from '../render/safe-html.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { QuestionView, ReportView } from '../render/views/report.js';

/** A group, as input for the pages over all groups. */
export interface CohortEntry {
  readonly group: string;
  readonly slug: string;
  /** Its page, relative to the site's root. */
  readonly href: string;
  /** Its report, or a sentence that says why it could not be read. */
  readonly outcome: ReadEntry | { readonly failure: string };
}

/** A report that could be read. */
export interface ReadEntry {
  readonly report: Report;
  /** The template that the report fits, if any. */
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** The data of its own page. */
  readonly view: ReportView;
  /** Renders an excerpt of it for a page in the folder `questions`. */
  readonly render: RenderExcerpt;
  /** An answer of its page for such a page, with this prefix of its ids. */
  readonly answerHtml: (answer: ShownAnswer, idPrefix: string) => SafeHtml | null;
}

/** An answer of a report's page, and its source. */
export interface ShownAnswer {
  readonly question: QuestionView;
  /** Empty for a question that the report lacks. */
  readonly markdown: string;
}

/** A group whose report could be read. */
export type ReadCohortEntry = CohortEntry & { readonly outcome: ReadEntry };

/** A group whose report could be read, with the cohort's questions that it was asked. */
export interface CohortMember extends ReadCohortEntry {
  /** The questions as its page shows them, by their id in the cohort; several where a report has one twice. */
  readonly asked: ReadonlyMap<string, readonly QuestionView[]>;
}

/** Filters the groups whose reports could be read. */
export function readEntries(entries: readonly CohortEntry[]): readonly ReadCohortEntry[] {
  return entries.filter((entry): entry is ReadCohortEntry => 'report' in entry.outcome);
}

/** All questions on a report's page, including missing ones. */
function shownQuestions({ view }: ReadEntry): readonly QuestionView[] {
  return view.sections.flatMap((section) => section.questions);
}

/** Groups the questions of a report by their ids in the cohort. */
export function questionsById(
  entry: ReadEntry,
  ids: ReadonlyMap<QuestionKey, string>,
): ReadonlyMap<string, readonly QuestionView[]> {
  const asked = new Map<string, QuestionView[]>();
  for (const question of shownQuestions(entry)) {
    const id = ids.get(question.key);
    if (id === undefined) continue;
    const same = asked.get(id);
    if (same) same.push(question);
    else asked.set(id, [question]);
  }
  return asked;
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
