import { minOf } from '../../model/min-max.js';
import type { SpreadView } from '../../render/views/chart.js';
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
export function chartCompleteness(shares: readonly number[], groups: number): SpreadView {
  const counts = Array.from({ length: 11 }, (_, bin) => shares.filter((share) => binOfShare(share) === bin).length);
  const middle = median(shares);
  return {
    median: percent(middle),
    label: 'Answered, median',
    axisTitle: 'Share answered',
    summary: summarize(shares, groups),
    ...drawSpread({
      places: shares.map(positionOf),
      bins: counts.map((count, bin) => ({
        from: plot.left + bin * binWidth,
        to: plot.left + (bin + 1) * binWidth,
        count,
      })),
      ticks: [
        { x: positionOf(0), label: percent(0) },
        { x: positionOf(0.5), label: percent(0.5) },
        { x: positionOf(1), label: 'all' },
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

function summarize(shares: readonly number[], groups: number): string {
  const complete = shares.filter((share) => share >= 1).length;
  const lowest = percent(minOf(shares) ?? 0);
  const rest = groups > shares.length ? ' The others have no questions that could be read.' : '';
  if (groups === 1)
    return complete === 1 ? 'The group answered every question.' : `The group answered ${lowest} of its questions.`;
  if (complete === groups) return `All ${groups} groups answered every question.`;
  if (complete === shares.length) return `${complete} of ${groups} groups answered every question.${rest}`;
  if (rest === '' && shares.every((share) => share === shares[0]))
    return `Every group answered ${lowest} of its questions.`;
  const who = complete === 0 ? 'No group' : `${complete} of ${groups} groups`;
  return `${who} answered every question; the least complete answered ${lowest}.${rest}`;
}
