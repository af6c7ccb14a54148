/** Functions that call each other on circular data. */
import { expect, test } from 'vitest';
import { CircularMemo } from '../../../src/figures/svg/shapes/circular-memo.js';

/** How many nodes are below each in a graph, as often as there are ways to them; and for which nodes it was computed. */
function counter(graph: Readonly<Record<string, string>>, remaining = 100) {
  const computed: string[] = [];
  const memo = new CircularMemo(remaining, () => new Error('too much'));
  const count: (node: string) => number = memo.memoizeCyclic<string, number>(
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

test('a result that depends on a cut is computed again elsewhere', () => {
  const { count, computed } = counter({ a: 'b', b: 'ac', c: '' });
  expect([count('a'), computed]).toEqual([3, ['a', 'b', 'c']]);
  // `a` is memoized as it is from outside, with `b` in it.
  expect([count('b'), computed]).toEqual([5, ['a', 'b', 'c', 'b']]);
});

test('results outside a cycle are memoized', () => {
  const { count, computed } = counter({ a: 'bb', b: 'c', c: 'b' });
  expect([count('a'), computed]).toEqual([5, ['a', 'b', 'c']]);
});

test('throws when the work for results that are not memoized exceeds the limit', () => {
  const all = Object.fromEntries([...'abcdefgh'].map((node) => [node, 'abcdefgh']));
  expect(() => counter(all).count('a')).toThrow('too much');
});
