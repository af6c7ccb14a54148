import type { Landmark } from './landmarks.js';
import type { Outline } from './outline.js';
import { isPromptLine } from './prompt.js';
import { similarity, wordingOf, wordsOf } from './similarity.js';
import type { SourceText } from './source.js';
import type { Template } from './template.js';

/** Where a question begins. */
export interface QuestionStart {
  readonly number: number;
  /** The heading as written; empty where somebody deleted it. */
  readonly title: string;
  readonly matchedBy: 'number' | 'wording';
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/** How alike two wordings must be for the same question; editions of one course reword more than that. */
const sameWording = 0.6;
/** Without a number to go by, the wording must leave less doubt. */
const wordingAlone = 0.75;

/**
 * Decides which headings begin a question.
 *
 * A number that stands once is a question. Where it stands several times, those with a prompt are (a question given
 * twice), and those that look like every other question; the rest are headings inside an answer.
 */
export function findNumbered(outline: Outline): readonly QuestionStart[] {
  // Dashes under a line of an answer make it a heading that nobody meant.
  const candidates = outline.landmarks.filter(
    ({ label, form, prompted }) => label && (form !== 'setext' || prompted || label.rest === ''),
  );
  const level = mostCommon(
    candidates
      .filter((candidate) => candidate.prompted || candidate.form === 'atx')
      .map((candidate) => candidate.level),
  );
  const label = mostCommon(candidates.map((candidate) => candidate.label?.label ?? ''));
  // A bare number at another level is a list of somebody's own: `### 3. Notes`.
  const isLoose = (candidate: Landmark): boolean => candidate.label?.label === '' && candidate.level !== level;
  const usual = candidates.filter(
    (candidate) => candidate.prompted || (candidate.label?.label === label && !isLoose(candidate)),
  );
  const looksUsual = (candidate: Landmark): boolean => candidate.level === level && candidate.label?.rest === '';
  const rivals = countBy(usual.map((candidate) => candidate.label?.number));
  /** Numbers that some candidate has of which there is no doubt. */
  const clear = new Set(
    usual.filter((other) => other.prompted || looksUsual(other)).map((other) => other.label?.number),
  );
  return usual
    .filter(
      (candidate) =>
        rivals.get(candidate.label?.number) === 1 ||
        candidate.prompted ||
        looksUsual(candidate) ||
        !clear.has(candidate.label?.number),
    )
    .map((candidate) => toStart(candidate, candidate.label?.number ?? 0, 'number'));
}

function toStart(landmark: Landmark, number: number, matchedBy: QuestionStart['matchedBy']): QuestionStart {
  return { number, title: landmark.title, matchedBy, line: landmark.line, bodyLine: landmark.bodyLine };
}

function countBy<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  return [...countBy(values)].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** How far a report's questions are those of a template. */
export interface Agreement {
  /** Questions whose number and wording agree, and questions that could be compared. */
  readonly agreeing: number;
  readonly compared: number;
}

/** Compares the questions that carry a prompt with the template's questions of the same numbers. */
export function compare(source: SourceText, starts: readonly QuestionStart[], template: Template): Agreement {
  const prompted = starts
    .map((start) => ({ number: start.number, words: wordsOf(leadingQuote(source, start.bodyLine)) }))
    .filter(({ words }) => words.length > 0);
  const isQuestion = (words: readonly string[], number: number): boolean =>
    similarity(words, template.questions.get(number)?.words ?? []) >= sameWording;
  const counts = countBy(starts.map(({ number }) => number));
  const absent = [...template.questions.keys()].filter((number) => !counts.has(number));
  const agrees = ({ number, words }: (typeof prompted)[number]): boolean => {
    if (isQuestion(words, number)) return true;
    // A heading copied from another question and not renumbered: its wording says which question it is.
    const copied = (counts.get(number) ?? 0) > 1;
    return copied && absent.some((missing) => isQuestion(words, missing));
  };
  return { agreeing: prompted.filter(agrees).length, compared: prompted.length };
}

/**
 * Finds the template's questions that no heading numbers, by their wording: under a heading that says something else,
 * under a number that belongs to another question, or without any heading.
 */
export function findByWording(
  source: SourceText,
  outline: Outline,
  starts: readonly QuestionStart[],
  template: Template,
): readonly QuestionStart[] {
  const found = [...starts];
  const counts = countBy(starts.map(({ number }) => number));
  let missing = [...template.questions.values()].filter((question) => !counts.has(question.number));
  let nearest = -1;
  for (const token of outline.tokens) {
    if (token.type !== 'blockquote_open' || token.level !== 0 || !token.map) continue;
    const line = token.map[0];
    if (missing.length === 0) break;
    const words = wordsOf(leadingQuote(source, line));
    const best = missing
      .map((question) => ({ question, score: similarity(words, question.words) }))
      .sort((a, b) => b.score - a.score)[0];
    if (!best || best.score < wordingAlone) continue;
    while ((outline.landmarks[nearest + 1]?.bodyLine ?? Number.POSITIVE_INFINITY) <= line) nearest += 1;
    const heading = headingOver(line, outline.landmarks[nearest], source, template);
    const own = heading && found.findIndex((start) => start.line === heading.line);
    const start = heading
      ? toStart(heading, best.question.number, 'wording')
      : { number: best.question.number, title: '', matchedBy: 'wording' as const, line, bodyLine: line };
    const replaced = own === undefined ? undefined : found[own];
    // A heading whose number is its own keeps it.
    if (own !== undefined && replaced) {
      const count = counts.get(replaced.number) ?? 0;
      if (count < 2) continue;
      counts.set(replaced.number, count - 1);
      found[own] = start;
    } else found.push(start);
    counts.set(start.number, 1);
    missing = missing.filter((question) => question !== best.question);
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The nearest landmark above a quotation, when it is its heading: nothing but blank lines stand between the two. */
function headingOver(
  line: number,
  nearest: Landmark | undefined,
  source: SourceText,
  template: Template,
): Landmark | undefined {
  if (!nearest || isSectionTitle(nearest.title, template)) return undefined;
  for (let between = nearest.bodyLine; between < line; between += 1)
    if (source.lines[between]?.trim() !== '') return undefined;
  return nearest;
}

function isSectionTitle(title: string, { sections }: Template): boolean {
  const own = wordingOf(title);
  return sections.some(({ wording }) => wording === own);
}

/** The question itself: the first quoted lines from a line on, up to the length line, the example or the marker. */
export function leadingQuote(source: SourceText, from: number): string {
  const lead: string[] = [];
  for (let index = from; index < source.lines.length; index += 1) {
    const line = source.lines[index] ?? '';
    const quoted = /^ {0,3}> ?(.*)$/.exec(line)?.[1];
    if (quoted === undefined) {
      if (line.trim() === '' && lead.length === 0) continue;
      break;
    }
    if (isPromptLine(quoted)) break;
    lead.push(quoted);
  }
  return lead.join(' ');
}
