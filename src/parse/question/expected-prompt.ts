import type { SourceLine } from '../document/source.js';
import { similarity, wordsOf } from '../text/similarity.js';

/** What is known of a prompt from the template. */
export interface ExpectedPrompt {
  /** Each paragraph as its words. */
  readonly paragraphs: Paragraphs;
  /** Whether it is a quotation: then the first quotation is the prompt, whatever it says. */
  readonly quoted: boolean;
}

/** Paragraphs as their words. */
export type Paragraphs = readonly (readonly string[])[];

/** What is known without a template. */
export const unknownPrompt: ExpectedPrompt = { paragraphs: [], quoted: true };

/** Whether a text is, near enough, one of the template's paragraphs. */
export function isExpected(text: string, expected: Paragraphs): boolean {
  const words = wordsOf(text);
  return words.length > 0 && expected.some((paragraph) => similarity(words, paragraph) >= 0.7);
}

/** Lines as one text. */
export function textOf(lines: readonly SourceLine[]): string {
  return lines.map((line) => line.text).join(' ');
}
