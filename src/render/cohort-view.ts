import type { Progress } from '../model/progress.js';
import type { AnswerStatus } from '../model/report.js';
import type { PageView } from './page-view.js';
import type { MeasureView, ProblemView } from './report-view.js';
import type { SafeHtml } from './safe-html.js';

/** What the cohort's first page receives. */
export interface CohortView extends PageView {
  readonly title: string;
  readonly groups: readonly CohortGroupView[];
  /** The pages of single questions, with how many groups answered each. */
  readonly questions: readonly QuestionLinkView[];
  readonly totals: {
    readonly groups: number;
    readonly failed: number;
    /** Median share of questions answered, 0 to 1. */
    readonly medianAnswered: number;
    /** Median of words in all answers of a group. */
    readonly medianWords: number;
    readonly errors: number;
    readonly warnings: number;
  };
}

export interface CohortGroupView {
  readonly group: string;
  readonly href: string;
  readonly title: string;
  /** Null for a group whose report could not be read; `failure` says why. */
  readonly progress: Progress | null;
  readonly failure: string | null;
  /** State of each question in order, for a strip of small marks. */
  readonly questions: readonly { readonly number: number; readonly status: QuestionStatus }[];
  readonly errors: number;
  readonly warnings: number;
}

/** State of an answer, or that the report lost its question. */
export type QuestionStatus = AnswerStatus | 'missing';

/** The way to the page of one question. */
export interface QuestionLinkView {
  readonly number: number;
  /** `Question 7`. */
  readonly title: string;
  readonly href: string;
  readonly current: boolean;
  /** Groups that answered it, of those whose report could be read. */
  readonly answered: number;
  readonly groups: number;
}

/** What the page of one question receives: every group's answer to it. */
export interface QuestionPageView extends PageView {
  readonly number: number;
  readonly title: string;
  /** The question's text; null when no report and no template has it. */
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  readonly questions: readonly QuestionLinkView[];
  readonly previous: QuestionLinkView | null;
  readonly next: QuestionLinkView | null;
  readonly answered: number;
  /** Median of words of those who answered. */
  readonly medianWords: number;
  readonly answers: readonly GroupAnswerView[];
}

/** One group's answer on the page of a question. */
export interface GroupAnswerView {
  /** Unique on the page, and the same in every build: what marks and notes are kept under, with the question's number. */
  readonly id: string;
  readonly group: string;
  readonly slug: string;
  /** The answer on the group's own page. */
  readonly href: string;
  readonly status: QuestionStatus;
  readonly statusLabel: string;
  readonly answer: SafeHtml | null;
  readonly words: MeasureView;
  readonly figures: MeasureView;
  readonly problems: readonly ProblemView[];
}

/** What the page of the checklist receives: items by groups. */
export interface ChecklistPageView extends PageView {
  readonly title: string;
  readonly groups: readonly {
    readonly group: string;
    readonly href: string;
    readonly done: number;
    readonly total: number;
  }[];
  readonly parts: readonly ChecklistPartView[];
}

export interface ChecklistPartView {
  readonly title: string;
  readonly items: readonly ChecklistRowView[];
}

export interface ChecklistRowView {
  readonly text: string;
  readonly tags: readonly string[];
  /** By group, in the order of the page's groups; `absent` where a group's checklist lacks the item. */
  readonly cells: readonly { readonly state: 'done' | 'open' | 'absent'; readonly note: string | null }[];
  readonly done: number;
  /** Groups whose checklist has the item. */
  readonly total: number;
}

/** What the search page receives. */
export interface SearchPageView extends PageView {
  readonly title: string;
  /** The pages of single questions, for readers whose browser runs no script. */
  readonly questions: readonly QuestionLinkView[];
  /** Answers to be searched. */
  readonly answers: number;
  readonly groups: number;
  /** The answers as JSON, safe inside a `script` element. */
  readonly data: SafeHtml;
}
