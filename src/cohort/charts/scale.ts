import { maxOf, minOf } from '../../model/min-max.js';
import { quantile } from '../statistics.js';

/** Histogram bins of equal width for whole numbers: lower edge included, upper edge excluded. */
export interface Bins {
  /** Lower edge of the first bin, a multiple of `step`. */
  readonly from: number;
  readonly step: number;
  /** Number of values per bin. */
  readonly counts: readonly number[];
}

/** Fewer bins show no shape, more cannot be labelled. Rounding the step may add half as many again. */
const minBins = 8;
const maxBins = 12;

/** If all values are in one or two bins, empty ones are added beside them. */
const minShownBins = 5;

/**
 * Sorts whole numbers into bins with round edges. The bin width follows Freedman and Diaconis, twice the interquartile
 * range over the cube root of the count, because it is robust against outliers (“On the histogram as a density
 * estimator”, 1981).
 *
 * @param values At least one, none negative.
 */
export function binOf(values: readonly number[]): Bins {
  const lowest = minOf(values) ?? 0;
  const span = (maxOf(values) ?? 0) - lowest;
  const ideal = (2 * (quantile(values, 0.75) - quantile(values, 0.25))) / Math.cbrt(values.length);
  const width = Math.min(Math.max(ideal, span / maxBins), span / minBins);
  const step = niceStep(span === 0 ? lowest / 10 : width);
  const first = Math.floor(lowest / step);
  const used = Math.floor((lowest + span) / step) - first + 1;
  const before = Math.min(Math.max(Math.floor((minShownBins - used) / 2), 0), first);
  const counts = new Array<number>(Math.max(before + used, minShownBins)).fill(0);
  for (const value of values) {
    const bin = Math.floor(value / step) - first + before;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: (first - before) * step, step, counts };
}

/** The nearest of 1, 2, 5, 10, 20, 50 and so on, by ratio. */
export function niceStep(ideal: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ideal, 1)));
  const ratioTo = (step: number): number => Math.max(step / ideal, ideal / step);
  return [1, 2, 5, 10].map((factor) => factor * power).reduce((a, b) => (ratioTo(b) < ratioTo(a) ? b : a));
}
