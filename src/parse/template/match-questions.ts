import type { QuestionKey } from '../../model/question-key.js';
import type { Outline } from '../document/outline.js';
import type { SourceText } from '../document/source.js';
import { identityOf, keyPart } from '../question/label.js';
import { isPromptLine } from '../question/prompt.js';
import { baseKey, type LabelledLandmark, type QuestionStart, startAt } from '../question/question-start.js';
import { similarity, wordingOf, wordsOf } from '../text/similarity.js';
import type { Template, TemplateQuestion } from './template.js';

/** How alike two wordings must be for the same question; editions of one course reword more than that. */
const sameWording = 0.6;
/** Without a label to go by, the wording must leave less doubt. */
const wordingAlone = 0.75;

/** A labelled heading of a report with what stands below it. */
export interface Candidate {
  readonly landmark: LabelledLandmark;
  /** The words that may be its prompt; none where no prompt can be told from an answer. */
  readonly words: readonly string[];
  /** The template's questions of the same label. */
  readonly expected: readonly TemplateQuestion[];
}

/** Looks up what a report's labelled headings are in a template. */
export function readCandidates(
  landmarks: readonly LabelledLandmark[],
  template: Template,
  wordsBelow: ReadLead,
): readonly Candidate[] {
  const plain = !isQuoted(template);
  return landmarks.map((landmark) => ({
    landmark,
    words: wordsBelow(landmark.bodyLine, plain),
    expected: (template.byLabel.get(identityOf(landmark.label)) ?? []).flatMap(
      (key) => template.questions.get(key) ?? [],
    ),
  }));
}

/** Reads the words that may be the prompt below a line; `plain` where they need no quotation marks. */
export type ReadLead = (bodyLine: number, plain: boolean) => readonly string[];

/** Reads the words below each line of a document once, for however many templates. */
export function leadReader(source: SourceText): ReadLead {
  const known = new Map<string, readonly string[]>();
  return (bodyLine, plain) => {
    const name = `${bodyLine} ${plain}`;
    const words = known.get(name) ?? wordsOf(leadingText(source, bodyLine, plain));
    known.set(name, words);
    return words;
  };
}

function isQuoted({ questions }: Template): boolean {
  return [...questions.values()].some(({ quoted }) => quoted);
}

/** How far a report's questions are those of a template. */
export interface Agreement {
  /** Questions whose label and wording agree, and questions that could be compared. */
  readonly agreeing: number;
  readonly compared: number;
}

/** Compares the questions that carry a prompt with the template's of the same label. */
export function compare(candidates: readonly Candidate[], template: Template): Agreement {
  const comparable = comparableOf(candidates, template);
  const agreeing = comparable.filter(hasOwnWording).length;
  return { agreeing: agreeing + copied(candidates, template), compared: comparable.length };
}

function hasOwnWording({ words, expected }: Candidate): boolean {
  return expected.some((question) => isSame(words, question, sameWording));
}

/** Without quotations, what resembles no prompt is an answer. */
function comparableOf(candidates: readonly Candidate[], template: Template): readonly Candidate[] {
  const prompted = candidates.filter(({ words }) => words.length > 0);
  if (isQuoted(template)) return prompted;
  const find = wordingFinder(template);
  return prompted.filter((candidate) => hasOwnWording(candidate) || find(candidate.words) !== undefined);
}

/** Finds the template's question of some wording, once for each wording. */
function wordingFinder({ questions }: Template): (words: readonly string[]) => TemplateQuestion | undefined {
  const found = new Map<string, TemplateQuestion | undefined>();
  return (words) => {
    const wording = words.join(' ');
    if (!found.has(wording)) found.set(wording, mostAlike(words, questions.values(), sameWording));
    return found.get(wording);
  };
}

/**
 * Whether a report holds a template's questions under other labels.
 *
 * @returns The share of the report's prompts that the template has, and of the template's questions that the report holds.
 */
