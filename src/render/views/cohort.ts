import type { AnswerStatus } from '../../model/report.js';
import type { SafeHtml } from '../safe-html.js';
import type { LinkView, PageView } from './page.js';
import type { MeasureView, ProblemView } from './report.js';
import type { TemplateCountView } from './template-count.js';

/** State of an answer, or that the report lost its question. */
export type QuestionStatus = AnswerStatus | 'missing';

/** The way to the page of one question. */
export interface QuestionLinkView {
  /** Unique in the cohort. */
  readonly id: string;
  /** `Question 7`. */
  readonly title: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** What tells it from others with the same `short`, such as its edition: `2025`; empty where no other has it. */
  readonly distinction: string;
  /** The beginning of what it asks; empty when nothing says it. */
  readonly asks: string;
  readonly href: string;
  readonly current: boolean;
  /** Groups that answered it, of those that were asked it. */
  readonly answered: number;
  readonly groups: number;
}

/** What the page of one question receives: every group's answer to it. */
export interface QuestionPageView extends PageView {
  /** Unique in the cohort; what its marks are kept under. */
  readonly id: string;
  /** `Question 7`. */
  readonly title: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** What tells it from others with the same `short`: `2025`; empty where no other has it. */
  readonly distinction: string;
  /** The question's text as most groups got it; null when no report and no template has it. */
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  /** Other wordings of the same question, with who got them. */
  readonly otherWordings: readonly WordingView[];
  /** Templates that ask it and that some group fills in. */
  readonly templates: readonly string[];
  /** Templates that the groups with answers fill in, for a filter; none where all fill in one. */
  readonly templateFilter: readonly TemplateCountView[];
  /** Groups that were not asked it. */
  readonly notAsked: readonly LinkView[];
  readonly questions: readonly QuestionLinkView[];
  readonly previous: QuestionLinkView | null;
  readonly next: QuestionLinkView | null;
  readonly answered: number;
  /** Median of words of those who answered. */
  readonly medianWords: number;
  /** Instead of words, where characters are limited: their median, and what most reports are asked for; else null. */
  readonly characters: { readonly median: number; readonly asked: string } | null;
  /** What most of the reports are asked for, in words: `100–200`; empty where there is no limit. */
  readonly asked: { readonly words: string; readonly figures: string };
  readonly problemCount: { readonly errors: number; readonly warnings: number };
  readonly answers: readonly GroupAnswerView[];
  /** What the script that keeps marks reads, as JSON: the site's identity, its groups and its questions. */
  readonly gradingData: SafeHtml;
}

/** A wording of a question that other groups got. */
export interface WordingView {
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  /** The templates that have it; none where only reports do. */
  readonly templates: readonly string[];
  /** Groups that got it, and the names of the first few. */
  readonly groups: number;
  readonly names: readonly string[];
}

/** One group's answer on the page of a question. */
export interface GroupAnswerView {
  /** Unique on the page, and the same in every build: what marks and notes are kept under, with the question's number. */
  readonly id: string;
  readonly group: string;
  readonly slug: string;
  /** Which of the group's answers under this number it is: 1, unless the report has the number twice. */
  readonly nth: number;
  /** The answer on the group's own page. */
  readonly href: string;
  /** The template that the group fills in; empty for none. */
  readonly template: string;
  readonly status: QuestionStatus;
  readonly statusLabel: string;
  readonly answer: SafeHtml | null;
  /** Changes with the answer's source: tells a grader that an answer is not the one that was marked. */
  readonly digest: string;
  readonly words: MeasureView;
  /** Instead of words, where their number is limited, as in Chinese; else null. */
  readonly characters: MeasureView | null;
  readonly figures: MeasureView;
  /** Those that do not give away whose answer it is. */
  readonly problems: readonly ProblemView[];
  /** Those that name the group, or its folder: not for a reader who is not to know it. */
  readonly namingProblems: readonly ProblemView[];
}

/** What the search page receives. */
export interface SearchPageView extends PageView {
  readonly title: string;
  /** The pages of single questions, for readers whose browser runs no script. */
  readonly questions: readonly QuestionLinkView[];
  /** Templates that groups fill in, for a filter; none where all fill in one. */
  readonly templates: readonly TemplateCountView[];
  /** Answers to be searched. */
  readonly answers: number;
  readonly groups: number;
  /** The answers as JSON, safe inside a `script` element. */
  readonly data: SafeHtml;
}
