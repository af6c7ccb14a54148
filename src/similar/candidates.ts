import type { PreparedAnswer } from './prepare.js';

/**
 * A shingle is common, and no seed, where more than a fifth of the answers to a question have it. In a course's reports
 * `pip install -r requirements` was in five answers of thirteen and `both linting and formatting` in five of thirteen;
 * what people had written themselves, and copied, was in fewer.
 */
const commonShare = 0.2;

/** A text that four groups hand in is told however few groups there are. */
const commonAtLeast = 4;

/** What is in more answers than this has one source, however many groups there are; the bound keeps the time linear. */
const commonAtMost = 20;

/** Shingles that occur more often than this in one answer are how it repeats itself. */
const mostRepeats = 8;

/** Where in an answer its seeds stand: shingles that two answers or more have, but not many, and not what was given. */
export type Seeds = ReadonlyMap<number, readonly number[]>;

/** One side of a comparison. */
export interface Side {
  readonly answer: PreparedAnswer;
  readonly seeds: Seeds;
}

/** Finds the pairs of answers to one question, from different groups, that share at least so many seeds. */
export function findCandidates(
  answers: readonly PreparedAnswer[],
  given: ReadonlySet<number>,
  leastSeeds: number,
): readonly (readonly [Side, Side])[] {
  const holders = sharedBy(answers, given);
  const sides = answers.map((answer): Side => ({ answer, seeds: seedsOf(answer, holders) }));
  return [...countPairs(holders.values(), answers.length)]
    .filter(([, seeds]) => seeds >= leastSeeds)
    .sort(([a], [b]) => a - b)
    .flatMap(([pair]) => {
      const [first, second] = [sides[Math.floor(pair / sides.length)], sides[pair % sides.length]];
      return first && second && first.answer.group !== second.answer.group ? [[first, second] as const] : [];
    });
}

/** For each shingle that may be a seed, the places of the answers that it is in, ascending. */
function sharedBy(
  answers: readonly PreparedAnswer[],
  given: ReadonlySet<number>,
): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>();
  for (const [place, { shingles }] of answers.entries()) {
    for (const shingle of shingles) {
      const places = holders.get(shingle);
      if (!places) holders.set(shingle, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  }
  const written = answers.filter(({ shingles }) => shingles.length > 0).length;
  const limit = Math.min(commonAtMost, Math.max(commonAtLeast, Math.floor(written * commonShare)));
  for (const [shingle, places] of holders)
    if (places.length < 2 || places.length > limit || given.has(shingle)) holders.delete(shingle);
  return holders;
}

/** How many seeds two answers share, by the pair: the place of the first times the number of answers, plus the second's. */
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
