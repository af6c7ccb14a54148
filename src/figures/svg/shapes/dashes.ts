import { functionsIn } from '../css-tokens.js';

/** Collects the dash arrays of a drawing, and estimates how short its dashes may be. */
export class Dashes {
  private shortest = Number.POSITIVE_INFINITY;
  private readonly customValues: string[] = [];
  private isCustom = false;

  /** Reads the value of a `stroke-dasharray`. */
  read(value: string): void {
    if (!functionsIn(value).includes('var')) this.shortest = Math.min(this.shortest, periodOf(value));
    else {
      this.isCustom = true;
      this.customValues.push(value);
    }
  }

  /** Reads the value of a custom property, which may become a part of a dash array. */
  readCustom(value: string): void {
    this.customValues.push(value);
  }

  /** Lower estimate of the mean length of a dash with its gap, in user units; infinite without dashes. */
  period(): number {
    if (!this.isCustom) return this.shortest;
    let least = Number.POSITIVE_INFINITY;
    // Zeros from one property can stand between the lengths of another.
    let count = unitFactor;
    for (const value of this.customValues) {
      if (isArbitrary(value)) return Number.MIN_VALUE;
      for (const number of numbersIn(value)) {
        count += 1;
        if (number > 0) least = Math.min(least, number);
      }
    }
    return Math.min(this.shortest, least / count);
  }
}

/** How much shorter than its smallest number a computed length may be, because its parts may be in other units. */
const unitFactor = 10;

/** Mean length of a dash with its gap, without regard to units; infinite for none, and where all lengths are zero. */
function periodOf(value: string): number {
  if (isArbitrary(value)) return Number.MIN_VALUE;
  const numbers = numbersIn(value);
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (sum === 0) return Number.POSITIVE_INFINITY;
  if (!value.includes('(')) return (2 * sum) / numbers.length;
  const least = numbers.reduce((least, number) => (number > 0 ? Math.min(least, number) : least), sum);
  return least / Math.max(unitFactor, numbers.length);
}

/** Functions that are at least as large as their smallest argument, if nothing is subtracted, multiplied or divided. */
const sums = new Set(['calc', 'min', 'max', 'clamp', 'var']);

/** Functions that compute a number. */
const mathematical = new Set(
  'abs sign round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp'.split(' ').concat([...sums]),
);

/** Whether a computed length can be as small as one likes. */
function isArbitrary(value: string): boolean {
  const functions = functionsIn(value).filter((name) => name !== 'var' && mathematical.has(name));
  return functions.length > 0 && (functions.some((name) => !sums.has(name)) || /[*/]|[\s(,]-[\s.\d]/.test(value));
}

function numbersIn(value: string): readonly number[] {
  return Array.from(value.matchAll(/\d*\.?\d+(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
}
