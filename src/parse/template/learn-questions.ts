/** Which headings of a template are questions, and what tells them from its other headings. */
import { groupBy } from '../../model/group-by.js';
import type { Landmark } from '../document/landmarks.js';
import { type Document, type Outline, readOutline } from '../document/outline.js';
import { linesBetween, type SourceText } from '../document/source.js';
import { statesLimit } from '../limits/limits.js';
import { identityOf, type Labels, type QuestionLabel, readAnyLabel, titleLabel } from '../question/label.js';
import { readMarker } from '../question/prompt.js';
import { assignKeys, type LabelledLandmark, type QuestionStart, startAt } from '../question/question-start.js';
import { type BodyBlock, bodyBlocks, isAnswerPlace, sharedPlaceholders } from './answer-place.js';

/** What was learned of a template. */
export interface Learned {
  readonly starts: readonly QuestionStart[];
  /** The label of each start, in their order. */
  readonly startLabels: readonly QuestionLabel[];
  readonly labels: Labels;
  /** What stands at the end of several questions, where their answers belong. */
  readonly shared: ReadonlySet<string>;
  readonly outline: Outline;
}

/** A heading with what speaks for its being a question. */
interface Heading {
  readonly landmark: Landmark;
  readonly label: QuestionLabel | undefined;
  /** Ends with a place for an answer. */
  readonly place: boolean;
  /** Has a quotation, a limit or an answer marker below it. */
  readonly asks: boolean;
  /** Has any text below it that is no checklist. */
  readonly text: boolean;
  readonly checklist: boolean;
  readonly wonders: boolean;
}

/**
 * Finds the questions of a template.
 *
 * A label that numbers is a question's where most headings with its word have a prompt or a place for an answer below
 * them; a heading without a number, where it has such a place itself, or, in a template that numbers nothing, anything
 * that asks. A heading over such headings is a question only if it has a place for an answer of its own.
 */
export function learnQuestions(document: Document): Learned {
  const outline = readOutline(document);
  const { headings, shared } = readHeadings(document.source, outline);
  const groups = groupHeadings(headings);
  const single = headings.filter((heading) => !groups.has(heading) || heading.place);
  const words = learnWords(single);
  const numbered = single.filter(({ label }) => label && words.has(label.word));
  const titled = learnTitles(single, words);
  const chosen = new Set([...numbered, ...titled]);
  const starts = headings.flatMap((heading): readonly LabelledLandmark[] => {
    if (!chosen.has(heading)) return [];
    const { landmark, label } = heading;
    const own = label && words.has(label.word) ? label : titleLabel(landmark.title);
    return [{ ...landmark, label: own }];
  });
  const keys = assignKeys(starts, outline, true);
  const own = new Set(starts.map(({ label }) => identityOf(label)));
  const others = headings.flatMap(({ label }) => (label && !own.has(identityOf(label)) ? [identityOf(label)] : []));
  return {
    starts: starts.map((landmark, index) => startAt(landmark, keys[index] ?? '')),
    startLabels: starts.map(({ label }) => label),
    labels: {
      words,
      titles: new Set(titled.map(({ landmark }) => titleLabel(landmark.title).id)),
      groups: new Set(others),
    },
    shared,
    outline,
  };
}

function readHeadings(
  source: SourceText,
  { landmarks }: Outline,
): { readonly headings: readonly Heading[]; readonly shared: ReadonlySet<string> } {
  const title = landmarks.find(({ level }) => level === 1);
  const isTitle = (landmark: Landmark): boolean => landmark === title && landmarks.length > 1;
  const bodies = landmarks.map(({ bodyLine }, index) =>
    bodyBlocks(linesBetween(source, bodyLine, landmarks[index + 1]?.line ?? source.lines.length)),
  );
  const shared = sharedPlaceholders(bodies);
  const headings = landmarks.flatMap((landmark, index): readonly Heading[] => {
    const label = readAnyLabel(landmark.title);
    // Dashes under a line are a heading that nobody meant, unless the line is a label.
    if ((!label && (isTitle(landmark) || landmark.form !== 'atx')) || landmark.title === '') return [];
    return [readHeading(landmark, label, bodies[index] ?? [], shared)];
  });
  return { headings, shared };
}

const taskItem = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]\s/m;

function readHeading(
  landmark: Landmark,
  label: QuestionLabel | undefined,
  body: readonly BodyBlock[],
  shared: ReadonlySet<string>,
): Heading {
  const last = body.at(-1);
  const isChecklist = body.some(({ type, text }) => type === 'bullet_list_open' && taskItem.test(text));
  const text = body.map((block) => block.text).join('\n\n');
  return {
    landmark,
    label,
    place: last !== undefined && !isChecklist && isAnswerPlace(last, shared, body.length === 1),
    asks: !isChecklist && (body[0]?.type === 'blockquote_open' || hasMarker(text) || statesLimit(text)),
    text: !isChecklist && text !== '',
    checklist: isChecklist,
    wonders: !isChecklist && /[?？]/.test(text),
  };
}

function hasMarker(text: string): boolean {
  return text.split('\n').some((line) => readMarker(line.replace(/^\s*>\s?/, '')) !== undefined);
}

/** Headings with a heading below them that has more to say for being a question. */
function groupHeadings(headings: readonly Heading[]): ReadonlySet<Heading> {
  const groups = new Set<Heading>();
  const open: Heading[] = [];
  for (const heading of headings) {
    const level = heading.landmark.level || 7;
    while (open.length > 0 && (open.at(-1)?.landmark.level || 7) >= level) open.pop();
    if (heading.place || heading.asks) for (const above of open) groups.add(above);
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
  const evident = [...byWord].filter(([, all]) => {
    const asking = all.filter(({ place, asks }) => place || asks).length;
    return asking > 0 && asking >= all.length / 2;
  });
  if (evident.length > 0) return new Set(evident.map(([word]) => word));
  if (headings.some(({ place }) => place)) return new Set();
  // Nothing marks a prompt or a place: the word that most headings with text have, or else most headings.
  const weight = (all: readonly Heading[]): number =>
    all.filter(({ text }) => text).length * headings.length + all.length;
  const [most] = [...byWord].sort((a, b) => weight(b[1]) - weight(a[1]));
  return new Set(most ? [most[0]] : []);
}

/** Headings without a number, as far as they are questions. */
function learnTitles(headings: readonly Heading[], words: ReadonlySet<string>): readonly Heading[] {
  const plain = headings.filter(({ label, landmark }) => (!label || !words.has(label.word)) && landmark.level > 0);
  const withPlace = plain.filter(({ place }) => place);
  if (words.size > 0) return withPlace;
  const withLimit = plain.filter(({ place, asks }) => place || asks);
  return withLimit.length > 0 ? withLimit : plain.filter(({ wonders }) => wonders);
}
