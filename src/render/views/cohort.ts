import type { AnswerStatus } from '../../model/report.js';
import type { SafeHtml } from '../safe-html.js';
import type { LinkView, PageView } from './page.js';
import type { PagerView } from './pager.js';
import type { AuthorsView, MeasureView, ProblemView } from './report.js';
import type { TemplateCountView } from './template-count.js';

/** Status of an answer, or `missing` if the report lacks its question. */
export type QuestionStatus = AnswerStatus | 'missing';

/** A link to the page of a question. */
export interface QuestionLinkView {
  /** Unique in the cohort. */
  readonly id: string;
  /** `Question 7`. */
  readonly title: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** What tells it from others with the same `short`, such as its edition: `2025`; empty if `short` is unique. */
  readonly distinction: string;
  /** The beginning of its prompt; empty if it is unknown. */
  readonly asks: string;
  readonly href: string;
  readonly current: boolean;
  /** Number of groups that answered it, and that were asked it. */
  readonly answered: number;
  readonly groups: number;
}

/** Data of a question's page: every group's answer to it. */
export interface QuestionPageView extends PageView {
  /** Unique in the cohort; its marks are stored under it. */
  readonly id: string;
  /** `Question 7`. */
  readonly title: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** What tells it from others with the same `short`: `2025`; empty if `short` is unique. */
  readonly distinction: string;
  /** The most frequent wording of the prompt; null if neither a report nor a template has it. */
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  /** Other wordings of the same question, with their groups. */
  readonly otherWordings: readonly WordingView[];
  /** Templates with this question that are used by some group. */
  readonly templates: readonly string[];
  /** Templates of the groups with answers, for a filter; empty if all use the same. */
  readonly templateFilter: readonly TemplateCountView[];
  /** Groups that were not asked this question. */
  readonly notAsked: readonly LinkView[];
  readonly questions: readonly QuestionLinkView[];
  readonly previous: QuestionLinkView | null;
  readonly next: QuestionLinkView | null;
  /** Number of answers in all parts of the page, and of them those in the state `answered`. */
  readonly all: number;
  readonly answered: number;
  /** Median word count of the groups that answered. */
  readonly medianWords: number;
  /** If characters are limited: their median, and the most frequent limit; else null. Shown instead of words. */
  readonly characters: { readonly median: number; readonly asked: string } | null;
  /** The most frequent limits, in words: `100–200`; empty if there is no limit. */
  readonly asked: { readonly words: string; readonly figures: string };
  readonly problemCount: { readonly errors: number; readonly warnings: number };
  /** Links to the other parts of the page; null if it is not split. All counts above are over all parts. */
  readonly pager: PagerView | null;
  /** The answers of this part. */
  readonly answers: readonly GroupAnswerView[];
  /** Number of groups of this part without an answer. */
  readonly unanswered: number;
  /** Data for the grading script as JSON: the site's identity, its groups and its questions; null on a public site. */
  readonly gradingData: SafeHtml | null;
}

/** A less frequent wording of a question. */
export interface WordingView {
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  /** The templates that have it; empty if only reports do. */
  readonly templates: readonly string[];
  /** Number of groups with this wording, and the names of the first few. */
  readonly groups: number;
  readonly names: readonly string[];
}

/** A group's answer on the page of a question. */
export interface GroupAnswerView {
  /** Unique on the page and stable across builds: marks and notes are stored under it and the question's number. */
  readonly id: string;
  readonly group: string;
  readonly slug: string;
  /**
   * Index of the answer among the group's answers to this question, from 1; more than 1 only if the report has the
   * question twice.
   */
  readonly nth: number;
  /** URL of the answer on the group's own page. */
  readonly href: string;
  /** The template that the group uses; empty for none. */
  readonly template: string;
  readonly status: QuestionStatus;
  readonly statusLabel: string;
  readonly answer: SafeHtml | null;
  /** Digest of the answer's source, to detect that an answer changed after it was marked; null on a public site. */
  readonly digest: string | null;
  readonly words: MeasureView;
  /** Instead of words, where their number is limited, as in Chinese; else null. */
  readonly characters: MeasureView | null;
  readonly figures: MeasureView;
  /** Who wrote it; null where it is not recorded, without an answer, and on a public site. */
  readonly authors: AuthorsView | null;
  /** Problems that do not reveal whose answer it is. */
  readonly problems: readonly ProblemView[];
  /** Problems that contain the name of the group or its folder, hidden in anonymous grading. */
  readonly namingProblems: readonly ProblemView[];
}

/** Data of the search page. */
export interface SearchPageView extends PageView {
  readonly title: string;
  /** Links to all questions, for browsers without JavaScript. */
  readonly questions: readonly QuestionLinkView[];
  /** Templates that groups use, for a filter; empty if all use the same. */
  readonly templates: readonly TemplateCountView[];
  /** Number of indexed answers. */
  readonly answers: number;
  readonly groups: number;
  /** The answers as JSON, safe inside a `script` element. */
  readonly data: SafeHtml;
}
