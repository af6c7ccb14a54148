import type { SeededAnswer } from './candidates.js';
import { findPassages, type Passage } from './passages.js';
import type { FoundPair, Segment, SimilarSide } from './types.js';
import type { Words } from './words.js';

/**
 * Compares two answers to one question; undefined where they share no passage. The shorter is always compared with
 * the longer, so that the result does not depend on their order.
 */
export function comparePair(a: SeededAnswer, b: SeededAnswer): FoundPair | undefined {
  const [ofA, ofB] = isShorter(a, b) ? (['first', 'second'] as const) : (['second', 'first'] as const);
  const found = ofA === 'first' ? findPassages(a, b) : findPassages(b, a);
  if (found.length === 0) return undefined;
  const passages = [...found].sort((one, other) => startOf(one, ofA) - startOf(other, ofA));
  const { question } = a.answer;
  const words = passages.reduce((sum, passage) => sum + passage.words, 0);
  return {
    question,
    words,
    groups: [a.answer.group, b.answer.group],
    cut: () => ({ question, words, sides: [cutSide(a, passages, ofA), cutSide(b, passages, ofB)] }),
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

/**
 * Cuts a text at the boundaries of passages. `passageOf` holds the number of each word's passage, 0 for none.
 * The segments joined are the text.
 */
function cutSegments(text: string, words: Words, passageOf: Uint32Array): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  const cutUntil = (end: number, shared: number | null): void => {
    if (end > done) segments.push({ text: text.slice(done, end), shared });
    done = end;
  };
  for (let at = 0; at < passageOf.length; at += 1) {
    const passage = passageOf[at];
    if (!passage) continue;
    cutUntil(words.starts[at] ?? done, null);
    while (passageOf[at + 1] === passage) at += 1;
    cutUntil(words.ends[at] ?? done, passage);
  }
  cutUntil(text.length, null);
  return segments;
}
