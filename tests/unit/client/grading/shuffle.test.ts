import { describe, expect, it } from 'vitest';
import { shuffle } from '../../../../assets/client/parts/grading/shuffle.js';

const slugs = Array.from({ length: 60 }, (_, index) => `group-${index + 1}`);

describe('shuffle', () => {
  it('gives one seed one order, whatever the order before', () => {
    expect(shuffle(['otter', 'lynx', 'heron', 'wren', 'stoat'], '7', '1')).toEqual(
      shuffle(['stoat', 'heron', 'wren', 'otter', 'lynx'], '7', '1'),
    );
    // Two graders may have two versions: this order is a promise.
    expect(shuffle(['otter', 'lynx', 'heron', 'wren', 'stoat'], '7', '1').join(' ')).toMatchInlineSnapshot(
      `"heron otter lynx stoat wren"`,
    );
  });

  it('gives other seeds and questions other orders', () => {
    const orders = ['1', '2', '3'].flatMap((question) =>
      ['1', '2', 'x'].map((seed) => shuffle(slugs, question, seed).join()),
    );
    expect(new Set(orders).size).toBe(9);
  });

  it('keeps the order of the others when a group comes late', () => {
    const late = shuffle([...slugs, 'late'], '7', '1');
    expect(late.filter((slug) => slug !== 'late')).toEqual(shuffle(slugs, '7', '1'));
  });

  it('puts every group everywhere about as often', () => {
    const rounds = 600;
    const sums = new Map(slugs.map((slug) => [slug, 0]));
    for (let seed = 0; seed < rounds; seed += 1)
      for (const [place, slug] of shuffle(slugs, '3', String(seed)).entries())
        sums.set(slug, (sums.get(slug) ?? 0) + place);
    // A place is uniform on 0 to 59: its mean over the rounds strays by 17.3 / √600 = 0.7.
    for (const sum of sums.values()) expect(Math.abs(sum / rounds - 29.5)).toBeLessThan(3.5);
  });
});
