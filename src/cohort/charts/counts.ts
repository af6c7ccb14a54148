import { maxOf, minOf } from '../../model/min-max.js';
import type { SpreadView } from '../../render/views/chart.js';
import type { Language } from '../../words/language.js';
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
export function chartLength(words: readonly number[], t: Language['t']): SpreadView {
  return chartCounts(words, {
    label: t('chart.wordsMedian'),
    axisTitle: t('chart.words'),
    summary: summarizeWords(words, t),
  });
}

/**
 * Draws the distribution of the number of problems over the groups.
 *
 * @param problems One count per group; at least one.
 */
export function chartProblems(problems: readonly number[], t: Language['t']): SpreadView {
  return chartCounts(problems, {
    label: t('chart.problemsMedian'),
    axisTitle: t('chart.problems'),
    summary: summarizeProblems(problems, t),
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

function summarizeWords(words: readonly number[], t: Language['t']): string {
  const [least, most] = [minOf(words) ?? 0, maxOf(words) ?? 0];
  const fewest = least === 0 ? t('count.noWords') : t('count.words', { count: least });
  if (words.length === 1) return t('chart.onlyWords', { words: fewest });
  if (least === most) return t('chart.allWords', { words: fewest });
  return t('chart.spreadWords', { fewest, most });
}

function summarizeProblems(problems: readonly number[], t: Language['t']): string {
  const [least, most] = [minOf(problems) ?? 0, maxOf(problems) ?? 0];
  const fewest = least === 0 ? t('count.noProblems') : t('count.problems', { count: least });
  if (problems.length === 1) return t('chart.onlyProblems', { problems: fewest });
  if (least === most) return t('chart.allProblems', { problems: fewest });
  return t('chart.spreadProblems', { fewest, most });
}
