import type { PreparedAnswer } from './prepare-answer.js';

/**
 * Share of the answers to a question above which a shingle is common and no longer a seed. In the reports of one course
 * `pip install -r requirements` and `both linting and formatting` each occurred in five of thirteen answers; copied
 * prose occurred in fewer.
 */
const commonShare = 0.2;

/** A shingle in at most this many answers is a seed however few groups there are. */
const commonAtLeast = 4;

/** A shingle in more answers than this is common however many groups there are. The bound keeps the number of pairs linear. */
const commonAtMost = 20;

/** A shingle that occurs more often than this within one answer is no seed of it: the answer repeats itself. */
const mostRepeats = 8;

/** Positions of an answer's seeds: shingles that some other answers have, that are not common, and that were not given. */
export type Seeds = ReadonlyMap<number, readonly number[]>;

/** An answer with its seeds. */
export interface SeededAnswer {
  readonly answer: PreparedAnswer;
  readonly seeds: Seeds;
}

/** Finds the pairs of answers to one question, from different groups, that share at least `leastSeeds` seeds. */
export function findCandidates(
  answers: readonly PreparedAnswer[],
  given: ReadonlySet<number>,
  leastSeeds: number,
): readonly (readonly [SeededAnswer, SeededAnswer])[] {
  const holders = sharedBy(answers, given);
  const sides = answers.map((answer): SeededAnswer => ({ answer, seeds: seedsOf(answer, holders) }));
  return [...countPairs(holders.values(), answers.length)]
    .filter(([, seeds]) => seeds >= leastSeeds)
    .sort(([a], [b]) => a - b)
    .flatMap(([pair]) => {
      const [first, second] = [sides[Math.floor(pair / sides.length)], sides[pair % sides.length]];
      return first && second && first.answer.group !== second.answer.group ? [[first, second] as const] : [];
    });
}

/** For each shingle that may be a seed, the indexes of the answers that contain it, ascending. */
function sharedBy(
  answers: readonly PreparedAnswer[],
  given: ReadonlySet<number>,
): ReadonlyMap<number, readonly number[]> {
  const written = answers.filter(({ shingles }) => shingles.length > 0).length;
  const limit = Math.min(commonAtMost, Math.max(commonAtLeast, Math.floor(written * commonShare)));
  const holders = new Map<number, readonly number[]>();
  const occurrences = sortedOccurrences(answers);
  for (let at = 0; at < occurrences.length; ) {
    const shingle = Math.floor((occurrences[at] ?? 0) / answers.length);
    const places: number[] = [];
    for (const next = (shingle + 1) * answers.length; ; at += 1) {
      const occurrence = occurrences[at] ?? next;
      if (occurrence >= next) break;
      const place = occurrence - shingle * answers.length;
      if (places.at(-1) !== place) places.push(place);
    }
    if (places.length >= 2 && places.length <= limit && !given.has(shingle)) holders.set(shingle, places);
  }
  return holders;
}

/**
 * Every occurrence of a shingle in an answer, as `shingle * number of answers + index of the answer`, ascending: exact
 * for fewer than 2²³ answers, because a shingle has 30 bits. Most shingles are in one answer alone, and a map with a list
 * for each would take several times the memory of one array.
 */
function sortedOccurrences(answers: readonly PreparedAnswer[]): Float64Array {
  const occurrences = new Float64Array(answers.reduce((sum, { shingles }) => sum + shingles.length, 0));
  let at = 0;
  for (const [place, { shingles }] of answers.entries())
    for (const shingle of shingles) {
      occurrences[at] = shingle * answers.length + place;
      at += 1;
    }
  return occurrences.sort();
}

/** Seeds shared by each pair of answers. The key of a pair is `first index * number of answers + second index`. */
function countPairs(holders: Iterable<readonly number[]>, answers: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const places of holders) {
    for (const [index, first] of places.entries()) {
      for (const second of places.slice(index + 1)) {
        const pair = first * answers + second;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function seedsOf({ shingles }: PreparedAnswer, holders: ReadonlyMap<number, readonly number[]>): Seeds {
  const seeds = new Map<number, number[]>();
  for (const [at, shingle] of shingles.entries()) {
    if (!holders.has(shingle)) continue;
    const places = seeds.get(shingle);
    if (places) places.push(at);
    else seeds.set(shingle, [at]);
  }
  for (const [shingle, places] of seeds) if (places.length > mostRepeats) seeds.delete(shingle);
  return seeds;
}
