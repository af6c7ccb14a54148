import type { SourceLine } from '../document/source.js';
import { similarity, wordsOf } from '../text/similarity.js';

/** The template's prompt, as far as it is needed to find the prompt in a report. */
export interface ExpectedPrompt {
  /** The words of each paragraph. */
  readonly paragraphs: Paragraphs;
  /** Whether it is a blockquote: then the first blockquote is the prompt, whatever its text. */
  readonly quoted: boolean;
}

/** The words of paragraphs. */
export type Paragraphs = readonly (readonly string[])[];

/** The default without a template. */
export const unknownPrompt: ExpectedPrompt = { paragraphs: [], quoted: true };

/** Whether a text is similar to one of the template's paragraphs. */
export function matchesPrompt(text: string, expected: Paragraphs): boolean {
  const words = wordsOf(text);
  return words.length > 0 && expected.some((paragraph) => similarity(words, paragraph) >= 0.7);
}

/** The text of lines. */
export function textOf(lines: readonly SourceLine[]): string {
  return lines.map((line) => line.text).join(' ');
}
