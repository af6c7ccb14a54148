import type { SourceText } from '../document/source.js';
import { identityOf } from '../question/label.js';
import { isPromptLine } from '../question/prompt.js';
import type { LabelledHeading } from '../question/question-start.js';
import { similarity, wordsOf } from '../text/similarity.js';
import type { Template, TemplateQuestion } from './template.js';

/** Minimum similarity of two wordings of the same question; editions of one course reword less than that. */
export const minSimilarity = 0.6;

/** A labelled heading of a report and the text below it. */
export interface Candidate {
  readonly headingLine: LabelledHeading;
  /** The words that may be its prompt; empty if no prompt can be distinguished from an answer. */
  readonly words: readonly string[];
  /** The template's questions with the same label. */
  readonly expected: readonly TemplateQuestion[];
}

/** Looks up a report's labelled headings in a template. */
export function readCandidates(
  headingLines: readonly LabelledHeading[],
  template: Template,
  wordsBelow: ReadLead,
): readonly Candidate[] {
  const allowUnquoted = !isQuoted(template);
  return headingLines.map((headingLine) => ({
    headingLine,
    words: wordsBelow(headingLine.bodyLine, allowUnquoted),
    expected: (template.byLabel.get(identityOf(headingLine.label)) ?? []).flatMap(
      (key) => template.questions.get(key) ?? [],
    ),
  }));
}

/**
 * Reads the words that may be the prompt below a line; `allowUnquoted` if the template's prompts are not blockquotes.
 */
export type ReadLead = (bodyLine: number, allowUnquoted: boolean) => readonly string[];

/** Returns a cached reader, since the same lines are compared with every template. */
export function leadReader(source: SourceText): ReadLead {
  const known = new Map<string, readonly string[]>();
  return (bodyLine, allowUnquoted) => {
    const name = `${bodyLine} ${allowUnquoted}`;
    const words = known.get(name) ?? wordsOf(leadText(source, bodyLine, allowUnquoted));
    known.set(name, words);
    return words;
  };
}

export function isQuoted({ questions }: Template): boolean {
  return [...questions.values()].some(({ quoted }) => quoted);
}

/**
 * Whether words are a question's prompt. Without a blockquote marker to end it, the text below a heading may continue
 * into the answer.
 */
export function isSame(words: readonly string[], question: TemplateQuestion, least: number): boolean {
  return similarityTo(words, question) >= least;
}

function similarityTo(words: readonly string[], question: TemplateQuestion): number {
  if (question.words.length === 0) return 0;
  const own = question.quoted ? words : words.slice(0, question.words.length);
  return similarity(own, question.words);
}

export function mostSimilar(
  words: readonly string[],
  questions: Iterable<TemplateQuestion>,
  least: number,
): TemplateQuestion | undefined {
  let best: { readonly question: TemplateQuestion; readonly score: number } | undefined;
  for (const question of questions) {
    const score = words.length === 0 ? 0 : similarityTo(words, question);
    if (score >= least && score > (best?.score ?? 0)) best = { question, score };
  }
  return best?.question;
}

/** Maximum number of lines that are read as a prompt. */
const maxLeadLines = 60;

/**
 * The beginning of a prompt: the first quoted lines from a line on, up to the length line, the example or the answer
 * marker.
 *
 * @param allowUnquoted Whether the prompt may be without blockquote markers.
 */
export function leadText(source: SourceText, from: number, allowUnquoted = false): string {
  const lead: string[] = [];
  let quotes: boolean | undefined;
  const end = Math.min(source.lines.length, from + maxLeadLines);
  for (let index = from; index < end; index += 1) {
    const line = source.lines[index] ?? '';
    const quoted = /^ {0,3}> ?(.*)$/.exec(line)?.[1];
    if (line.trim() === '') {
      if (lead.length === 0 || quotes === false) continue;
      break;
    }
    quotes ??= quoted !== undefined;
    const text = quoted ?? (allowUnquoted && !quotes ? line : undefined);
    if (text === undefined || /^ {0,3}#/.test(text) || isPromptLine(text)) break;
    lead.push(text);
  }
  return lead.join(' ');
}
