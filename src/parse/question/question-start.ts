import { groupBy } from '../../model/group-by.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Landmark } from '../document/landmarks.js';
import type { Outline } from '../document/outline.js';
import { identityOf, keyPart, type QuestionLabel } from './label.js';

/** Where a question begins. */
export interface QuestionStart {
  readonly key: QuestionKey;
  /** As a page shows it. */
  readonly label: string;
  readonly number: number | null;
  /** The heading as written; empty where somebody deleted it. */
  readonly title: string;
  readonly matchedBy: 'number' | 'wording';
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/** A landmark that has a label. */
export interface LabelledLandmark extends Landmark {
  readonly label: QuestionLabel;
}

/** A landmark as the start of the question with a key. */
export function startAt(landmark: LabelledLandmark, key: QuestionKey): QuestionStart {
  const { label, title, line, bodyLine } = landmark;
  return { key, label: label.written, number: label.number, title, matchedBy: 'number', line, bodyLine };
}

/**
 * Gives questions their keys: the number, or the heading's words; with the label where two labels share a number, and with
 * the part where numbers restart in every part.
 *
 * @param landmarks In the order of the source.
 * @param unique For a template, in which every question needs a key of its own. In a report, what stands twice without
 *   restarting is one question given twice.
 */
export function assignKeys(
  landmarks: readonly LabelledLandmark[],
  outline: Outline,
  unique: boolean,
): readonly QuestionKey[] {
  const parts = partsOf(landmarks, outline);
  const words = new Map<string, Set<string>>();
  for (const { label } of landmarks) {
    const base = baseKey(label);
    words.set(base, (words.get(base) ?? new Set()).add(label.word));
  }
  const restarting = restartingIdentities(landmarks, parts);
  const taken = new Set<QuestionKey>();
  return landmarks.map(({ label }, index) => {
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

/** The part that each question is in, from 1: a heading that outranks the questions begins the next. */
function partsOf(starts: readonly LabelledLandmark[], { landmarks }: Outline): readonly number[] {
  const ranks = starts.map(({ level }) => level).filter((level) => level > 0);
  const rank = ranks.length > 0 ? ranks.reduce((a, b) => Math.min(a, b)) : 7;
  const startLines = new Set(starts.map(({ line }) => line));
  let part = 0;
  let begun = true;
  const parts: number[] = [];
  for (const { line, level, form } of landmarks) {
    if (startLines.has(line)) {
      if (begun) part += 1;
      begun = false;
      parts.push(part);
    } else if (form !== 'bold' && level < rank) begun = true;
  }
  return parts;
}

/** Labels that stand once in each of several parts, all of which begin with the same label. */
function restartingIdentities(landmarks: readonly LabelledLandmark[], parts: readonly number[]): ReadonlySet<string> {
  const firstOf = new Map<string, string>();
  for (const [index, { label }] of landmarks.entries()) {
    const place = `${parts[index]} ${label.word}`;
    if (!firstOf.has(place)) firstOf.set(place, label.id);
  }
  const placed = landmarks.map(({ label }, index) => ({ label, part: parts[index] ?? 0 }));
  const restarting = new Set<string>();
  for (const [identity, places] of groupBy(placed, ({ label }) => identityOf(label))) {
    const homes = new Set(places.map(({ part }) => part));
    const firsts = new Set(places.map(({ part, label }) => firstOf.get(`${part} ${label.word}`)));
    if (places.length > 1 && homes.size === places.length && firsts.size === 1) restarting.add(identity);
  }
  return restarting;
}
