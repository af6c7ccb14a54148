import type { SeededAnswer } from './candidates.js';
import { findPassages, type Passage } from './passages.js';
import { cutSegments } from './segments.js';
import type { SimilarPair, SimilarSide } from './types.js';

/**
 * Compares two answers to one question; undefined where they share no passage. The shorter is always compared with
 * the longer, so that the result does not depend on their order.
 */
export function comparePair(a: SeededAnswer, b: SeededAnswer): SimilarPair | undefined {
  const [ofA, ofB] = isShorter(a, b) ? (['first', 'second'] as const) : (['second', 'first'] as const);
  const found = ofA === 'first' ? findPassages(a, b) : findPassages(b, a);
  if (found.length === 0) return undefined;
  const passages = [...found].sort((one, other) => startOf(one, ofA) - startOf(other, ofA));
  return {
    question: a.answer.question,
    words: passages.reduce((sum, { words }) => sum + words, 0),
    sides: [cutSide(a, passages, ofA), cutSide(b, passages, ofB)],
  };
}

function isShorter(a: SeededAnswer, b: SeededAnswer): boolean {
  const difference = a.answer.words.ids.length - b.answer.words.ids.length;
  return difference === 0 ? a.answer.text <= b.answer.text : difference < 0;
}

function startOf({ runs }: Passage, side: 'first' | 'second'): number {
  return runs.reduce((least, run) => Math.min(least, run[side]), Number.POSITIVE_INFINITY);
}

function cutSide({ answer }: SeededAnswer, passages: readonly Passage[], side: 'first' | 'second'): SimilarSide {
  const passageOf = new Uint32Array(answer.words.ids.length);
  for (const [index, { runs }] of passages.entries())
    for (const run of runs) passageOf.fill(index + 1, run[side], run[side] + run.length);
  return { group: answer.group, segments: cutSegments(answer.text, answer.words, passageOf) };
}
