import type { Declared } from './declarations.js';
import { isCustom, takesEffort } from './references.js';

/** What declarations anywhere in a drawing allow everywhere in it. */
export class Traits {
  /** Whether an effect may be inherited, which it is not by itself: by `mask: inherit`, or as a custom property. */
  inheritsEffects = false;
  /** Whether the content of a marker may be painted as what it marks is: by `context-fill`. */
  hasContextPaint = false;
  private shortestDash = Number.POSITIVE_INFINITY;
  private readonly customValues: string[] = [];
  private dashesAreCustom = false;

  /** How often a custom property with an effect may be applied at once. */
  effectRepeats = 1;

  read(declarations: readonly Declared[]): void {
    for (const { property, value } of declarations) {
      // An escape could spell any word.
      const says = (words: RegExp): boolean => value.includes('\\') || words.test(value);
      if (isCustom(property)) {
        this.customValues.push(value);
        this.inheritsEffects ||= says(/url/i) || takesEffort(value);
      } else if (effects.test(property)) {
        this.inheritsEffects ||= says(/inherit|unset|revert/i);
        this.effectRepeats = Math.max(this.effectRepeats, value.split(/var\(/i).length - 1);
      }
      if (paints.test(property) || isCustom(property)) this.hasContextPaint ||= says(/context-/i);
      if (property !== 'stroke-dasharray') continue;
      this.dashesAreCustom ||= /var\(/i.test(value);
      this.shortestDash = Math.min(this.shortestDash, dashPeriodOf(value));
    }
  }

  /** About the length of the shortest dash with its gap, wherever it applies; infinite where no line is dashed. */
  dashPeriod(): number {
    const custom = this.dashesAreCustom ? this.customValues.map(dashPeriodOf) : [];
    return custom.reduce((shortest, period) => Math.min(shortest, period), this.shortestDash);
  }
}

/** Properties that apply to an element as a whole. */
const effects = /^(?:-webkit-)?(?:mask|clip-path|filter)|^all$/;

/** Properties of the colour in which something is painted. */
const paints = /^(?:fill|stroke|all)$/;

/** The length of a dash with its gap, whatever its unit; of what is computed, less than the smallest number in it. */
function dashPeriodOf(value: string): number {
  const numbers = Array.from(value.slice(0, 1000).matchAll(/\d*\.?\d+(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
  const period = value.includes('(')
    ? numbers.reduce((least, number) => (number > 0 ? Math.min(least, number / 10) : least), Number.POSITIVE_INFINITY)
    : numbers.reduce((sum, number) => sum + number, 0);
  return period || Number.POSITIVE_INFINITY;
}
