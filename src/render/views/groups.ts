import type { ReportProgress } from '../../model/report-progress.js';
import type { SpreadView, StripScale, StripView } from './chart.js';
import type { QuestionLinkView } from './cohort.js';
import type { PageView } from './page.js';
import type { PagerView } from './pager.js';
import type { TemplateCountView } from './template-count.js';

/** Data of the site's first page. */
export interface CohortView extends PageView {
  readonly title: string;
  /** Links to the other parts of the page; null if it is not split. */
  readonly pager: PagerView | null;
  /** The groups of this part; everything else is over all parts. */
  readonly groups: readonly CohortGroupView[];
  /** Links to all questions, with the number of groups that answered each. */
  readonly questions: readonly QuestionBarView[];
  /** Templates that groups use, with the number of groups, for a filter; empty if all use the same. */
  readonly templates: readonly TemplateCountView[];
  /** Geometry shared by the strips of all groups. */
  readonly strip: StripScale;
  /** Distributions of completeness and length over the groups; null if no report has a question. */
  readonly completeness: SpreadView | null;
  readonly length: SpreadView | null;
  readonly totals: {
    readonly groups: number;
    /** Number of groups with unanswered questions. */
    readonly open: number;
    readonly failed: number;
    /** Number of groups with errors, and with warnings. */
    readonly withErrors: number;
    readonly withWarnings: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

/** A group as a row of the first page's table. */
export interface CohortGroupView {
  readonly group: string;
  readonly href: string;
  /** The report's title; empty if it is the title that most reports share. */
  readonly title: string;
  /** Null if the report could not be read; then `failure` says why. */
  readonly progress: ReportProgress | null;
  readonly failure: string | null;
  /** The template that the group uses; empty for none. */
  readonly template: string;
  /** `free` for a report without questions if no template says that it should have some. */
  readonly state: 'answered' | 'open' | 'failed' | 'free';
  /** `All answered`, `3 open`, `Failed`, `Nothing handed in`, `No questions`. */
  readonly stateLabel: string;
  /**
   * Number of unanswered questions. For sorting, a report without questions and one that could not be read have more
   * than any other.
   */
  readonly open: number;
  /** Ranges of unanswered and of missing questions: `3, 7–9`; empty for none. */
  readonly unanswered: string;
  readonly missing: string;
  /** The status of each question as a strip of marks. */
  readonly strip: StripView;
  readonly errors: number;
  readonly warnings: number;
}

/** A question link with the bar for its answers. */
export interface QuestionBarView extends QuestionLinkView {
  /** Height of the bar, of 40. */
  readonly bar: number;
}
