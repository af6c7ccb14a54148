import type { CssDeclaration } from './declarations.js';
import { isCostly, isCustom } from './references.js';

/** Features that a drawing uses anywhere, and that are assumed to apply to all of its elements. */
export class Traits {
  /** Whether effects may be inherited, which they are not by default: by `mask: inherit`, or through a custom property. */
  inheritsEffects = false;
  /** Whether the content of a marker may take the paint of the marked shape: by `context-fill` or `context-stroke`. */
  hasContextPaint = false;
  /** Maximum number of `var()` in one declaration of an effect: `mask: var(--a), var(--a)` applies it twice. */
  effectRepeats = 1;
  private shortestDash = Number.POSITIVE_INFINITY;
  private readonly customValues: string[] = [];
  private dashesAreCustom = false;

  read(declarations: readonly CssDeclaration[]): void {
    for (const { property, value } of declarations) {
      // An escape could spell any word.
      const says = (words: RegExp): boolean => value.includes('\\') || words.test(value);
      if (isCustom(property)) {
        this.customValues.push(value);
        this.inheritsEffects ||= says(/url/i) || isCostly(value);
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

  /** Estimated length of the shortest dash with its gap, in user units; infinite without dashes. */
  dashPeriod(): number {
    const custom = this.dashesAreCustom ? this.customValues.map(dashPeriodOf) : [];
    return custom.reduce((shortest, period) => Math.min(shortest, period), this.shortestDash);
  }
}

/** Properties with an effect on an element as a whole. */
const effects = /^(?:-webkit-)?(?:mask|clip-path|filter)|^all$/;

/** Properties whose value is a paint. */
const paints = /^(?:fill|stroke|all)$/;

/** The length of a dash with its gap, without regard to units; of a computed value, a tenth of its smallest number. */
function dashPeriodOf(value: string): number {
  const numbers = Array.from(value.slice(0, 1000).matchAll(/\d*\.?\d+(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
  const period = value.includes('(')
    ? numbers.reduce((least, number) => (number > 0 ? Math.min(least, number / 10) : least), Number.POSITIVE_INFINITY)
    : numbers.reduce((sum, number) => sum + number, 0);
  return period || Number.POSITIVE_INFINITY;
}
