import type { QuestionKey } from '../../model/question-key.js';
import { identityOf } from '../question/label.js';
import { type Candidate, isQuoted, isSame, minSimilarity, mostSimilar } from './candidates.js';
import type { Template, TemplateQuestion } from './template.js';

/** How well a report's questions agree with a template. */
export interface Agreement {
  /** Number of questions whose label and wording agree, and of questions that could be compared. */
  readonly agreeing: number;
  readonly compared: number;
}

/** Compares the questions that have a prompt with the template's questions of the same label. */
export function compare(candidates: readonly Candidate[], template: Template): Agreement {
  const comparable = comparableOf(candidates, template);
  const agreeing = comparable.filter(hasOwnWording).length;
  return { agreeing: agreeing + countCopied(candidates, template), compared: comparable.length };
}

function hasOwnWording({ words, expected }: Candidate): boolean {
  return expected.some((question) => isSame(words, question, minSimilarity));
}

/** Candidates with a prompt. Without blockquotes, text that resembles no prompt is an answer. */
function comparableOf(candidates: readonly Candidate[], template: Template): readonly Candidate[] {
  const prompted = candidates.filter(({ words }) => words.length > 0);
  if (isQuoted(template)) return prompted;
  const find = wordingFinder(template);
  return prompted.filter((candidate) => hasOwnWording(candidate) || find(candidate.words) !== undefined);
}

/** Finds the template's question with a wording; results are cached. */
function wordingFinder({ questions }: Template): (words: readonly string[]) => TemplateQuestion | undefined {
  const found = new Map<string, TemplateQuestion | undefined>();
  return (words) => {
    const wording = words.join(' ');
    if (!found.has(wording)) found.set(wording, mostSimilar(words, questions.values(), minSimilarity));
    return found.get(wording);
  };
}

/**
 * Compares by wording only, whatever the labels.
 *
 * @returns The share of the report's prompts that the template has, and of the template's questions that the report
 *   has.
 */
export function compareWordings(
  candidates: readonly Candidate[],
  template: Template,
): { readonly worded: number; readonly present: number } {
  const comparable = comparableOf(candidates, template);
  const find = wordingFinder(template);
  const present = new Set<QuestionKey>();
  for (const { words, expected } of candidates)
    if (words.length === 0) for (const { key } of expected) present.add(key);
  let worded = 0;
  for (const { words, expected } of comparable) {
    const question = expected.find((own) => isSame(words, own, minSimilarity)) ?? find(words);
    if (!question) continue;
    present.add(question.key);
    worded += 1;
  }
  return {
    worded: worded / Math.max(1, comparable.length),
    present: present.size / Math.max(1, template.questions.size),
  };
}

/** Counts questions under a label that was copied from another and not renumbered: their wording identifies them. */
function countCopied(candidates: readonly Candidate[], template: Template): number {
  const counts = new Map<string, number>();
  for (const { headingLine } of candidates) {
    const identity = identityOf(headingLine.label);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  const absent = [...template.byLabel].flatMap(([identity, keys]) =>
    counts.has(identity) ? [] : keys.flatMap((key) => template.questions.get(key) ?? []),
  );
  return candidates.filter(
    ({ headingLine, words, expected }) =>
      (counts.get(identityOf(headingLine.label)) ?? 0) > 1 &&
      words.length > 0 &&
      !hasOwnWording({ headingLine, words, expected }) &&
      absent.some((question) => isSame(words, question, minSimilarity)),
  ).length;
}
