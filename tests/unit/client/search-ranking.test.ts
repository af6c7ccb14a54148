/** The index ranks answers like MiniSearch, whose scores are known to work. */
import MiniSearch from 'minisearch';
import { expect, it } from 'vitest';
import { Field } from '../../../assets/client/parts/search/field.js';

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
