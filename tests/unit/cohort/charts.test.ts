import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartCompleteness } from '../../../src/cohort/charts/completeness.js';
import { chartLength, chartProblems } from '../../../src/cohort/charts/counts.js';
import { binOf, niceStep } from '../../../src/cohort/charts/scale.js';
import { drawStrip, measureStrips } from '../../../src/cohort/charts/strip.js';
import { writeRanges } from '../../../src/cohort/ranges.js';
import { median, percent, quantile } from '../../../src/cohort/statistics.js';
import type { SpreadView } from '../../../src/render/views/chart.js';
import type { QuestionStatus } from '../../../src/render/views/cohort.js';
import { english } from '../../../src/words/language.js';
import { searchOf } from '../../support/long-tests.js';

const { t } = english;

const counts = fc.array(fc.oneof(fc.nat(9000), fc.constant(0), fc.nat(5)), { minLength: 1, maxLength: 500 });
const shares = fc.array(
  fc.oneof(
    fc.constant(1),
    fc.constant(0),
    fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat(90)).map(([of, some]) => Math.min(some / of, 1)),
  ),
  { minLength: 1, maxLength: 500 },
);

/** Checks that shapes are inside their drawing, do not overlap, and represent each group once; none if all are equal. */
function expectSound(chart: SpreadView, values: readonly number[]): void {
  const groups = values.length;
  if (new Set(values).size === 1) {
    expect([chart.height, chart.dots, chart.bars]).toEqual([0, [], []]);
    return;
  }
  const { width, height, axis, dots, bars, ticks, middle } = chart;
  expect(dots.length + bars.reduce((sum, { count }) => sum + count, 0)).toBe(groups);
  for (const [index, { x, y }] of dots.entries()) {
    expect(x >= 5 && x <= width - 5 && y >= 5 && y <= axis.y - 4.5).toBe(true);
    for (const other of dots.slice(index + 1)) expect(Math.hypot(x - other.x, y - other.y)).toBeGreaterThan(9.5);
  }
  for (const [index, bar] of bars.entries()) {
    const next = bars[index + 1];
    expect(bar.x >= axis.from && bar.x + bar.width <= axis.to && bar.y >= 10 && bar.height > 0).toBe(true);
    expect(bar.y + bar.height).toBeCloseTo(axis.y);
    if (next) expect(bar.x + bar.width).toBeLessThan(next.x);
  }
  // A digit is six units wide.
  for (const [index, tick] of ticks.entries()) {
    const before = ticks[index - 1];
    if (before) expect(tick.x - before.x).toBeGreaterThan(3 * (tick.label.length + before.label.length));
  }
  expect(ticks.length).toBeGreaterThan(1);
  expect(middle >= axis.from && middle <= axis.to && height > axis.y).toBe(true);
}

describe('the distribution charts', () => {
  it('are valid for any values', () => {
    fc.assert(
      fc.property(counts, (words) => expectSound(chartLength(words, t), words)),
      searchOf(100, 1000),
    );
    fc.assert(
      fc.property(shares, (list) => expectSound(chartCompleteness(list, list.length, t), list)),
      searchOf(100, 1000),
    );
  });

  it('show dots that fit the plot, and bars otherwise', () => {
    const spread = Array.from({ length: 30 }, (_, index) => 1000 + 150 * index);
    expect([chartLength(spread, t).dots.length, chartLength(spread, t).bars.length]).toEqual([30, 0]);
    const many = Array.from({ length: 500 }, (_, index) => 1000 + 9 * index);
    expect([chartLength(many, t).dots.length, chartLength(many, t).bars.length > 4]).toEqual([0, true]);
  });

  it('separate groups that answered everything from those that nearly did', () => {
    const nearly = [...Array.from({ length: 20 }, () => 499 / 500), ...Array.from({ length: 30 }, () => 1)];
    expect(chartCompleteness(nearly, 50, t).bars.map(({ count }) => count)).toEqual([20, 30]);
  });

  it('are summarized in words', () => {
    const told = (list: readonly number[]): string => chartCompleteness(list, list.length, t).summary;
    expect([told([1]), told([0.5]), told([1, 1, 1]), told([0, 0]), told([1, 0.999, 0.42]), told([0.2, 0.7])]).toEqual([
      'The group answered every question.',
      'The group answered 50\u00a0% of its questions.',
      'All 3 groups answered every question.',
      'Every group answered 0\u00a0% of its questions.',
      '1 of 3 groups answered every question; the least complete answered 42\u00a0%.',
      'No group answered every question; the least complete answered 20\u00a0%.',
    ]);
    const oneWithout = (list: readonly number[]): string => chartCompleteness(list, list.length + 1, t).summary;
    const without = 'The others have no questions that could be read.';
    expect([oneWithout([1, 1]), oneWithout([1]), oneWithout([0.5, 0.5]), oneWithout([1, 0.5])]).toEqual([
      `2 of 3 groups answered every question. ${without}`,
      `1 of 2 groups answered every question. ${without}`,
      `No group answered every question; the least complete answered 50\u00a0%. ${without}`,
      `1 of 3 groups answered every question; the least complete answered 50\u00a0%. ${without}`,
    ]);
    expect([[0], [2, 2], [0, 1], [1, 9]].map((problems) => chartProblems(problems, t).summary)).toEqual([
      'The report has no problems.',
      'Every report has 2 problems.',
      'The least faulty report has no problems, the most faulty 1.',
      'The least faulty report has 1 problem, the most faulty 9.',
    ]);
    expect([[1], [7, 7], [800, 3000]].map((words) => chartLength(words, t).summary)).toEqual([
      'The group wrote 1 word.',
      'Every group wrote 7 words.',
      'The shortest report has 800 words, the longest 3000.',
    ]);
  });
});

