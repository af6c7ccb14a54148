import type { ReportProgress } from '../../model/report-progress.js';
import type { SpreadView, StripScale, StripView } from './chart.js';
import type { QuestionLinkView } from './cohort.js';
import type { PageView } from './page.js';
import type { TemplateCountView } from './template-count.js';

/** What the cohort's first page receives. */
export interface CohortView extends PageView {
  readonly title: string;
  readonly groups: readonly CohortGroupView[];
  /** The pages of single questions, with how many groups answered each. */
  readonly questions: readonly QuestionBarView[];
  /** Templates that groups fill in, with the number of groups, for a filter; none where all fill in one. */
  readonly templates: readonly TemplateCountView[];
  /** What all groups' strips of marks share. */
  readonly strip: StripScale;
  /** How completeness and length are spread over the groups; null when no report has a question. */
  readonly completeness: SpreadView | null;
  readonly length: SpreadView | null;
  readonly totals: {
    readonly groups: number;
    /** Groups with questions that have no answer. */
    readonly open: number;
    readonly failed: number;
    /** Groups with errors, and with warnings. */
    readonly withErrors: number;
    readonly withWarnings: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

export interface CohortGroupView {
  readonly group: string;
  readonly href: string;
  /** The report's title; empty where most reports have the same. */
  readonly title: string;
  /** Null for a group whose report could not be read; `failure` says why. */
  readonly progress: ReportProgress | null;
  readonly failure: string | null;
  /** The template that the group fills in; empty for none. */
  readonly template: string;
  /** `free` for a report without questions, of which no template says that it should have some. */
  readonly state: 'answered' | 'open' | 'failed' | 'free';
  /** `All answered`, `3 open`, `Failed`, `No questions`. */
  readonly stateLabel: string;
  /** Questions without an answer. For a report without questions, and one that could not be read, more than any other has. */
  readonly open: number;
  /** Numbers of questions that have no answer, and that the report lost: `3, 7–9`; empty for none. */
  readonly unanswered: string;
  readonly missing: string;
  /** State of each question. */
  readonly strip: StripView;
  readonly errors: number;
  readonly warnings: number;
}

/** The same as a bar. */
export interface QuestionBarView extends QuestionLinkView {
  /** How high the bar is, of 40. */
  readonly bar: number;
}
