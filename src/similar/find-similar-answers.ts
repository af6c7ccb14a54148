import { findCandidates } from './candidates.js';
import { comparePair } from './compare-pair.js';
import { passageWords } from './passages.js';
import { prepareAnswer } from './prepare-answer.js';
import { shinglesOf, shingleWords } from './shingles.js';
import type { GroupAnswer, SimilarInput, SimilarPair } from './types.js';
import { Vocabulary } from './words.js';

/** Fewest seeds of a passage: each of its words that count is in a seed, and a seed has `shingleWords` words. */
const seedsOfPassage = Math.ceil(passageWords / shingleWords);

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
 * The result depends on the answers alone, not on their order. The time is linear in their number and length.
 */
export function findSimilarAnswers({ answers, given }: SimilarInput): readonly SimilarPair[] {
  const vocabulary = new Vocabulary();
  const sorted = [...answers].sort(inOrder);
  const ofGivenTexts = new Set<number>();
  for (const text of given) for (const shingle of shinglesOf(vocabulary.read(text).ids)) ofGivenTexts.add(shingle);
  const pairs: SimilarPair[] = [];
  for (const same of byQuestion(sorted)) {
    const prepared = same.map((answer) => prepareAnswer(answer, vocabulary));
    for (const [a, b] of findCandidates(prepared, ofGivenTexts, seedsOfPassage)) {
      const pair = comparePair(a, b);
      if (pair) pairs.push(pair);
    }
  }
  return pairs.sort((a, b) => b.words - a.words);
}

function byQuestion(answers: readonly GroupAnswer[]): Iterable<readonly GroupAnswer[]> {
  const questions = new Map<number, GroupAnswer[]>();
  for (const answer of answers) {
    const same = questions.get(answer.question);
    if (same) same.push(answer);
    else questions.set(answer.question, [answer]);
  }
  return questions.values();
}

/** A total order, so that the result does not depend on the order of the input; ties keep it, since sorting is stable. */
function inOrder(a: GroupAnswer, b: GroupAnswer): number {
  const byPlace = a.question - b.question || a.group - b.group;
  if (byPlace !== 0 || a.text === b.text) return byPlace;
  return a.text < b.text ? -1 : 1;
}
