import type { Checklist } from './checklist.js';
import type { Constraint } from './constraint.js';
import type { Excerpt } from './excerpt.js';
import type { Figure } from './figure.js';
import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** `answered`: has words or figures. `placeholder`: only the template's placeholder. `empty`: nothing. */
export type AnswerStatus = 'answered' | 'placeholder' | 'empty';

/** A group's answer to a question: without the placeholder, the dashes around it, and quoted parts of the prompt. */
export interface Answer extends Excerpt {
  readonly status: AnswerStatus;
  /** Words a reader would count: prose and inline code, without addresses, markup and code blocks. */
  readonly words: number;
  /** The same words, with each character counted in scripts without spaces between words. */
  readonly characters: number;
  /** All whitespace-separated tokens of the source between the prompt and the next heading. */
  readonly rawWords: number;
  /** Lines of `markdown` (0-based) in code blocks, including their fences. */
  readonly codeLines: readonly number[];
  readonly figures: readonly Figure[];
  /** Where the placeholder still is; empty if it was removed. */
  readonly placeholders: readonly Span[];
  /** From the end of the prompt to the next question. */
  readonly span: Span;
}

/** The prompt of a question. */
export interface Prompt {
  /** The question itself, as Markdown, without its example and its length line. */
  readonly text: string;
  /** The line that states the limits, as written. */
  readonly length?: string;
  /** The template's example of an answer, as Markdown. */
  readonly example?: string;
  /** `template` if the report no longer contains it. */
  readonly from: 'report' | 'template';
  readonly span?: Span;
}

/** A question with its answer. */
export interface Question {
  /** Unique in its report and the anchor on its page: `q7`, or `q7-2` for the second with that key. */
  readonly id: string;
  /** The template's key for it if the template has it. */
  readonly key: QuestionKey;
  /** The name on pages: `Question 7`, `Exercise 1.2`, `Results`. */
  readonly label: string;
  /** Null if it has none, or one with parts: `1a`, `1.2`. */
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
  /** The link text; empty for a link written as HTML. */
  readonly text: string;
  /** The key of the question that it is in. */
  readonly question?: QuestionKey;
  readonly span: Span;
}

/** A heading, by the slug that GitHub gives it, or an HTML element, by its name; and its anchor on the page. */
export interface Anchor {
  readonly slug: string;
  readonly id: string;
}

/** Anchor prefixes of headings that belong to no question and no section. */
export const anchorPrefixes = { preamble: 'intro', checklist: 'checklist', body: 'body' } as const;

/** A section heading with its questions, and the text between it and the first of them. */
export interface Section {
  readonly id: string;
  /** Plain text; empty for questions without a section heading. */
  readonly title: string;
  readonly intro?: Excerpt;
  readonly questions: readonly Question[];
  readonly span?: Span;
}

/** A footnote or link reference definition that the report refers to: it is not shown at its place. */
export interface Definition {
  /** Its lines in the file, 1-based, the end inclusive. */
  readonly from: number;
  readonly to: number;
  /** The lines (1-based) of the texts that refer to it: the first of each, ascending. */
  readonly usedOn: readonly number[];
}

/** A footnote that the report refers to: it is shown with each text that does. */
export interface Note extends Excerpt {
  /** Lines of `markdown` (0-based) in code blocks, including their fences. */
  readonly codeLines: readonly number[];
}

/** How well a report matches the template that it was compared with. */
export interface TemplateMatch {
  /** The template file's name. */
  readonly name: string;
  /** Whether its questions are the report's. A template that does not fit is reported, but not applied. */
  readonly fits: boolean;
  /**
   * Number of the report's questions whose label and wording agree with the template, and number of questions compared.
   */
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

/** A parsed report. */
export interface Report {
  /** The folder's name as a URL slug; unique in a build. */
  readonly slug: string;
  /** The folder's name. */
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
  /**
   * Only for a report without recognised questions: everything after its title. It has no preamble and no checklist.
   */
  readonly body?: Body;
  readonly checklist: Checklist;
  readonly sections: readonly Section[];
  /** Keys of the template's questions that the report lacks. */
  readonly missing: readonly QuestionKey[];
  /** Every figure, in the order of the source. */
  readonly figures: readonly Figure[];
  /** Every link that is not a figure, in the order of the source. */
  readonly links: readonly Link[];
  /** The link reference definitions (`[label]: url`) that it refers to, wherever they stand, by normalized label. */
  readonly references: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
  /** The footnotes that it refers to, wherever they stand, by key. */
  readonly notes: ReadonlyMap<string, Note>;
  /** All that is used: those notes, and link reference definitions. */
  readonly definitions: readonly Definition[];
  /** What links within the report may point to. */
  readonly anchors: readonly Anchor[];
}

/** The questions of a report in the order in which they are shown. */
export function questionsOf(report: Report): readonly Question[] {
  return report.sections.flatMap((section) => section.questions);
}
