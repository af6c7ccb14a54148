import type { Translate } from '../words/translate.js';

/** The median; 0 for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The quantile with linear interpolation; 0 for no values.
 *
 * @param share From 0, the minimum, to 1, the maximum.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * Math.max(sorted.length - 1, 0);
  const lower = sorted[Math.floor(place)] ?? 0;
  const upper = sorted[Math.ceil(place)] ?? 0;
  return lower + (upper - lower) * (place - Math.floor(place));
}

/** Formats a share from 0 to 1 in whole per cent. Only 1 is shown as 100 %, and only 0 as 0 %. */
export function percent(share: number, t: Translate<'base.percent'>): string {
  const whole = Math.floor(share * 100 + 1e-9);
  return t('base.percent', { number: share > 0 ? Math.max(whole, 1) : 0 });
}
