import { tokenTypes } from 'css-tree';
import { functionsIn, referencedFragments, tokensOf } from '../css-tokens.js';
import type { CssDeclaration } from './declarations.js';
import { filterCost, vertexCost, verticesIn } from './rendering-cost.js';

/**
 * Kinds of references, by how often the target is rendered. `fill`, `stroke`, `ends` (`marker-start`, `marker-end`) and
 * `vertices` (`marker-mid`) come from inherited properties: once for each shape, end or vertex in the element. An `effect`
 * (mask, clip path, filter) is applied once to the element as a whole.
 */
export const referenceKinds = ['fill', 'stroke', 'ends', 'vertices', 'effect'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** References of declarations that apply to the same elements. */
export interface References {
  /** URL fragments with their `#`, in source order. */
  readonly fragments: Readonly<Partial<Record<ReferenceKind, readonly string[]>>>;
  /** Rendering cost of functions, in shapes: filter functions and clip paths once, text shadows for each fill. */
  readonly cost: Readonly<Partial<Record<ReferenceKind, number>>>;
}

/**
 * Collects the references of declarations that apply to the same elements.
 *
 * @param shadowsAreCustom Whether the value of a custom property may become a list of text shadows.
 */
export function referencesOf(declarations: readonly CssDeclaration[], shadowsAreCustom: boolean): References {
  const fragments: Partial<Record<ReferenceKind, string[]>> = {};
  const cost = { effect: 0, fill: 0 };
  for (const { property, value } of declarations) {
    const kinds = kindsOf(property);
    // An escape could spell the function.
    const urls = /url|\\/i.test(value) ? referencedFragments(value) : [];
    if (urls.length > 0)
      for (const kind of kinds) {
        const known = fragments[kind] ?? [];
        fragments[kind] = known;
        for (const url of urls) known.push(url);
      }
    const hasShadows = property === 'text-shadow' || (shadowsAreCustom && isCustom(property));
    if (hasShadows) cost.fill += shadowsIn(value) * shadowCost;
    if (property !== 'text-shadow' && kinds.includes('effect')) cost.effect += costOfEffect(value);
  }
  return { fragments, cost };
}

/** Whether a property is a custom property, or the `initial-value` of one in `@property`. */
export function isCustom(property: string): boolean {
  return property.startsWith('--') || property === 'initial-value';
}

function kindsOf(property: string): readonly ReferenceKind[] {
  switch (property) {
    case 'fill':
    case 'stroke':
      return [property];
    case 'marker-start':
    case 'marker-end':
      return ['ends'];
    case 'marker':
    case 'marker-mid':
      return ['vertices'];
    default:
      // The value of a custom property can become that of any other.
      return isCustom(property) ? referenceKinds : ['effect'];
  }
}

function costOfEffect(value: string): number {
  const names = functionsIn(value);
  const filters = names.filter((name) => filtering.has(name)).length;
  return filters * filterCost + (names.some((name) => outlining.has(name)) ? vertexCost * verticesIn(value) : 0);
}

/** Whether a value has a function with a rendering cost of its own. */
export function isCostly(value: string): boolean {
  return functionsIn(value).some((name) => filtering.has(name) || outlining.has(name));
}

/** Filter functions of CSS. */
const filtering = new Set(
  'blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia'.split(' '),
);

/** Basic shapes whose number of vertices is not limited. */
const outlining = new Set(['path', 'polygon', 'shape']);

/** Rendering cost of one text shadow, in shapes. */
const shadowCost = 6;

function shadowsIn(value: string): number {
  if (/^\s*none\s*$/i.test(value.slice(0, 100))) return 0;
  let depth = 0;
  let shadows = 1;
  for (const { type } of tokensOf(value)) {
    if (type === tokenTypes.Function || type === tokenTypes.LeftParenthesis) depth += 1;
    else if (type === tokenTypes.RightParenthesis) depth -= 1;
    else if (type === tokenTypes.Comma && depth === 0) shadows += 1;
  }
  return shadows;
}