describe('bins', () => {
  it('contain every value once, between round edges', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const { from, step, counts: inBins } = binOf(values);
        expect(String(step)).toMatch(/^[125]0*$/);
        expect([from % step, from >= 0]).toEqual([0, true]);
        inBins.forEach((count, bin) => {
          const [low, high] = [from + bin * step, from + (bin + 1) * step];
          expect(count).toBe(values.filter((value) => value >= low && value < high).length);
        });
        expect(inBins.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(inBins.length >= 5 && inBins.length <= 20).toBe(true);
      }),
      searchOf(100, 1000),
    );
  });

  it('show equal values among empty bins, none of them below zero', () => {
    expect(binOf([250, 250])).toEqual({ from: 200, step: 20, counts: [0, 0, 2, 0, 0] });
    expect(binOf([0, 0, 0])).toEqual({ from: 0, step: 1, counts: [3, 0, 0, 0, 0] });
  });

  it('have steps close to the ideal width', () => {
    expect([0, 0.3, 1.4, 1.5, 3, 4, 14, 380, 510, 80_000].map(niceStep)).toEqual([
      1, 1, 1, 2, 2, 5, 10, 500, 500, 100_000,
    ]);
  });
});

describe('a strip of marks', () => {
  const states = (text: string): ReadonlyMap<string, QuestionStatus> => {
    const names: Readonly<Record<string, QuestionStatus>> = {
      a: 'answered',
      e: 'empty',
      p: 'placeholder',
      m: 'missing',
    };
    return new Map(
      [...text].flatMap((letter, index) => (names[letter] ? [[String(index + 1), names[letter]] as const] : [])),
    );
  };

  it('has a mark for each question at its position, and none if a group was not asked it', () => {
    expect(drawStrip([...'1234567'], states('aaepm.a'))).toEqual({
      answered: 'M0 6h12M42 6h5',
      open: 'M14.5.5h4v11h-4zM21.5.5h4v11h-4z',
      missing: 'M28 11.5h5',
    });
    expect(drawStrip([], states(''))).toEqual({ answered: '', open: '', missing: '' });
  });

  it('labels the first question and every fifth, unless there are too many', () => {
    const { units, width, ticks } = measureStrips(Array.from({ length: 12 }, (_, index) => String(index + 1)));
    expect([units, width, ticks]).toEqual([
      82,
      82,
      [
        { x: 2.5, label: '1' },
        { x: 30.5, label: '5' },
        { x: 65.5, label: '10' },
      ],
    ]);
    const many = measureStrips(Array.from({ length: 90 }, (_, index) => String(index + 1)));
    expect([many.units, many.width, many.ticks]).toEqual([628, 278, []]);
  });
});

describe('formatted numbers', () => {
  it('are ranges if they are consecutive', () => {
    expect(
      [[], ['3'], ['3', '4'], ['3', '4', '5', '9'], ['1', '2', '4', '5', '6', '6a', 'notes']].map(writeRanges),
    ).toEqual(['', '3', '3, 4', '3–5, 9', '1, 2, 4–6, 6a, notes']);
  });

  it('list keys that are not whole numbers separately', () => {
    expect(writeRanges(['1', '2', '3', '4a', '4b', '5', '1.2', '1.3', 'part-2-1', 'results', '9', '8'])).toBe(
      '1–3, 4a, 4b, 5, 1.2, 1.3, part-2-1, results, 9, 8',
    );
  });

  it('are 100 per cent only for all, and 0 only for none', () => {
    expect([0, 0.001, 0.29, 0.999, 1].map((share) => percent(share, t))).toEqual([
      '0\u00a0%',
      '1\u00a0%',
      '29\u00a0%',
      '99\u00a0%',
      '100\u00a0%',
    ]);
  });

  it('have a median and quantiles', () => {
    expect([median([]), median([3]), median([9, 1]), median([5, 1, 2]), quantile([0, 10, 20, 30], 0.25)]).toEqual([
      0, 3, 5, 2, 7.5,
    ]);
  });
});
