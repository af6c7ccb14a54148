import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimilarPair, SimilarSide } from '../../../src/similar/types.js';
import { searchOf } from '../../support/long-tests.js';
import { compare, groupsOf, textOf } from './texts.js';

/** `HANDIN_LONG_TESTS=1 SEED=7` tries more cases, and others. */
const runs = searchOf(60, 200);

/** Words of a language that has so many. */
const wordsOf = (vocabulary: number, lengths: { readonly minLength: number; readonly maxLength: number }) =>
  fc.array(
    fc.nat({ max: vocabulary - 1 }).map((number) => `w${number}`),
    { ...lengths, size: 'max' },
  );

/** What stands between words. */
const blank = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '\n',
  '\n\n',
  ' – ',
  ' “',
  '” ',
  ' \u{1f52c} ',
  '\u00ad ',
  '\r\n',
);

/** Prose that starts over again: pieces of one text, whole or in part, in any order, among words of its own. */
const patchwork = fc
  .array(
    fc.oneof(
      wordsOf(100_000, { minLength: 1, maxLength: 20 }),
      fc
        .tuple(fc.nat({ max: 69 }), fc.integer({ min: 5, max: 50 }))
        .map(([from, length]) => Array.from({ length }, (_, index) => `Æther${(from + index) % 70}’s`)),
    ),
    { minLength: 2, maxLength: 12, size: 'max' },
  )
  .chain((parts) => {
    const words = parts.flat();
    return fc
      .array(blank, { minLength: words.length, maxLength: words.length })
      .map((blanks) => words.map((word, index) => `${word}${blanks[index] ?? ''}`).join(''));
  });

/** The passages of a side, each as its words, sorted. */
function passagesOf({ segments }: SimilarSide): ReadonlyMap<number, readonly string[]> {
  const passages = new Map<number, string[]>();
  for (const { text, shared } of segments) {
    if (shared === null) continue;
    const words = passages.get(shared) ?? [];
    words.push(...(text.match(/[\p{L}\p{N}’]+/gu) ?? []));
    passages.set(shared, words);
  }
  return new Map([...passages].map(([id, words]) => [id, words.sort()]));
}

/** The segments of a pair's sides, its passages numbered anew by one of them. */
function numberedBy(side: 0 | 1, { sides }: SimilarPair) {
  const order = sides[side].segments.flatMap(({ shared }) => shared ?? []);
  return sides.map(({ segments }) =>
    segments.map(({ text, shared }) => ({ text, shared: shared === null ? null : order.indexOf(shared) })),
  );
}

describe('a pair', () => {
  it('holds both answers to the letter, and the same words in each passage', () => {
    let found = 0;
    fc.assert(
      fc.property(patchwork, patchwork, (one, other) => {
        for (const { sides } of compare([one, other])) {
          found += 1;
          expect(sides.map(textOf)).toEqual([one, other]);
          expect(passagesOf(sides[0])).toEqual(passagesOf(sides[1]));
          expect([...passagesOf(sides[0]).keys()]).toEqual(
            [...passagesOf(sides[0]).keys()].map((_, index) => index + 1),
          );
        }
      }),
      runs,
    );
    expect(found).toBeGreaterThan(runs.numRuns / 4);
  });

  it('is the same whichever group wrote which answer', () => {
    fc.assert(
      fc.property(patchwork, patchwork, (one, other) => {
        const [there] = compare([one, other]);
        const [back] = compare([other, one]);
        expect(back?.words).toBe(there?.words);
        if (there && back) expect(numberedBy(1, back).reverse()).toEqual(numberedBy(0, there));
      }),
      runs,
    );
  });
});

describe('random texts', () => {
  const around = wordsOf(100_000, { minLength: 0, maxLength: 150 });

  it('are paired by a copy of twenty-five words and more, wherever it stands', () => {
    const copied = wordsOf(100_000, { minLength: 25, maxLength: 80 });
    fc.assert(
      fc.property(copied, around, around, around, around, (copy, a, b, c, d) => {
        const [pair] = compare([[...a, ...copy, ...b].join(' '), [...c, ...copy, ...d].join(' ')]);
        const marked = pair?.sides.map(({ segments }) =>
          segments.flatMap(({ text, shared }) => (shared === null ? [] : [text])).join(' '),
        );
        for (const text of marked ?? ['', '']) expect(text).toContain(copy.join(' '));
      }),
      runs,
    );
  });

  it('are never paired without one', () => {
    const text = wordsOf(5000, { minLength: 0, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (texts) => {
        expect(groupsOf(compare(texts.map((words) => words.join(' '))))).toEqual([]);
      }),
      runs,
    );
  });
});
