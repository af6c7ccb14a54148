import type { Constraint } from '../model/constraint.js';
import type { Prompt, Report } from '../model/report.js';
import type { WrittenPrompt } from './written-prompt.js';

/** What a template says about one question. */
export interface TemplateQuestion {
  readonly number: number;
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
  readonly questions: ReadonlyMap<number, TemplateQuestion>;
  readonly sections: readonly TemplateSection[];
  /** The words that number its questions, lower case. */
  readonly labels: ReadonlySet<string>;
  readonly report: Report;
}
