/** Cohorts and answers that are made to take long. */
import { expect, it } from 'vitest';
import { findSimilarAnswers } from '../../../src/similar/find-similar-answers.js';
import type { GroupAnswer, SimilarPair } from '../../../src/similar/types.js';
import { leastTime, leastTimes } from '../../support/cpu-time.js';

/** Numbers that look random and are the same every time: the linear congruential generator of Numerical Recipes. */
function randomNumbers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Words of which some are frequent and most are rare, as in prose. */
function prose(words: number, random: (below: number) => number): string {
  return Array.from({ length: words }, () => `w${Math.floor(5000 ** (random(1e6) / 1e6))}`).join(' ');
}

function cohort(groups: number): readonly GroupAnswer[] {
  const random = randomNumbers();
  return Array.from({ length: 31 * groups }, (_, index) => ({
    group: Math.floor(index / 31),
    question: index % 31,
    text: prose(150, random),
  }));
}

/** So many groups, and what each of them wrote to one question. */
function groups(count: number, textOf: (group: number) => string): readonly GroupAnswer[] {
  return Array.from({ length: count }, (_, group) => ({ group, question: 1, text: textOf(group) }));
}

function find(answers: readonly GroupAnswer[]): readonly SimilarPair[] {
  return findSimilarAnswers({ answers, given: [] });
}

const usual = cohort(60);

const megabyte = (unit: string): string => unit.repeat(Math.ceil(1e6 / unit.length));
const different = prose(170_000, randomNumbers());

/** Eight times the same words, ninety times over, each among so many of one word that runs overlap on many diagonals. */
const islands = Array.from({ length: 90 }, (_, index) =>
  `a${index} b${index} c${index} d${index} ${'w '.repeat(60)}`.repeat(8),
).join('');

const hostile: Readonly<Record<string, readonly GroupAnswer[]>> = {
  'one word a hundred thousand times': groups(4, () => 'word '.repeat(100_000)),
  'ten words over and over': groups(4, () => megabyte('one two three four five six seven eight nine ten ')),
  'a megabyte that all groups have': groups(100, () => different),
  'a megabyte that rings of twenty groups have': groups(100, (group) => different.slice(50_000 * (group % 5))),
  'repetitions among repetitions': groups(100, (group) => (group < 20 ? islands : prose(20, randomNumbers()))),
  'a megabyte of one word': groups(100, (group) => `${megabyte('a')}${group}`),
  'a megabyte without words': groups(100, () => megabyte('. ')),
  'a megabyte without blanks': groups(4, () => megabyte('我们使用了这个框架来训练模型')),
  'a thousand answers of one group': groups(20_000, () => 'what somebody wrote again and again to a question').map(
    (answer) => ({ ...answer, group: answer.group % 20 }),
  ),
};

it('takes four times as long for four times as many groups', { timeout: 120_000 }, () => {
  const large = cohort(240);
  const [less = 1, more = 0] = leastTimes(2, [() => find(usual), () => find(large)]);
  // Pair by pair it would take sixteen times as long.
  expect(more / less).toBeLessThan(9);
});

it.each(Object.entries(hostile))('is not held up by %s', { timeout: 120_000 }, (_, answers) => {
  let pairs: readonly SimilarPair[] = [];
  const time = leastTime(1, () => {
    pairs = find(answers);
  });
  expect(time / leastTime(2, () => find(usual))).toBeLessThan(60);
  expect(pairs.length).toBeLessThan(10 * answers.length);
});
