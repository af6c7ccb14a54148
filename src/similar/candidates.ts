import { forEachIn, invertLists, type NumberLists } from './number-lists.js';
import { countedWordsOf, type PreparedAnswer } from './prepare-answer.js';
import { findShared, type SharedShingles } from './shared-shingles.js';

/** A shingle that occurs more often than this within one answer is no seed of it: the answer repeats itself. */
const mostRepeats = 8;

/** Positions of an answer's seeds: shared shingles (see `SharedShingles`) that it does not repeat too often. */
export type Seeds = ReadonlyMap<number, readonly number[]>;

/** An answer with its seeds, and with 1 for each of its words that counts. */
export interface SeededAnswer {
  readonly answer: PreparedAnswer;
  readonly counted: Uint8Array;
  readonly seeds: Seeds;
}

/** Finds the pairs of answers to one question, from different groups, that share at least `leastSeeds` seeds. */
export function findCandidates(
  answers: readonly PreparedAnswer[],
  given: ReadonlySet<number>,
  leastSeeds: number,
): readonly (readonly [SeededAnswer, SeededAnswer])[] {
  const shared = findShared(answers, given);
  const ofAnswers = invertLists(shared.holders, answers.length);
  const sides = new Map<number, SeededAnswer>();
  // Most answers are in no pair, and an answer's seeds take more memory than its words.
  const sideOf = (answer: PreparedAnswer, place: number): SeededAnswer => {
    const side = sides.get(place) ?? seedAnswer(answer, shinglesAt(place, ofAnswers, shared));
    sides.set(place, side);
    return side;
  };
  const count = openCounter(ofAnswers, shared);
  return answers.flatMap((answer, place) =>
    count(place, leastSeeds).flatMap((later) => {
      const other = answers[later];
      return other && other.group !== answer.group ? [[sideOf(answer, place), sideOf(other, later)] as const] : [];
    }),
  );
}

function shinglesAt(place: number, ofAnswers: NumberLists, { shingles }: SharedShingles): ReadonlySet<number> {
  const own = new Set<number>();
  forEachIn(ofAnswers, place, (index) => own.add(shingles[index] ?? 0));
  return own;
}

/** Makes the function that lists the answers after one, ascending, that have so many shared shingles in common with it. */
function openCounter(
  ofAnswers: NumberLists,
  { holders }: SharedShingles,
): (place: number, least: number) => readonly number[] {
  const common = new Uint32Array(ofAnswers.starts.length);
  return (place, least) => {
    const met: number[] = [];
    forEachIn(ofAnswers, place, (index) =>
      forEachIn(holders, index, (other) => {
        if (other <= place) return;
        if (common[other] === 0) met.push(other);
        common[other] = (common[other] ?? 0) + 1;
      }),
    );
    const enough = met.filter((other) => (common[other] ?? 0) >= least);
    for (const other of met) common[other] = 0;
    return enough.sort((a, b) => a - b);
  };
}

function seedAnswer(answer: PreparedAnswer, shared: ReadonlySet<number>): SeededAnswer {
  const seeds = new Map<number, number[]>();
  for (const [at, shingle] of answer.shingles.entries()) {
    if (!shared.has(shingle)) continue;
    const places = seeds.get(shingle);
    if (places) places.push(at);
    else seeds.set(shingle, [at]);
  }
  for (const [shingle, places] of seeds) if (places.length > mostRepeats) seeds.delete(shingle);
  return { answer, counted: countedWordsOf(answer), seeds };
}
