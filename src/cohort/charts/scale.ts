import { maxOf, minOf } from '../../model/min-max.js';
import { quantile } from '../median.js';

/** Equal bins of whole numbers: each begins at its edge and ends before the next. */
export interface Bins {
  /** A multiple of `step`, not above the least value. */
  readonly from: number;
  readonly step: number;
  /** Values in each. */
  readonly counts: readonly number[];
}

/** Fewer bins show no shape, more cannot be named. Steps that a reader can name may make them half as many again. */
const fewestBins = 8;
const mostBins = 12;

/** Where all values lie in a bin or two, empty ones beside them show that. */
const fewestShown = 5;

/**
 * Sorts whole numbers into bins whose edges a reader can name. Their width follows Freedman and Diaconis, twice the
 * interquartile range over the cube root of the count, because it bears outliers (“On the histogram as a density
 * estimator”, 1981).
 *
 * @param values At least one, none negative.
 */
export function binOf(values: readonly number[]): Bins {
  const lowest = minOf(values) ?? 0;
  const span = (maxOf(values) ?? 0) - lowest;
  const ideal = (2 * (quantile(values, 0.75) - quantile(values, 0.25))) / Math.cbrt(values.length);
  const width = Math.min(Math.max(ideal, span / mostBins), span / fewestBins);
  const step = niceStep(span === 0 ? lowest / 10 : width);
  const first = Math.floor(lowest / step);
  const used = Math.floor((lowest + span) / step) - first + 1;
  const before = Math.min(Math.max(Math.floor((fewestShown - used) / 2), 0), first);
  const counts = new Array<number>(Math.max(before + used, fewestShown)).fill(0);
  for (const value of values) {
    const bin = Math.floor(value / step) - first + before;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: (first - before) * step, step, counts };
}

/** Of 1, 2, 5, 10, 20, 50 and so on, the one that is nearest in proportion. */
export function niceStep(ideal: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ideal, 1)));
  const tooMuch = (step: number): number => Math.max(step / ideal, ideal / step);
  return [1, 2, 5, 10].map((factor) => factor * power).reduce((a, b) => (tooMuch(b) < tooMuch(a) ? b : a));
}
