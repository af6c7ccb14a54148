import type { ReportProgress } from '../../model/report-progress.js';
import type { LengthScale, LengthsView, SpreadView, StripScale, StripView } from './chart.js';
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
  /** All questions, with what differs between the answers to each. */
  readonly questions: readonly QuestionRowView[];
  /** The axis of the lengths of answers. */
  readonly lengths: LengthScale;
  /** The id under which marks are stored in the reader's browser; null on a public site. */
  readonly cohort: string | null;
  /** Templates that groups use, with the number of groups, for a filter; empty if all use the same. */
  readonly templates: readonly TemplateCountView[];
  /** Geometry shared by the strips of all groups. */
  readonly strip: StripScale;
  /** Filters of the table that show some groups and not all. */
  readonly filters: GroupFiltersView;
  /** How groups differ: distributions of completeness, length and problems; empty if no report could be read. */
  readonly spreads: readonly SpreadView[];
  readonly totals: {
    readonly groups: number;
    /** Number of groups that answered every question, that handed in nothing, and whose report could not be read. */
    readonly complete: number;
    readonly absent: number;
    readonly failed: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

/** Filters of the table of groups. */
export interface GroupFiltersView {
  readonly states: readonly {
    readonly value: 'open' | 'errors' | 'absent' | 'failed';
    readonly title: string;
    readonly groups: number;
  }[];
  /** Rules that found something in some groups. */
  readonly rules: readonly { readonly rule: string; readonly groups: number }[];
}

/** A group as a row of the first page's table. */
export interface CohortGroupView {
  readonly group: string;
  readonly href: string;
  /** The report's title; empty if it is the title that most reports share. */
  readonly title: string;
  /** Null if there is no report, or none that could be read; then `failure` says why. */
  readonly progress: ReportProgress | null;
  /** Null as well where nothing was handed in, which `stateLabel` says. */
  readonly failure: string | null;
  /** The template that the group uses; empty for none. */
  readonly template: string;
  /** `absent` where nothing was handed in; `free` for a report without questions if no template says that it should have some. */
  readonly state: 'answered' | 'open' | 'absent' | 'failed' | 'free';
  /** `No questions`, `Could not be read`, `Nothing handed in`; empty where the strip says it. */
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
  /** The rules that found something. */
  readonly rules: readonly string[];
}

/** A question as a row of the first page: what differs between the answers to it. */
export interface QuestionRowView extends QuestionLinkView {
  /** The lengths of the answers; null if there is none. */
  readonly lengths: LengthsView | null;
  /** Problems of all answers. */
  readonly errors: number;
  readonly warnings: number;
}
