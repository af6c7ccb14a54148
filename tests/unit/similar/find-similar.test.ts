import { describe, expect, it } from 'vitest';
import { findSimilarAnswers } from '../../../src/similar/find-similar-answers.js';
import { answersOf, compare, drying, groupsOf, lamp, marked, ownProse, reworded, scale, textOf } from './texts.js';

describe('copies', () => {
  it('finds an answer that was copied whole, whatever its case, quotes and punctuation', () => {
    const pairs = compare([lamp, scale, scale.toUpperCase().replaceAll(',', ' –').replaceAll('second', '“second”')]);
    expect(groupsOf(pairs)).toEqual(['1+2']);
    expect(pairs[0]?.words).toBe(52);
    expect(pairs[0]?.sides.map(({ segments }) => segments.map(({ shared }) => shared))).toEqual([
      [1, null],
      [1, null],
    ]);
  });

  it('finds a paragraph that was moved to another place, and marks nothing else', () => {
    const [pair, ...more] = compare([`${scale}\n\n${drying}`, `${drying}\n\n${lamp}`]);
    expect(more).toEqual([]);
    expect(pair?.sides.map(marked)).toEqual([
      `${scale}\n\n[1: ${drying.slice(0, -1)}].`,
      `[1: ${drying.slice(0, -1)}].\n\n${lamp}`,
    ]);
  });

  it('tells two passages that changed places apart', () => {
    const [pair] = compare([`${scale}\n\n${drying}`, `${drying}\n\n${lamp}\n\n${scale}`]);
    const order = pair?.sides.map(({ segments }) => segments.flatMap(({ shared }) => shared ?? []));
    expect(order).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('finds a reworded answer with clauses the other way round as one passage, and leaves the other words unmarked', () => {
    const reordered = `Because the wooden one shook whenever someone walked past the door, we put the scale on the stone table.
Then we weighed each sample three times and noted the middle value down.`;
    const [pair] = compare([scale, reordered]);
    expect(pair?.sides.map(marked)).toEqual([
      `[1: We put the scale on the stone table, because the wooden one shook whenever] somebody [1: walked past the door.
Then we weighed] every [1: sample three times and] wrote [1: the middle value down].

In the second week the readings drifted, so from then on we checked it against the brass weights each morning.`,
      `[1: Because the wooden one shook whenever] someone [1: walked past the door, we put the scale on the stone table.
Then we weighed] each [1: sample three times and] noted [1: the middle value down].`,
    ]);
  });

  it.each([6, 8, 10])('finds prose of which every %ith word was replaced, as one passage', (every) => {
    const prose = ownProse('a', 96);
    const [pair] = compare([prose, `${ownProse('b', 40)} ${reworded(prose, every)}`]);
    const passages = pair?.sides.map(({ segments }) => new Set(segments.flatMap(({ shared }) => shared ?? [])).size);
    expect(passages).toEqual([1, 1]);
    expect(pair?.words).toBe(96 - Math.floor(96 / every));
  });

  it('puts those that share most first', () => {
    const prose = ownProse('a', 200);
    const first = (words: number): string => prose.split(' ').slice(0, words).join(' ');
    const pairs = compare([first(30), `${first(60)} ${ownProse('b', 40)}`, prose]);
    expect(pairs.map(({ words }) => words)).toEqual([60, 30, 30]);
    expect(groupsOf(pairs)).toEqual(['1+2', '0+1', '0+2']);
  });

  it('keeps the order of the groups where they share equally much', () => {
    const [one, two] = [ownProse('a', 20), ownProse('b', 20)];
    expect(groupsOf(compare([`${one} ${two}`, `${two} ${lamp}`, `${one} ${drying}`]))).toEqual(['0+1', '0+2']);
  });

  it('compares composed and decomposed letters, wide forms, unseen characters and scripts without blanks', () => {
    const odd = ownProse('é', 30);
    expect(compare([odd, odd.normalize('NFD').replaceAll(' ', ' \u00ad')])[0]?.words).toBe(30);
    expect(compare(['Straße groß '.repeat(9), 'STRASSE GROSS '.repeat(9)])).toEqual([]);
    const street =
      'Die Straße führt am großen Fluß entlang, von der weißen Kirche bis zum Haus des Kaufmanns am Markt.';
    expect(compare([street, street.toUpperCase()])[0]?.words).toBe(18);
    const kanji = '実験の前に机の上を片付けて、秤を石の台の上に置き、毎朝おもりで確かめることにした。';
    const [pair] = compare([`${kanji}次の週は雨だった。`, `窓を閉めた。${kanji}`]);
    expect(pair?.sides.map(({ segments }) => segments.find(({ shared }) => shared)?.text)).toEqual([
      kanji.slice(0, -1),
      kanji.slice(0, -1),
    ]);
  });
});

it('gives the same for the same answers in another order', () => {
  const answers = answersOf(scale, `${lamp} ${scale}`, `${drying} ${lamp}`, reworded(drying, 8));
  const expected = findSimilarAnswers({ answers, given: [] });
  expect(groupsOf(expected)).toEqual(['0+1', '1+2', '2+3']);
  expect(findSimilarAnswers({ answers: [...answers].reverse(), given: [] })).toEqual(expected);
});

it('leaves what stands far behind in an answer as it is', () => {
  const long = `${scale} ${ownProse('a', 20_000)}`;
  const [pair] = compare([long, long]);
  expect(pair?.sides.map(textOf)).toEqual([long, long]);
  expect(pair?.words).toBeGreaterThan(5000);
  expect(pair?.words).toBeLessThan(10_000);
});
