import type { Constraint } from '../../model/constraint.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Prompt, Report } from '../../model/report.js';
import type { SourceText } from '../document/source.js';
import type { Labels } from '../question/label.js';
import type { Prose } from '../text/prose-contents.js';

/** A question of a template. */
export interface TemplateQuestion {
  readonly key: QuestionKey;
  /** The label as shown on pages: `Question 7`. */
  readonly label: string;
  readonly number: number | null;
  /** Its heading. */
  readonly title: string;
  readonly prompt: Prompt;
  readonly constraints: readonly Constraint[];
  /** The words of the prompt, for comparison. */
  readonly words: readonly string[];
  /** The words of every paragraph of the prompt, including example and length line. */
  readonly paragraphs: readonly (readonly string[])[];
  /** The text in the place of the answer. */
  readonly placeholder: string;
  /** The prompt as written. If a report has the same text, it is not parsed again. */
  readonly written: WrittenPrompt;
  /** Title of its section. */
  readonly section: string;
  /** Whether its prompt is a blockquote, so that other text is answer. */
  readonly quoted: boolean;
}

/** The source of a prompt. */
export interface WrittenPrompt {
  /** Without blockquote markers. */
  readonly markdown: string;
  /** Its parsed contents; absent in a document with link reference definitions, on which they may depend. */
  readonly prose?: Prose;
}

/** A section heading. */
export interface TemplateSection {
  readonly title: string;
  /** The title's words, for comparison. */
  readonly wording: string;
  /** The words between the heading and the first question. */
  readonly intro: readonly string[];
}

/** A parsed template. */
export interface Template {
  /** The file's name. */
  readonly name: string;
  readonly source: SourceText;
  /** In the order of the source. */
  readonly questions: ReadonlyMap<QuestionKey, TemplateQuestion>;
  /** Keys of the questions with a label: several if numbers restart in every part. */
  readonly byLabel: ReadonlyMap<string, readonly QuestionKey[]>;
  readonly sections: readonly TemplateSection[];
  /** Every heading, with its line (1-based). */
  readonly headings: readonly { readonly text: string; readonly line: number }[];
  readonly labels: Labels;
  /** Questions with a length that could not be interpreted, with its line (1-based). */
  readonly unclear: readonly { readonly key: QuestionKey; readonly line: number }[];
  readonly report: Report;
  /** Sizes in bytes of the sample pictures beside it, by SHA-256. */
  readonly samples?: ReadonlyMap<string, number>;
}
