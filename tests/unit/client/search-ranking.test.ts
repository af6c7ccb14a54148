/** The index ranks answers like MiniSearch, whose scores are known to work. */
import MiniSearch from 'minisearch';
import { expect, it } from 'vitest';
import { distanceWithin } from '../../../assets/client/parts/search/distance.js';
import { Field } from '../../../assets/client/parts/search/field.js';
import { allByScore, firstByScore } from '../../../assets/client/parts/search/ranking.js';

const vocabulary = [
  'river',
  'rivers',
  'riverbed',
  'otter',
  'otters',
  'oyster',
  'delta',
  'dealt',
  'dam',
  'damp',
  'reed',
];
const texts = Array.from({ length: 120 }, (_, document) =>
  Array.from({ length: 3 + (document % 17) }, (_, place) => vocabulary[(document * 7 + place * place * 3) % 11] ?? ''),
);

const field = new Field();
for (const words of texts) field.add(Uint32Array.from(words, (word) => field.idOf(word)));
const miniSearch = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
miniSearch.addAll(texts.map((words, id) => ({ id, text: words.join(' ') })));

it.each([
  ['exact words', 'river', false, 0],
  ['prefixes', 'da', true, 0],
  ['similar words', 'oter', false, 2],
  ['prefixes and similar words', 'delt', true, 2],
])('scores %s like MiniSearch', (_, word, prefix, errors) => {
  const scores = new Float64Array(texts.length);
  const matching = field.score({ word, prefix, errors }, 1, scores);
  const expected = miniSearch.search(word, { prefix, fuzzy: errors === 0 ? false : errors });
  expect(expected.length).toBeGreaterThan(20);
  expect([...scores.keys()].filter((id) => scores[id] !== 0)).toEqual(
    expected.map(({ id }) => id as number).sort((a, b) => a - b),
  );
  for (const { id, score } of expected) expect(scores[id as number]).toBeCloseTo(score, 9);
  expect(new Set(matching)).toEqual(new Set(expected.flatMap(({ terms }) => terms)));
});

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['otter', 'otter', 0],
  ['otter', 'oyster', 2],
  ['docker', 'dokcer', 2],
  ['kitten', 'sitting', 3],
])('the distance of “%s” and “%s” is %i, and more than a smaller limit', (a, b, distance) => {
  expect([distanceWithin(a, b, 5), distanceWithin(b, a, 5)]).toEqual([distance, distance]);
  if (distance > 0) expect(distanceWithin(a, b, distance - 1)).toBe(distance);
});

it('the best results are the same selected or sorted', () => {
  const scores = Float64Array.from({ length: 500 }, (_, id) => (id * 7919) % 41);
  const ids = [...scores.keys()].filter((id) => id % 3 > 0);
  for (const count of [0, 1, 20, 400])
    expect(firstByScore(ids, scores, count)).toEqual(allByScore(ids, scores).slice(0, count));
});
