import { minOf } from '../../model/min-max.js';
import type { SpreadView } from '../../render/views/chart.js';
import type { Language } from '../../words/language.js';
import { median, percent } from '../statistics.js';
import { drawSpread, plot } from './spread.js';

/** Ten bins of ten per cent each, and a separate one for groups that answered everything. */
const binWidth = (plot.right - plot.left) / 11;

/**
 * Draws the distribution of the share of questions that groups answered.
 *
 * @param shares From 0 to 1, one per group with questions; at least one.
 * @param groups Number of all groups
 */
export function chartCompleteness(shares: readonly number[], groups: number, t: Language['t']): SpreadView {
  const counts = Array.from({ length: 11 }, (_, bin) => shares.filter((share) => binOfShare(share) === bin).length);
  const middle = median(shares);
  return {
    median: percent(middle, t),
    label: t('chart.answeredMedian'),
    axisTitle: t('chart.answeredShare'),
    summary: summarize(shares, groups, t),
    ...drawSpread({
      places: shares.map(positionOf),
      bins: counts.map((count, bin) => ({
        from: plot.left + bin * binWidth,
        to: plot.left + (bin + 1) * binWidth,
        count,
      })),
      ticks: [
        { x: positionOf(0), label: percent(0, t) },
        { x: positionOf(0.5), label: percent(0.5, t) },
        { x: positionOf(1), label: t('chart.all') },
      ],
      middle: positionOf(middle),
    }),
  };
}

function binOfShare(share: number): number {
  return share >= 1 ? 10 : Math.floor(share * 10 + 1e-9);
}

function positionOf(share: number): number {
  return plot.left + (share >= 1 ? 10.5 : share * 10) * binWidth;
}

function summarize(shares: readonly number[], groups: number, t: Language['t']): string {
  const complete = shares.filter((share) => share >= 1).length;
  const lowest = percent(minOf(shares) ?? 0, t);
  const rest = groups > shares.length ? ` ${t('chart.others')}` : '';
  if (groups === 1) return complete === 1 ? t('chart.onlyComplete') : t('chart.onlyShare', { share: lowest });
  if (complete === groups) return t('chart.allComplete', { groups });
  if (complete === shares.length) return t('chart.someComplete', { complete, groups }) + rest;
  if (rest === '' && shares.every((share) => share === shares[0])) return t('chart.allShare', { share: lowest });
  if (complete === 0) return t('chart.noneComplete', { lowest }) + rest;
  return t('chart.fewComplete', { complete, groups, lowest }) + rest;
}
