import { findCandidates } from './candidates.js';
import { comparePair } from './compare-pair.js';
import { passageWords } from './passages.js';
import { prepareAnswer } from './prepare-answer.js';
import { shinglesOf, shingleWords } from './shingles.js';
import type { FoundPair, GroupAnswer, SimilarInput, SimilarPair } from './types.js';
import { Vocabulary } from './words.js';

/** Fewest seeds of a passage: each of its words that count is in a seed, and a seed has `shingleWords` words. */
const seedsOfPassage = Math.ceil(passageWords / shingleWords);

/**
 * Prepares the comparison of answers.
 *
 * @param given Text that every group was given; see `SimilarInput`.
 * @returns a function that finds the pairs among the answers to one question, in their order. What it finds depends on
 * these answers and the given texts alone.
 */
export function openComparison(given: readonly string[]): (answers: readonly GroupAnswer[]) => readonly FoundPair[] {
  const ofGivenTexts = new Vocabulary();
  const shingles = new Set<number>();
  for (const text of given) for (const shingle of shinglesOf(ofGivenTexts.read(text).ids)) shingles.add(shingle);
  return (answers) => {
    const vocabulary = new Vocabulary(ofGivenTexts);
    const prepared = [...answers].sort(inOrder).map((answer) => prepareAnswer(answer, vocabulary));
    const candidates = findCandidates(prepared, shingles, seedsOfPassage);
    return candidates.flatMap(([a, b]) => comparePair(a, b) ?? []);
  };
}

/**
 * Finds the pairs of answers to the same question, in different groups, that share long passages; those that share
 * most come first. It shows where to look and does not judge why two texts are alike.
 *
 * Runs of four words (Broder, "On the resemblance and containment of documents", 1997) are the fingerprints of an
 * answer. All of them are kept. Winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document
 * fingerprinting", 2003) keeps fewer, but promises to see only runs that are longer by its window, and a light
 * rewording leaves no long runs; one question's answers are few enough to keep everything. Two answers that have
 * enough fingerprints in common are then compared word by word. Fingerprints of given texts, and common ones, are
 * ignored.
 *
 * The result depends on the answers alone, not on their order. The time grows with n log n of the number of their words.
 */
export function findSimilarAnswers({ answers, given }: SimilarInput): readonly SimilarPair[] {
  const compare = openComparison(given);
  return rankPairs(byQuestion([...answers].sort(inOrder)).flatMap(compare)).map((pair) => pair.cut());
}

/** Sorts pairs by the words that they share; the others stay in their order. */
export function rankPairs<Pair extends { readonly words: number }>(pairs: readonly Pair[]): readonly Pair[] {
  return [...pairs].sort((a, b) => b.words - a.words);
}

function byQuestion(answers: readonly GroupAnswer[]): readonly (readonly GroupAnswer[])[] {
  const questions = new Map<number, GroupAnswer[]>();
  for (const answer of answers) {
    const same = questions.get(answer.question);
    if (same) same.push(answer);
    else questions.set(answer.question, [answer]);
  }
  return [...questions.values()];
}

/** A total order, so that the result does not depend on the order of the input; ties keep it, since sorting is stable. */
function inOrder(a: GroupAnswer, b: GroupAnswer): number {
  const byPlace = a.question - b.question || a.group - b.group;
  if (byPlace !== 0 || a.text === b.text) return byPlace;
  return a.text < b.text ? -1 : 1;
}
