import type { Constraint } from '../../model/constraint.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Prompt, Report } from '../../model/report.js';
import type { SourceText } from '../document/source.js';
import type { Labels } from '../question/label.js';
import type { Prose } from '../text/prose.js';

/** What a template says about one question. */
export interface TemplateQuestion {
  readonly key: QuestionKey;
  /** As a page shows it: `Question 7`. */
  readonly label: string;
  readonly number: number | null;
  /** Its heading. */
  readonly title: string;
  readonly prompt: Prompt;
  readonly constraints: readonly Constraint[];
  /** The words of the question itself, for comparison. */
  readonly words: readonly string[];
  /** The words of every paragraph of the prompt, of its example and its length line. */
  readonly paragraphs: readonly (readonly string[])[];
  /** What stands where the answer belongs. */
  readonly placeholder: string;
  /** The prompt as written: in a report it is the same text, and need not be read again. */
  readonly written: WrittenPrompt;
  /** The title of the section it belongs to. */
  readonly section: string;
  /** Whether its prompt is a quotation, so that what is none is answer. */
  readonly quoted: boolean;
}

/** A prompt as it is written. */
export interface WrittenPrompt {
  /** Without its quotation marks. */
  readonly markdown: string;
  /** What it holds but for its words; absent in a document with link definitions, on which that may depend. */
  readonly prose?: Prose;
}

/** A heading over some questions. */
export interface TemplateSection {
  readonly title: string;
  /** The title's words, for comparison. */
  readonly wording: string;
  /** The words between the heading and the first question. */
  readonly intro: readonly string[];
}

/** A template, understood: what every report made from it began as. */
export interface Template {
  /** The file's name. */
  readonly name: string;
  readonly source: SourceText;
  /** In the order of the source. */
  readonly questions: ReadonlyMap<QuestionKey, TemplateQuestion>;
  /** The keys of the questions that have a label: several where numbers restart in every part. */
  readonly byLabel: ReadonlyMap<string, readonly QuestionKey[]>;
  readonly sections: readonly TemplateSection[];
  /** Every heading, with its line (1-based). */
  readonly headings: readonly { readonly text: string; readonly line: number }[];
  readonly labels: Labels;
  /** Questions that state a length which is not understood, with its line (1-based). */
  readonly unclear: readonly { readonly key: QuestionKey; readonly line: number }[];
  readonly report: Report;
}
