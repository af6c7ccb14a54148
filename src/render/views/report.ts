import type { RuleName, Severity } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { AnswerStatus } from '../../model/report.js';
import type { ReportProgress } from '../../model/report-progress.js';
import type { SafeHtml } from '../safe-html.js';
import type { PageView } from './page.js';

/**
 * What a report's layout receives, and all that it receives. Plain strings are untrusted text that the template
 * engine escapes; `SafeHtml` is inserted as it is. A name that is not always there is `null`, never undefined,
 * because layouts treat undefined names as errors.
 */
export interface ReportView extends PageView {
  /** The group's name. */
  readonly group: string;
  readonly slug: string;
  /** The report's own first heading. */
  readonly title: string;
  readonly progress: ReportProgress;
  readonly checklist: ChecklistView;
  /** What stands above the checklist, usually the template's instructions; shown folded. */
  readonly preamble: SafeHtml | null;
  /** What it is called: the template's only where there is one. */
  readonly preambleTitle: string;
  readonly sections: readonly SectionView[];
  /** All of a report in which no question was recognised; null where there are questions. */
  readonly body: BodyView | null;
  /** Problems of the report as a whole: those that belong to no question. */
  readonly problems: readonly ProblemView[];
  readonly problemCount: { readonly errors: number; readonly warnings: number };
  /** What is left to do for the group. */
  readonly todo: {
    /** Questions without an answer. */
    readonly open: readonly QuestionPlace[];
    /** Answered questions with problems. */
    readonly flawed: readonly QuestionPlace[];
    /** Items of the checklist that are not ticked. */
    readonly items: number;
  };
  /** Which template the report was held against, as a sentence; null when there was none. */
  readonly templateNote: string | null;
}

/** A question of this page. */
export interface QuestionPlace {
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** `#q7` */
  readonly href: string;
}

export interface ChecklistView {
  readonly title: string;
  readonly done: number;
  readonly total: number;
  readonly intro: SafeHtml | null;
  readonly groups: readonly {
    readonly title: string;
    readonly done: number;
    readonly total: number;
    readonly items: readonly {
      readonly html: SafeHtml;
      readonly done: boolean;
      readonly tags: readonly string[];
      readonly note: string | null;
    }[];
  }[];
}

export interface SectionView {
  readonly id: string;
  /** Empty for questions that stand under no section heading. */
  readonly title: string;
  readonly intro: SafeHtml | null;
  readonly questions: readonly QuestionView[];
}

/** A report without recognised questions. */
export interface BodyView {
  readonly html: SafeHtml | null;
  /** Its headings, for the table of contents. */
  readonly headings: readonly { readonly title: string; readonly level: number; readonly href: string }[];
}

export interface QuestionView {
  /** The anchor: `q7`. */
  readonly id: string;
  readonly key: QuestionKey;
  /** `Question 7`, without what else the heading says. */
  readonly label: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** The heading: `Question 7 (Ada)`. */
  readonly title: string;
  /** Whether the heading says more than `short` does. */
  readonly named: boolean;
  readonly status: AnswerStatus | 'missing';
  /** One short word for the state: `Answered`, `Unanswered`, `Missing`. */
  readonly statusLabel: string;
  /** The question's text; null when neither report nor template has it. */
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  readonly answer: SafeHtml | null;
  readonly words: MeasureView;
  /** Instead of words, where their number is limited, as in Chinese; else null. */
  readonly characters: MeasureView | null;
  readonly figures: MeasureView;
  readonly problems: readonly ProblemView[];
}

/** A count against its range. */
export interface MeasureView {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  /** `free` where there is no limit. */
  readonly state: 'ok' | 'low' | 'high' | 'free';
  /** The range in words: `100–200`, `at least 3`, `up to 200`, `1`; empty where there is no limit. */
  readonly range: string;
}

export interface ProblemView {
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly message: string;
  /** Lines in the report's README, ascending: the same problem in several places is one note. */
  readonly lines: readonly number[];
  readonly suggestion: string | null;
}

/** What the page of a report that could not be built receives. */
export interface FailureView extends PageView {
  readonly group: string;
  /** What is wrong, one sentence. */
  readonly reason: string;
  /** What to do about it, one sentence. */
  readonly advice: string;
  /** The file concerned, as the user named it. */
  readonly path: string;
}

/** What the start page of a site with one report receives. */
export interface StartView extends PageView {
  readonly group: string;
  /** The report's page. */
  readonly href: string;
}

/** What the page receives that a server shows where nothing is. */
export interface NotFoundView extends PageView {
  /** The start of the site, its whole address; null when that is not known. */
  readonly homeHref: string | null;
}
