import { countedWords } from './counted-words.js';
import { shinglesOf } from './shingles.js';
import type { GroupAnswer } from './types.js';
import type { Vocabulary, Words } from './words.js';

/**
 * Characters of one answer that are compared. It is ten times the longest answer that people write; what stands behind
 * it is shown, and never marked.
 */
const comparedLength = 40_000;

/** An answer as numbers. */
export interface PreparedAnswer extends GroupAnswer {
  readonly words: Words;
  readonly shingles: Int32Array;
}

export function prepareAnswer(answer: GroupAnswer, vocabulary: Vocabulary): PreparedAnswer {
  const words = vocabulary.read(comparedPart(answer));
  return { ...answer, words, shingles: shinglesOf(words.ids) };
}

/** For each word of an answer, whether it counts: see `countedWords`. */
export function countedWordsOf(answer: PreparedAnswer): Uint8Array {
  return countedWords(comparedPart(answer), answer.words);
}

function comparedPart({ text }: GroupAnswer): string {
  return text.slice(0, comparedLength);
}
