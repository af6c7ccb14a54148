/** Decides which headings of a template are questions, and what distinguishes them from its other headings. */
import { groupBy } from '../../model/group-by.js';
import type { HeadingLine } from '../document/heading-lines.js';
import { type Document, type Outline, readOutline } from '../document/outline.js';
import { linesBetween, type SourceText } from '../document/source.js';
import { statesLimit } from '../limits/limits.js';
import { identityOf, type Labels, type QuestionLabel, readAnyLabel, titleLabel } from '../question/label.js';
import { readMarker } from '../question/prompt.js';
import { assignKeys, type LabelledHeading, type QuestionStart, startAt } from '../question/question-start.js';
import { type BodyBlock, bodyBlocks, isAnswerField, sharedPlaceholders } from './answer-field.js';

/** The questions of a template and what identifies them. */
export interface LearnedTemplate {
  readonly starts: readonly QuestionStart[];
  /** The label of each start, in their order. */
  readonly startLabels: readonly QuestionLabel[];
  readonly labels: Labels;
  /** Texts at the end of several questions, in the place of answers. */
  readonly shared: ReadonlySet<string>;
  readonly outline: Outline;
}

/** A heading with the evidence for being a question. */
interface Heading {
  readonly headingLine: HeadingLine;
  readonly label: QuestionLabel | undefined;
  /** Ends with an answer field. */
  readonly hasField: boolean;
  /** Has a blockquote, a limit or an answer marker below it. */
  readonly hasPrompt: boolean;
  /** Has any text below it other than a checklist. */
  readonly text: boolean;
  readonly checklist: boolean;
  readonly hasQuestionMark: boolean;
}

/**
 * Finds the questions of a template.
 *
 * A numbered label belongs to a question if most headings with its word have a prompt or an answer field below them. A
 * heading without a number is a question if it has an answer field itself, or, in a template without numbers, any
 * prompt. A heading above such headings is a question only if it has an answer field of its own.
 */
export function learnQuestions(document: Document): LearnedTemplate {
  const outline = readOutline(document);
  const { headings, shared } = readHeadings(document.source, outline);
  const groups = groupHeadings(headings);
  const single = headings.filter((heading) => !groups.has(heading) || heading.hasField);
  const words = learnWords(single);
  const numbered = single.filter(({ label }) => label && words.has(label.word));
  const titled = learnTitles(single, words);
  const chosen = new Set([...numbered, ...titled]);
  const starts = headings.flatMap((heading): readonly LabelledHeading[] => {
    if (!chosen.has(heading)) return [];
    const { headingLine, label } = heading;
    const own = label && words.has(label.word) ? label : titleLabel(headingLine.title);
    return [{ ...headingLine, label: own }];
  });
  const keys = assignKeys(starts, outline, true);
  const own = new Set(starts.map(({ label }) => identityOf(label)));
  const others = headings.flatMap(({ label }) => (label && !own.has(identityOf(label)) ? [identityOf(label)] : []));
  return {
    starts: starts.map((headingLine, index) => startAt(headingLine, keys[index] ?? '')),
    startLabels: starts.map(({ label }) => label),
    labels: {
      words,
      titles: new Set(titled.map(({ headingLine }) => titleLabel(headingLine.title).id)),
      groups: new Set(others),
    },
    shared,
    outline,
  };
}

function readHeadings(
  source: SourceText,
  { headingLines }: Outline,
): { readonly headings: readonly Heading[]; readonly shared: ReadonlySet<string> } {
  const title = headingLines.find(({ level }) => level === 1);
  const isTitle = (headingLine: HeadingLine): boolean => headingLine === title && headingLines.length > 1;
  const bodies = headingLines.map(({ bodyLine }, index) =>
    bodyBlocks(linesBetween(source, bodyLine, headingLines[index + 1]?.line ?? source.lines.length)),
  );
  const shared = sharedPlaceholders(bodies);
  const headings = headingLines.flatMap((headingLine, index): readonly Heading[] => {
    const label = readAnyLabel(headingLine.title);
    // A setext heading is unintended, unless its text is a label.
    if ((!label && (isTitle(headingLine) || headingLine.form !== 'atx')) || headingLine.title === '') return [];
    return [readHeading(headingLine, label, bodies[index] ?? [], shared)];
  });
  return { headings, shared };
}

const taskItem = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]\s/m;

function readHeading(
  headingLine: HeadingLine,
  label: QuestionLabel | undefined,
  body: readonly BodyBlock[],
  shared: ReadonlySet<string>,
): Heading {
  const last = body.at(-1);
  const isChecklist = body.some(({ type, text }) => type === 'bullet_list_open' && taskItem.test(text));
  const text = body.map((block) => block.text).join('\n\n');
  return {
    headingLine,
    label,
    hasField: last !== undefined && !isChecklist && isAnswerField(last, shared, body.length === 1),
    hasPrompt: !isChecklist && (body[0]?.type === 'blockquote_open' || hasMarker(text) || statesLimit(text)),
    text: !isChecklist && text !== '',
    checklist: isChecklist,
    hasQuestionMark: !isChecklist && /[?？]/.test(text),
  };
}

function hasMarker(text: string): boolean {
  return text.split('\n').some((line) => readMarker(line.replace(/^\s*>\s?/, '')) !== undefined);
}

/** Headings that only group others: a heading below them has an answer field or a prompt. */
function groupHeadings(headings: readonly Heading[]): ReadonlySet<Heading> {
  const groups = new Set<Heading>();
  const open: Heading[] = [];
  for (const heading of headings) {
    const level = heading.headingLine.level || 7;
    while (open.length > 0 && (open.at(-1)?.headingLine.level || 7) >= level) open.pop();
    if (heading.hasField || heading.hasPrompt) for (const above of open) groups.add(above);
    open.push(heading);
  }
  return groups;
}

function learnWords(headings: readonly Heading[]): ReadonlySet<string> {
  const byWord = groupBy(
    headings.flatMap((heading) =>
      heading.label && !heading.checklist ? [{ ...heading, word: heading.label.word }] : [],
    ),
    ({ word }) => word,
  );
  const likely = [...byWord].filter(([, all]) => {
    const asking = all.filter(({ hasField, hasPrompt }) => hasField || hasPrompt).length;
    return asking > 0 && asking >= all.length / 2;
  });
  if (likely.length > 0) return new Set(likely.map(([word]) => word));
  if (headings.some(({ hasField }) => hasField)) return new Set();
  // Without prompts and answer fields: the word with most headings that have text, or else with most headings.
  const rankOf = (all: readonly Heading[]): number =>
    all.filter(({ text }) => text).length * headings.length + all.length;
  const [most] = [...byWord].sort((a, b) => rankOf(b[1]) - rankOf(a[1]));
  return new Set(most ? [most[0]] : []);
}

/** Headings without a number that are questions. */
function learnTitles(headings: readonly Heading[], words: ReadonlySet<string>): readonly Heading[] {
  const plain = headings.filter(
    ({ label, headingLine }) => (!label || !words.has(label.word)) && headingLine.level > 0,
  );
  const withPlace = plain.filter(({ hasField }) => hasField);
  if (words.size > 0) return withPlace;
  const withLimit = plain.filter(({ hasField, hasPrompt }) => hasField || hasPrompt);
  return withLimit.length > 0 ? withLimit : plain.filter(({ hasQuestionMark }) => hasQuestionMark);
}
