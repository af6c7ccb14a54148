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
  /** For each word, whether it counts: see `countedWords`. */
  readonly counted: Uint8Array;
  readonly shingles: Int32Array;
}

export function prepareAnswer(answer: GroupAnswer, vocabulary: Vocabulary): PreparedAnswer {
  const compared = answer.text.slice(0, comparedLength);
  const words = vocabulary.read(compared);
  return { ...answer, words, counted: countedWords(compared, words), shingles: shinglesOf(words.ids) };
}
