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
  const { from, step, counts } = binOf(words);
  const to = from + step * counts.length;
  const positionOf = (value: number): number => plot.left + ((value - from) / (to - from)) * (plot.right - plot.left);
  const middle = median(words);
  return {
    median: String(Math.round(middle)),
    label: 'Words, median',
    axisTitle: 'Words',
    summary: summarize(words),
    ...drawSpread({
      places: words.map(positionOf),
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

function summarize(words: readonly number[]): string {
  const [fewest, most] = [minOf(words) ?? 0, maxOf(words) ?? 0];
  if (words.length === 1) return `The group wrote ${count(most)}.`;
  if (fewest === most) return `Every group wrote ${count(most)}.`;
  return `The shortest report has ${count(fewest)}, the longest ${most}.`;
}

function count(words: number): string {
  return `${words} word${words === 1 ? '' : 's'}`;
}
