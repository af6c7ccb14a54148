import type { Checklist } from './checklist.js';
import type { Constraint } from './constraint.js';
import type { Excerpt } from './excerpt.js';
import type { Figure } from './figure.js';
import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** `answered`: words or figures are there. `placeholder`: nothing but the template's placeholder. `empty`: nothing. */
export type AnswerStatus = 'answered' | 'placeholder' | 'empty';

/** What a group wrote to a question: without the placeholder, the dashes around it, and quotation marks of the prompt. */
export interface Answer extends Excerpt {
  readonly status: AnswerStatus;
  /** Words a reader would count: prose and inline code, without addresses, markup and code blocks. */
  readonly words: number;
  /** The same words, but of scripts without spaces between words each character. */
  readonly characters: number;
  /** Blank-separated tokens of the source between the prompt and the next heading, whatever they are. */
  readonly rawWords: number;
  /** Lines of `markdown`, 0-based, that code blocks take up, the fences with them. */
  readonly codeLines: readonly number[];
  readonly figures: readonly Figure[];
  /** Where the placeholder still stands: nowhere, or once and more. */
  readonly placeholders: readonly Span[];
  /** From the end of the prompt to the next question. */
  readonly span: Span;
}

/** What a question asks. */
export interface Prompt {
  /** The question itself, as Markdown, without its example and its length line. */
  readonly text: string;
  /** The line that states the limits, as written. */
  readonly length?: string;
  /** The template's example of an answer, as Markdown. */
  readonly example?: string;
  /** `template` where the report no longer holds it. */
  readonly from: 'report' | 'template';
  readonly span?: Span;
}

/** A question with its answer. */
export interface Question {
  /** Unique in its report and an anchor on its page: `q7`, or `q7-2` for the second with that key. */
  readonly id: string;
  /** The template's key for it where the template has it. */
  readonly key: QuestionKey;
  /** As a page names it: `Question 7`, `Exercise 1.2`, `Results`. */
  readonly label: string;
  /** Null where a question has none, or one with parts: `1a`, `1.2`. */
  readonly number: number | null;
  /** The heading as written, without markup: `Question 29 (someone)`. */
  readonly title: string;
  /** How it was recognised: by its heading's label, or by its wording. */
  readonly matchedBy: 'number' | 'wording';
  readonly prompt: Prompt;
  readonly constraints: readonly Constraint[];
  readonly answer: Answer;
  /** The heading. */
  readonly span: Span;
}

/** A link to something other than a figure. */
export interface Link {
  readonly href: string;
  /** What a reader clicks on; empty for a link written in HTML. */
  readonly text: string;
  /** The key of the question it stands under. */
  readonly question?: QuestionKey;
  readonly span: Span;
}

/** A heading as GitHub names it in links, and the anchor it has on the page. */
export interface Anchor {
  readonly slug: string;
  readonly id: string;
}

/** What begins the anchors of headings that stand under no question and no section. */
export const anchorPrefixes = { preamble: 'intro', checklist: 'checklist', body: 'body' } as const;

/** A heading over some questions, and what stands between it and the first of them. */
export interface Section {
  readonly id: string;
  /** Plain text; empty for questions that stand under no section heading. */
  readonly title: string;
  readonly intro?: Excerpt;
  readonly questions: readonly Question[];
  readonly span?: Span;
}

/** How a report relates to the template it is held against. */
export interface TemplateMatch {
  /** The template file's name. */
  readonly name: string;
  /** Whether its questions are the report's; one that does not fit is told, not obeyed. */
  readonly fits: boolean;
  /** Questions of the report whose label and wording agree with the template, and questions compared. */
  readonly agreeing: number;
  readonly compared: number;
}

/** The text of a report without recognised questions. Its figures count as those of an answer do. */
export interface Body extends Answer {
  /** In the order of the source. */
  readonly headings: readonly BodyHeading[];
}

/** A heading of a report without recognised questions, for its table of contents. */
export interface BodyHeading {
  readonly text: string;
  /** 1 to 6. */
  readonly level: number;
  /** Its anchor on the page. */
  readonly id: string;
}

/** A report, understood. */
export interface Report {
  /** The folder's name, made safe for an address; unique in a build. */
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The first heading, as plain text. */
  readonly title: string;
  readonly source: {
    readonly path: string;
    /** Lines in the file. */
    readonly lines: number;
  };
  readonly template?: TemplateMatch;
  /** The template's instructions: everything above the checklist and the first question. */
  readonly preamble?: Excerpt;
  /** Of a report without recognised questions: everything below its title. There is then no preamble and no checklist. */
  readonly body?: Body;
  readonly checklist: Checklist;
  readonly sections: readonly Section[];
  /** Keys of the template's questions that the report does not hold. */
  readonly missing: readonly QuestionKey[];
  /** Every figure, in the order of the source. */
  readonly figures: readonly Figure[];
  /** Every link that is not a figure, in the order of the source. */
  readonly links: readonly Link[];
  /** Link definitions (`[name]: address`), which hold for the whole document; by name as Markdown normalises it. */
  readonly references: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
  /** Headings that links within the report may lead to. */
  readonly anchors: readonly Anchor[];
}

/** The questions of a report in the order in which they are shown. */
export function questionsOf(report: Report): readonly Question[] {
  return report.sections.flatMap((section) => section.questions);
}
