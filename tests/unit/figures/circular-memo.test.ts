/** Functions that call each other on circular data. */
import { expect, test } from 'vitest';
import { CircularMemo } from '../../../src/figures/svg/shapes/circular-memo.js';

/** How many nodes are below each in a graph, as often as there are ways to them; and for which nodes it was computed. */
function counter(graph: Readonly<Record<string, string>>, remaining = 100) {
  const computed: string[] = [];
  const memo = new CircularMemo(remaining, () => new Error('too much'));
  const count: (node: string) => number = memo.cut<string, number>(
    0,
    (node) => {
      computed.push(node);
      return [...(graph[node] ?? '')].reduce((sum, next) => sum + count(next), 1);
    },
    (node) => graph[node]?.length ?? 0,
  );
  return { count, computed };
}

test('each result is computed once where nothing is circular', () => {
  const { count, computed } = counter({ a: 'bb', b: 'cc', c: 'dd' });
  expect([count('a'), count('b'), computed]).toEqual([15, 7, ['a', 'b', 'c', 'd']]);
});

test('what is cut in one place is whole in another', () => {
  const { count, computed } = counter({ a: 'b', b: 'ac', c: '' });
  expect([count('a'), computed]).toEqual([3, ['a', 'b', 'c']]);
  // `a` is remembered as what it is from outside, with `b` in it.
  expect([count('b'), computed]).toEqual([5, ['a', 'b', 'c', 'b']]);
});

test('a circle inside is no reason to forget what is around it', () => {
  const { count, computed } = counter({ a: 'bb', b: 'c', c: 'b' });
  expect([count('a'), computed]).toEqual([5, ['a', 'b', 'c']]);
});

test('what cannot be remembered is limited', () => {
  const all = Object.fromEntries([...'abcdefgh'].map((node) => [node, 'abcdefgh']));
  expect(() => counter(all).count('a')).toThrow('too much');
});
