import { maxOf, minOf } from '../../model/min-max.js';
import type { SpreadView } from '../../render/views/chart.js';
import { median } from '../statistics.js';
import { binOf, niceStep } from './scale.js';
import { drawSpread, plot } from './spread.js';

/** Maximum number of tick labels that fit side by side. */
const maxTicks = 5;

/**
 * Draws the distribution of word counts over the groups.
 *
 * @param words One count per group; at least one.
 */
export function chartLength(words: readonly number[]): SpreadView {
  return chartCounts(words, { label: 'Words, median', axisTitle: 'Words', summary: summarizeWords(words) });
}

/**
 * Draws the distribution of the number of problems over the groups.
 *
 * @param problems One count per group; at least one.
 */
export function chartProblems(problems: readonly number[]): SpreadView {
  return chartCounts(problems, {
    label: 'Problems, median',
    axisTitle: 'Problems',
    summary: summarizeProblems(problems),
  });
}

type Captions = Pick<SpreadView, 'label' | 'axisTitle' | 'summary'>;

function chartCounts(values: readonly number[], captions: Captions): SpreadView {
  const { from, step, counts } = binOf(values);
  const to = from + step * counts.length;
  const positionOf = (value: number): number => plot.left + ((value - from) / (to - from)) * (plot.right - plot.left);
  const middle = median(values);
  return {
    median: String(Math.round(middle)),
    ...captions,
    ...drawSpread({
      places: values.map(positionOf),
      bins: counts.map((count, bin) => ({
        from: positionOf(from + bin * step),
        to: positionOf(from + (bin + 1) * step),
        count,
      })),
      ticks: ticksBetween(from, to).map((value) => ({ x: positionOf(value), label: String(value) })),
      middle: positionOf(middle),
    }),
  };
}

function ticksBetween(from: number, to: number): readonly number[] {
  const step = niceStep((to - from) / maxTicks);
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
}

function summarizeWords(words: readonly number[]): string {
  const [fewest, most] = [minOf(words) ?? 0, maxOf(words) ?? 0];
  if (words.length === 1) return `The group wrote ${count(most, 'word')}.`;
  if (fewest === most) return `Every group wrote ${count(most, 'word')}.`;
  return `The shortest report has ${count(fewest, 'word')}, the longest ${most}.`;
}

function summarizeProblems(problems: readonly number[]): string {
  const [fewest, most] = [minOf(problems) ?? 0, maxOf(problems) ?? 0];
  if (problems.length === 1) return `The report has ${count(most, 'problem')}.`;
  if (fewest === most) return `Every report has ${count(most, 'problem')}.`;
  return `The least faulty report has ${count(fewest, 'problem')}, the most faulty ${most}.`;
}

function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
