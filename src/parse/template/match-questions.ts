import type { Outline } from '../document/outline.js';
import type { SourceText } from '../document/source.js';
import { keyPart } from '../question/label.js';
import { baseKey, type LabelledHeading, type QuestionStart, startAt } from '../question/question-start.js';
import { wordingOf, wordsOf } from '../text/similarity.js';
import { type Candidate, isQuoted, isSame, leadText, minSimilarity, mostSimilar } from './candidates.js';
import type { Template, TemplateQuestion } from './template.js';

/** Minimum similarity without a label, where wording is the only evidence. */
const minSimilarityUnlabelled = 0.75;

/**
 * Decides which of the template's questions each labelled heading begins: the one with its label, if the wording
 * agrees; else the one with its wording; else the one with its label all the same.
 */
export function matchCandidates(
  candidates: readonly Candidate[],
  outline: Outline,
  template: Template,
): readonly QuestionStart[] {
  const open = new Map(template.questions);
  const starts = new Map<Candidate, QuestionStart>();
  const assign = (candidate: Candidate, question: TemplateQuestion, matchedBy: QuestionStart['matchedBy']): void => {
    open.delete(question.key);
    starts.set(candidate, { ...startOf(candidate.headingLine, question), matchedBy });
  };
  const sectionOf = sectionsAbove(candidates, outline, template);
  const rest = (): readonly Candidate[] => candidates.filter((candidate) => !starts.has(candidate));
  for (const candidate of candidates) {
    const { words, expected } = candidate;
    const similar = expected.filter((question) => open.has(question.key) && isSame(words, question, minSimilarity));
    const here = similar.find(({ section }) => section === sectionOf(candidate));
    const best = here ?? mostSimilar(words, similar, minSimilarity);
    if (best) assign(candidate, best, 'number');
  }
  const known = new Map<string, TemplateQuestion | undefined>();
  for (const candidate of rest()) {
    if (candidate.words.length === 0 || open.size === 0) continue;
    const wording = candidate.words.join(' ');
    if (!known.has(wording)) known.set(wording, mostSimilar(candidate.words, open.values(), minSimilarityUnlabelled));
    const question = known.get(wording);
    if (question && open.has(question.key)) assign(candidate, question, 'wording');
  }
  for (const candidate of rest()) {
    const free = candidate.expected.filter(({ key }) => open.has(key));
    const question =
      free.find(({ section }) => section === sectionOf(candidate)) ?? (free.length === 1 ? free[0] : undefined);
    if (question) assign(candidate, question, 'number');
  }
  for (const candidate of rest()) {
    const question = candidate.expected.find(({ key }) => open.has(key));
    if (question) assign(candidate, question, 'number');
  }
  return candidates.map((candidate) => starts.get(candidate) ?? extraQuestion(candidate, template));
}

function startOf(headingLine: LabelledHeading, { key, label, number }: TemplateQuestion): QuestionStart {
  return { ...startAt(headingLine, key), label, number };
}

/** A question that the template does not have, or a duplicate. */
function extraQuestion({ headingLine, expected: [same] }: Candidate, template: Template): QuestionStart {
  if (same) return startOf(headingLine, same);
  const key = baseKey(headingLine.label);
  return startAt(
    headingLine,
    template.questions.has(key) ? `${keyPart(headingLine.label.word) || 'question'}-${key}` : key,
  );
}

/** The template's section of each candidate, by the headings above it. */
function sectionsAbove(
  candidates: readonly Candidate[],
  { headingLines }: Outline,
  { sections, byLabel }: Template,
): (candidate: Candidate) => string | undefined {
  const found = new Map<number, string>();
  // Needed only if numbers restart in every part.
  if ([...byLabel.values()].every((keys) => keys.length === 1)) return () => undefined;
  const titles = new Map(sections.map(({ title, wording }) => [wording, title]));
  const lines = new Set(candidates.map(({ headingLine }) => headingLine.line));
  let section: string | undefined;
  for (const { line, title } of headingLines) {
    if (lines.has(line)) {
      if (section !== undefined) found.set(line, section);
    } else section = titles.get(wordingOf(title)) ?? section;
  }
  return ({ headingLine }) => found.get(headingLine.line);
}

/**
 * Finds the template's questions without a labelled heading, by their wording: under a heading with another text, or
 * without any heading.
 */
export function findByWording(
  source: SourceText,
  outline: Outline,
  starts: readonly QuestionStart[],
  template: Template,
): readonly QuestionStart[] {
  const present = new Set(starts.map(({ key }) => key));
  const missing = new Map([...template.questions].filter(([key]) => !present.has(key)));
  if (missing.size === 0) return starts;
  const headingsUsed = new Set(starts.map(({ line }) => line));
  const found: QuestionStart[] = [];
  const unquoted = !isQuoted(template);
  const { headingLines } = outline;
  let next = 0;
  for (const token of outline.tokens) {
    const isText = token.type === 'blockquote_open' || (unquoted && token.type === 'paragraph_open');
    if (!isText || token.level !== 0 || !token.map) continue;
    const [line] = token.map;
    while (next < headingLines.length && (headingLines[next]?.bodyLine ?? 0) <= line) next += 1;
    const question = mostSimilar(wordsOf(leadText(source, line, unquoted)), missing.values(), minSimilarityUnlabelled);
    if (!question) continue;
    const above = headingLines[next - 1];
    const isHeading =
      above !== undefined &&
      !isSectionTitle(above.title, template) &&
      source.lines.slice(above.bodyLine, line).every((text) => text.trim() === '');
    if (isHeading && headingsUsed.has(above.line)) continue;
    missing.delete(question.key);
    const place = isHeading
      ? { title: above.title, line: above.line, bodyLine: above.bodyLine }
      : { title: '', line, bodyLine: line };
    found.push({ key: question.key, label: question.label, number: question.number, matchedBy: 'wording', ...place });
    if (missing.size === 0) break;
  }
  return [...starts, ...found].sort((a, b) => a.line - b.line);
}

function isSectionTitle(title: string, { sections }: Template): boolean {
  const own = wordingOf(title);
  return sections.some(({ wording }) => wording === own);
}