export function compareWordings(
  candidates: readonly Candidate[],
  template: Template,
): { readonly worded: number; readonly held: number } {
  const comparable = comparableOf(candidates, template);
  const find = wordingFinder(template);
  const held = new Set<QuestionKey>();
  for (const { words, expected } of candidates) if (words.length === 0) for (const { key } of expected) held.add(key);
  let worded = 0;
  for (const { words, expected } of comparable) {
    const question = expected.find((own) => isSame(words, own, sameWording)) ?? find(words);
    if (!question) continue;
    held.add(question.key);
    worded += 1;
  }
  return {
    worded: worded / Math.max(1, comparable.length),
    held: held.size / Math.max(1, template.questions.size),
  };
}

/** Questions under a label copied from another and not renumbered: their wording says which question they are. */
function copied(candidates: readonly Candidate[], template: Template): number {
  const counts = new Map<string, number>();
  for (const { landmark } of candidates) {
    const identity = identityOf(landmark.label);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  const absent = [...template.byLabel].flatMap(([identity, keys]) =>
    counts.has(identity) ? [] : keys.flatMap((key) => template.questions.get(key) ?? []),
  );
  return candidates.filter(
    ({ landmark, words, expected }) =>
      (counts.get(identityOf(landmark.label)) ?? 0) > 1 &&
      words.length > 0 &&
      !hasOwnWording({ landmark, words, expected }) &&
      absent.some((question) => isSame(words, question, sameWording)),
  ).length;
}

/** What stands below a heading may run on into the answer where no quotation mark ends the prompt. */
function isSame(words: readonly string[], question: TemplateQuestion, least: number): boolean {
  return scoreOf(words, question) >= least;
}

function scoreOf(words: readonly string[], question: TemplateQuestion): number {
  if (question.words.length === 0) return 0;
  const own = question.quoted ? words : words.slice(0, question.words.length);
  return similarity(own, question.words);
}

function mostAlike(
  words: readonly string[],
  questions: Iterable<TemplateQuestion>,
  least: number,
): TemplateQuestion | undefined {
  let best: { readonly question: TemplateQuestion; readonly score: number } | undefined;
  for (const question of questions) {
    const score = words.length === 0 ? 0 : scoreOf(words, question);
    if (score >= least && score > (best?.score ?? 0)) best = { question, score };
  }
  return best?.question;
}

/**
 * Decides which of a template's questions each labelled heading begins: the one of its label, if the wording agrees; else
 * the one that its wording is; else the one of its label all the same.
 */
export function matchCandidates(
  candidates: readonly Candidate[],
  outline: Outline,
  template: Template,
): readonly QuestionStart[] {
  const open = new Map(template.questions);
  const starts = new Map<Candidate, QuestionStart>();
  const claim = (candidate: Candidate, question: TemplateQuestion, matchedBy: QuestionStart['matchedBy']): void => {
    open.delete(question.key);
    starts.set(candidate, { ...startOf(candidate.landmark, question), matchedBy });
  };
  const sectionOf = sectionsAbove(candidates, outline, template);
  const rest = (): readonly Candidate[] => candidates.filter((candidate) => !starts.has(candidate));
  for (const candidate of candidates) {
    const { words, expected } = candidate;
    const alike = expected.filter((question) => open.has(question.key) && isSame(words, question, sameWording));
    const here = alike.find(({ section }) => section === sectionOf(candidate));
    const best = here ?? mostAlike(words, alike, sameWording);
    if (best) claim(candidate, best, 'number');
  }
  const known = new Map<string, TemplateQuestion | undefined>();
  for (const candidate of rest()) {
    if (candidate.words.length === 0 || open.size === 0) continue;
    const wording = candidate.words.join(' ');
    if (!known.has(wording)) known.set(wording, mostAlike(candidate.words, open.values(), wordingAlone));
    const question = known.get(wording);
    if (question && open.has(question.key)) claim(candidate, question, 'wording');
  }
  for (const candidate of rest()) {
    const free = candidate.expected.filter(({ key }) => open.has(key));
    const question =
      free.find(({ section }) => section === sectionOf(candidate)) ?? (free.length === 1 ? free[0] : undefined);
    if (question) claim(candidate, question, 'number');
  }
  for (const candidate of rest()) {
    const question = candidate.expected.find(({ key }) => open.has(key));
    if (question) claim(candidate, question, 'number');
  }
  return candidates.map((candidate) => starts.get(candidate) ?? surplus(candidate, template));
}

function startOf(landmark: LabelledLandmark, { key, label, number }: TemplateQuestion): QuestionStart {
  return { ...startAt(landmark, key), label, number };
}

/** A question that the template does not have, or that the report has once more. */
function surplus({ landmark, expected: [same] }: Candidate, template: Template): QuestionStart {
  if (same) return startOf(landmark, same);
  const key = baseKey(landmark.label);
  return startAt(landmark, template.questions.has(key) ? `${keyPart(landmark.label.word) || 'question'}-${key}` : key);
}

/** The template's section that each candidate stands in, as far as headings above it tell. */
function sectionsAbove(
  candidates: readonly Candidate[],
  { landmarks }: Outline,
  { sections, byLabel }: Template,
): (candidate: Candidate) => string | undefined {
  const found = new Map<number, string>();
  // Only where numbers restart does anybody ask.
  if ([...byLabel.values()].every((keys) => keys.length === 1)) return () => undefined;
  const titles = new Map(sections.map(({ title, wording }) => [wording, title]));
  const lines = new Set(candidates.map(({ landmark }) => landmark.line));
  let section: string | undefined;
  for (const { line, title } of landmarks) {
    if (lines.has(line)) {
      if (section !== undefined) found.set(line, section);
    } else section = titles.get(wordingOf(title)) ?? section;
  }
  return ({ landmark }) => found.get(landmark.line);
}

/**
 * Finds the template's questions that no heading labels, by their wording: under a heading that says something else, or
 * without any heading.
 */
export function findByWording(
  source: SourceText,
  outline: Outline,
  starts: readonly QuestionStart[],
  template: Template,
): readonly QuestionStart[] {
  const held = new Set(starts.map(({ key }) => key));
  const missing = new Map([...template.questions].filter(([key]) => !held.has(key)));
  if (missing.size === 0) return starts;
  const headed = new Set(starts.map(({ line }) => line));
  const found: QuestionStart[] = [];
  const unquoted = !isQuoted(template);
  const { landmarks } = outline;
  let next = 0;
  for (const token of outline.tokens) {
    const isText = token.type === 'blockquote_open' || (unquoted && token.type === 'paragraph_open');
    if (!isText || token.level !== 0 || !token.map) continue;
    const [line] = token.map;
    while (next < landmarks.length && (landmarks[next]?.bodyLine ?? 0) <= line) next += 1;
    const question = mostAlike(wordsOf(leadingText(source, line, unquoted)), missing.values(), wordingAlone);
    if (!question) continue;
    const above = landmarks[next - 1];
    const isHeading =
      above !== undefined &&
      !isSectionTitle(above.title, template) &&
      source.lines.slice(above.bodyLine, line).every((text) => text.trim() === '');
    if (isHeading && headed.has(above.line)) continue;
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

/** Lines at the head of a question that may be its prompt: more are no one's. */
const longestLead = 60;

/**
 * The question itself: the first quoted lines from a line on, up to the length line, the example or the marker.
 *
 * @param plain Whether the first lines may be a prompt without quotation marks.
 */
export function leadingText(source: SourceText, from: number, plain = false): string {
  const lead: string[] = [];
  let quotes: boolean | undefined;
  const end = Math.min(source.lines.length, from + longestLead);
  for (let index = from; index < end; index += 1) {
    const line = source.lines[index] ?? '';
    const quoted = /^ {0,3}> ?(.*)$/.exec(line)?.[1];
    if (line.trim() === '') {
      if (lead.length === 0 || quotes === false) continue;
      break;
    }
    quotes ??= quoted !== undefined;
    const text = quoted ?? (plain && !quotes ? line : undefined);
    if (text === undefined || /^ {0,3}#/.test(text) || isPromptLine(text)) break;
    lead.push(text);
  }
  return lead.join(' ');
}
