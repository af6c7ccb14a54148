import type { Declared } from './declarations.js';
import { filtersIn } from './references.js';

/** What declarations anywhere in a drawing allow everywhere in it. */
export class Traits {
  /** Whether an effect may be inherited, which it is not by itself: by `mask: inherit`, or as a custom property. */
  inheritsEffects = false;
  /** Whether the content of a marker may be painted as what it marks is: by `context-fill`. */
  hasContextPaint = false;
  private shortestDash = Number.POSITIVE_INFINITY;
  private readonly customValues: string[] = [];
  private dashesAreCustom = false;

  read(declarations: readonly Declared[]): void {
    for (const { property, value } of declarations) {
      const isCustom = property.startsWith('--');
      // An escape could spell any word.
      const says = (words: RegExp): boolean => value.includes('\\') || words.test(value);
      if (isCustom) this.customValues.push(value);
      if (isCustom ? says(/url/i) || filtersIn(value) > 0 : effects.test(property) && says(/inherit|unset|revert/i))
        this.inheritsEffects = true;
      if (paints.test(property) && says(/context-/i)) this.hasContextPaint = true;
      if (property !== 'stroke-dasharray') continue;
      if (/var\(/i.test(value)) this.dashesAreCustom = true;
      else
        this.shortestDash = Math.min(
          this.shortestDash,
          dashPeriodOf(value) ?? (isKeyword(value) ? Number.POSITIVE_INFINITY : 0),
        );
    }
  }

  /** Length of the shortest dash with its gap, wherever it applies; infinite where no line is dashed, 0 when it cannot be told. */
  dashPeriod(): number {
    let shortest = this.shortestDash;
    if (this.dashesAreCustom)
      for (const value of this.customValues)
        shortest = Math.min(shortest, dashPeriodOf(value) ?? (isComputed(value) ? 0 : Number.POSITIVE_INFINITY));
    return shortest;
  }
}

/** Properties that apply to an element as a whole. */
const effects = /^(?:-webkit-)?mask|^(?:clip-path|filter|all)$/;

/** Properties of the colour in which something is painted. */
const paints = /^(?:fill|stroke|all|--.*)$/;

/** A length in a unit that does not depend on anything else. */
const length = /^[-+]?(\d*\.?\d+(?:e[-+]?\d+)?)(?:px|pt|pc|mm|cm|in)?$/i;

/** The length of a dash with its gap; undefined for what is no list of plain lengths. */
function dashPeriodOf(value: string): number | undefined {
  let period = 0;
  for (const written of value.trim().split(/[\s,]+/)) {
    const [, number] = length.exec(written) ?? [];
    if (number === undefined) return undefined;
    period += Number(number);
  }
  return period === 0 ? Number.POSITIVE_INFINITY : period;
}

function isKeyword(value: string): boolean {
  return /^\s*[a-z-]*\s*$/i.test(value);
}

/** Whether a value is computed, or has a unit that depends on the font or the drawing. */
function isComputed(value: string): boolean {
  return /\\|(?:^|[^a-z-])(?:calc|min|max|clamp|round|mod|rem|pow|sqrt|hypot|log|exp|abs|sign)\(|\d(?:%|em|ex|ch|v[wh])/i.test(
    value,
  );
}
