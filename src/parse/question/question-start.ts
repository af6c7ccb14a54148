import { groupBy } from '../../model/group-by.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { HeadingLine } from '../document/heading-lines.js';
import type { Outline } from '../document/outline.js';
import { identityOf, keyPart, type QuestionLabel } from './label.js';

/** The start of a question. */
export interface QuestionStart {
  readonly key: QuestionKey;
  /** The label as shown on pages. */
  readonly label: string;
  readonly number: number | null;
  /** The heading as written; empty if it was deleted. */
  readonly title: string;
  readonly matchedBy: 'number' | 'wording';
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/** A heading line with a label. */
export interface LabelledHeading extends HeadingLine {
  readonly label: QuestionLabel;
}

/** The start of the question with a key at a heading line. */
export function startAt(headingLine: LabelledHeading, key: QuestionKey): QuestionStart {
  const { label, title, line, bodyLine } = headingLine;
  return { key, label: label.written, number: label.number, title, matchedBy: 'number', line, bodyLine };
}

/**
 * Assigns keys to questions: the number, or the heading's words; with the label's word as prefix if two words share a
 * number, and with the part as prefix if numbers restart in every part.
 *
 * @param headingLines In the order of the source.
 * @param unique For a template, in which every question needs its own key. In a report, a duplicate without restarting
 *   numbers is the same question twice.
 */
export function assignKeys(
  headingLines: readonly LabelledHeading[],
  outline: Outline,
  unique: boolean,
): readonly QuestionKey[] {
  const parts = partsOf(headingLines, outline);
  const words = new Map<string, Set<string>>();
  for (const { label } of headingLines) {
    const base = baseKey(label);
    words.set(base, (words.get(base) ?? new Set()).add(label.word));
  }
  const restarting = restartingIdentities(headingLines, parts);
  const taken = new Set<QuestionKey>();
  return headingLines.map(({ label }, index) => {
    const base = baseKey(label);
    const sharesNumber = (words.get(base)?.size ?? 0) > 1;
    const own = sharesNumber && label.word !== '' ? `${keyPart(label.word)}-${base}` : base;
    const key = restarting.has(identityOf(label)) ? `part-${parts[index]}-${own}` : own;
    let free = key;
    for (let copy = 2; unique && taken.has(free); copy += 1) free = `${key}-${copy}`;
    taken.add(free);
    return free;
  });
}

/** The key of a question by its label alone. */
export function baseKey(label: QuestionLabel): string {
  return /^[\da-z.]+$/.test(label.id) ? label.id : keyPart(label.written) || 'question';
}

/** The part of each question, from 1: a heading with a higher level than the questions begins the next part. */
function partsOf(starts: readonly LabelledHeading[], { headingLines }: Outline): readonly number[] {
  const ranks = starts.map(({ level }) => level).filter((level) => level > 0);
  const rank = ranks.length > 0 ? ranks.reduce((a, b) => Math.min(a, b)) : 7;
  const startLines = new Set(starts.map(({ line }) => line));
  let part = 0;
  let isNewPart = true;
  const parts: number[] = [];
  for (const { line, level, form } of headingLines) {
    if (startLines.has(line)) {
      if (isNewPart) part += 1;
      isNewPart = false;
      parts.push(part);
    } else if (form !== 'bold' && level < rank) isNewPart = true;
  }
  return parts;
}

/** Labels that occur once in each of several parts, if all parts begin with the same label. */
function restartingIdentities(headingLines: readonly LabelledHeading[], parts: readonly number[]): ReadonlySet<string> {
  const firstOf = new Map<string, string>();
  for (const [index, { label }] of headingLines.entries()) {
    const place = `${parts[index]} ${label.word}`;
    if (!firstOf.has(place)) firstOf.set(place, label.id);
  }
  const withPart = headingLines.map(({ label }, index) => ({ label, part: parts[index] ?? 0 }));
  const restarting = new Set<string>();
  for (const [identity, occurrences] of groupBy(withPart, ({ label }) => identityOf(label))) {
    const differentParts = new Set(occurrences.map(({ part }) => part));
    const firstLabels = new Set(occurrences.map(({ part, label }) => firstOf.get(`${part} ${label.word}`)));
    if (occurrences.length > 1 && differentParts.size === occurrences.length && firstLabels.size === 1)
      restarting.add(identity);
  }
  return restarting;
}
