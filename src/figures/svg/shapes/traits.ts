import { functionsIn } from '../css-tokens.js';
import { Dashes } from './dashes.js';
import type { CssDeclaration } from './declarations.js';
import { type DrawingLengths, fontSizeOf, lengthOf, outlineProperties } from './outline.js';
import { isCostly, isCustom } from './references.js';

/** Features that a drawing uses anywhere, and that are assumed to apply to all of its elements. */
export class Traits {
  /** Whether effects may be inherited, which they are not by default: by `mask: inherit`, or through a custom property. */
  inheritsEffects = false;
  /** Whether the content of a marker may take the paint of the marked shape: by `context-fill` or `context-stroke`. */
  hasContextPaint = false;
  /** Whether text shadows may come from a custom property. */
  shadowsAreCustom = false;
  private customEffects = 0;
  private nestedRepeats = 1;
  private fontSize = 0;
  private readonly dashes = new Dashes();
  private readonly outlines: string[] = [];

  /** @param ofShapes Whether the declarations may apply to a shape. */
  read(declarations: readonly CssDeclaration[], ofShapes = true): void {
    for (const { property, value } of declarations) {
      // An escape could spell any word.
      const says = (words: RegExp): boolean => value.includes('\\') || words.test(value);
      const variables = functionsIn(value).filter((name) => name === 'var').length;
      if (isCustom(property)) {
        this.dashes.readCustom(value);
        this.inheritsEffects ||= says(/url/i) || isCostly(value);
        this.nestedRepeats *= Math.max(1, variables);
      } else if (effects.test(property)) {
        this.inheritsEffects ||= says(/inherit|unset|revert/i);
        this.customEffects = Math.max(this.customEffects, variables);
      }
      if (paints.test(property) || isCustom(property)) this.hasContextPaint ||= says(/context-/i);
      if (property === 'text-shadow') this.shadowsAreCustom ||= variables > 0;
      if (property === 'stroke-dasharray') this.dashes.read(value);
      if (property === 'font-size' || property === 'font') this.fontSize = Math.max(this.fontSize, fontSizeOf(value));
      if (ofShapes && outlineProperties.has(property)) this.outlines.push(value);
    }
  }

  /**
   * Upper bound on how often one declaration applies an effect of a custom property: `mask: var(--a), var(--a)` does so
   * twice, and `--a: var(--b), var(--b)` each of these twice.
   */
  effectRepeats(): number {
    return this.customEffects === 0 ? 1 : this.customEffects * this.nestedRepeats;
  }

  /** @param viewport See {@link DrawingLengths}. */
  lengths(viewport: number): DrawingLengths {
    return {
      viewport,
      dashPeriod: this.dashes.period(),
      fontSize: this.fontSize,
      styled: this.outlines.reduce((most, value) => Math.max(most, Math.abs(lengthOf(value, viewport))), 0),
    };
  }
}

/** Properties with an effect on an element as a whole. */
const effects = /^(?:-webkit-)?(?:mask|clip-path|filter)|^all$/;

/** Properties whose value is a paint. */
const paints = /^(?:fill|stroke|all)$/;
