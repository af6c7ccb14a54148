/** Collecting pairs question by question gives what sorting all of them would give. */
import { expect, it } from 'vitest';
import { collectPairs, condensePairs, type GroupPair } from '../../../src/similar/collect-pairs.js';
import { rankPairs } from '../../../src/similar/find-similar-answers.js';
import type { FoundPair, SimilarPair } from '../../../src/similar/types.js';

const limit = 5;

/** Pairs with few different numbers of words, so that many share equally much. */
function pairsOf(question: number, groups: number): readonly SimilarPair[] {
  const pairs: SimilarPair[] = [];
  for (let a = 0; a < groups; a += 1)
    for (let b = a + 1; b < groups; b += 1) {
      const words = 10 + ((7 * a + 5 * b + 3 * question) % 4);
      if ((a + 2 * b + question) % 3 === 0) continue;
      pairs.push({ question, words, sides: [sideOf(a, question), sideOf(b, question)] });
    }
  return pairs;
}

function foundPair(pair: SimilarPair): FoundPair {
  const [a, b] = pair.sides;
  return { question: pair.question, words: pair.words, groups: [a.group, b.group], cut: () => pair };
}

function sideOf(group: number, question: number): SimilarPair['sides'][number] {
  return { group, segments: [{ text: `${group} on ${question}`, shared: 1 }] };
}

/** The pairs of groups by their words, the first to appear among the ranked pairs first. */
function rankGroups(ranked: readonly SimilarPair[]): readonly GroupPair[] {
  const found = new Map<string, GroupPair>();
  for (const { question, words, sides } of ranked) {
    const groups = [sides[0].group, sides[1].group] as const;
    const known = found.get(groups.join()) ?? { groups, questions: [], words: 0 };
    const questions = [...known.questions, question].sort((a, b) => a - b);
    found.set(groups.join(), { groups, questions, words: known.words + words });
  }
  return [...found.values()].sort((a, b) => b.words - a.words);
}

it('ranks pairs of answers and of groups as if all were sorted at once', () => {
  const byQuestion = [-1, 0, 1, 2].map((question) => ({ question, pairs: pairsOf(question, 9) }));
  const collector = collectPairs(limit);
  for (const { question, pairs } of byQuestion) collector.add(condensePairs(question, pairs.map(foundPair), limit));
  const ranked = rankPairs(byQuestion.flatMap(({ pairs }) => pairs));
  const groups = rankGroups(ranked);
  expect(collector.collect()).toEqual({
    count: ranked.length,
    best: ranked.slice(0, limit),
    together: groups.length,
    groups: groups.slice(0, limit),
  });
});

it('finds nothing where nothing is similar', () => {
  const collector = collectPairs(limit);
  collector.add(condensePairs(0, [], limit));
  expect(collector.collect()).toEqual({ count: 0, best: [], together: 0, groups: [] });
});
