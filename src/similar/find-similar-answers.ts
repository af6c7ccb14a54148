import { compareKeys, type QuestionKey } from '../model/question-key.js';
import { findCandidates } from './candidates.js';
import { comparePair } from './compare-pair.js';
import { passageWords } from './passages.js';
import { prepareAnswer } from './prepare.js';
import { shinglesOf, shingleWords } from './shingles.js';
import type { GroupAnswer, SimilarInput, SimilarPair } from './types.js';
import { Vocabulary } from './words.js';

/** Every word of a passage that counts is in a seed, and a seed holds `shingleWords` of them. */
const seedsOfPassage = Math.ceil(passageWords / shingleWords);

/**
 * Finds the pairs of answers to the same question, in different groups, that share long passages; those that share
 * most come first. It shows a reader where to look, and says nothing about why two texts are alike.
 *
 * Runs of four words (Broder, "On the resemblance and containment of documents", 1997) are the fingerprints of an
 * answer. All of them are kept. Winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document
 * fingerprinting", 2003) keeps fewer, but promises to see only runs that are longer by its window, and a light
 * rewording leaves no long runs; one question's answers are few enough to keep everything. Two answers that have
 * enough fingerprints in common are then compared word by word. Fingerprints that were given to everybody, or that
 * many have, neither make a pair nor count.
 *
 * The result depends on the answers alone, not on their order. The time is linear in their number and length.
 */
export function findSimilarAnswers({ answers, given }: SimilarInput): readonly SimilarPair[] {
  const vocabulary = new Vocabulary();
  const sorted = [...answers].sort(inOrder);
  const ofEverybody = new Set<number>();
  for (const text of given) for (const shingle of shinglesOf(vocabulary.read(text).ids)) ofEverybody.add(shingle);
  const pairs: SimilarPair[] = [];
  for (const same of byQuestion(sorted)) {
    const prepared = same.map((answer) => prepareAnswer(answer, vocabulary));
    for (const [a, b] of findCandidates(prepared, ofEverybody, seedsOfPassage)) {
      const pair = comparePair(a, b);
      if (pair) pairs.push(pair);
    }
  }
  return pairs.sort((a, b) => b.words - a.words);
}

function byQuestion(answers: readonly GroupAnswer[]): Iterable<readonly GroupAnswer[]> {
  const questions = new Map<QuestionKey, GroupAnswer[]>();
  for (const answer of answers) {
    const same = questions.get(answer.question);
    if (same) same.push(answer);
    else questions.set(answer.question, [answer]);
  }
  return questions.values();
}

/** One order for the same answers, however they come; pairs that share equally much stay in it. */
function inOrder(a: GroupAnswer, b: GroupAnswer): number {
  const byPlace = compareKeys(a.question, b.question) || a.group - b.group;
  if (byPlace !== 0 || a.text === b.text) return byPlace;
  return a.text < b.text ? -1 : 1;
}
