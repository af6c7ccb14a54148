import { ident, tokenTypes } from 'css-tree';
import { referencedFragments, tokensOf } from '../css.js';
import type { Declared } from './declarations.js';
import { filterEffort, vertexEffort, verticesIn } from './effort.js';

/**
 * How often what an element refers to is drawn: as often as what is in the element is filled or stroked, or has ends or
 * vertices to mark, because these properties are inherited; or once for the whole, as an effect (mask, clip path, filter).
 */
export const uses = ['fill', 'stroke', 'ends', 'vertices', 'effect'] as const;
export type Use = (typeof uses)[number];

/** What declarations refer to. */
export interface References {
  /** Fragments, in the order in which they stand. */
  readonly fragments: Readonly<Partial<Record<Use, readonly string[]>>>;
  /** How long what they apply to an element takes by itself, in shapes: filters, shadows and outlines of clip paths. */
  readonly effort: number;
}

/** What declarations for the same elements refer to. */
export function referencesOf(declarations: readonly Declared[]): References {
  const fragments: Partial<Record<Use, string[]>> = {};
  let effort = 0;
  for (const { property, value } of declarations) {
    const used = usesOf(property);
    // An escape could spell the function.
    const urls = /url|\\/i.test(value) ? referencedFragments(value) : [];
    if (urls.length > 0)
      for (const use of used) {
        const known = fragments[use] ?? [];
        fragments[use] = known;
        for (const url of urls) known.push(url);
      }
    if (used.includes('effect')) effort += effortOfEffect(property, value);
  }
  return { fragments, effort };
}

function usesOf(property: string): readonly Use[] {
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
      return property.startsWith('--') ? uses : ['effect'];
  }
}

function effortOfEffect(property: string, value: string): number {
  if (property === 'text-shadow') return value.split(',').length * filterEffort;
  return filtersIn(value) * filterEffort + (/path|polygon|shape/i.test(value) ? vertexEffort * verticesIn(value) : 0);
}

/** Functions that filter what is drawn. */
const filtering = new Set(
  'blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia'.split(' '),
);

/** How many functions filter in a value. */
export function filtersIn(value: string): number {
  if (!value.includes('(')) return 0;
  return tokensOf(value).filter(
    ({ type, text }) => type === tokenTypes.Function && filtering.has(ident.decode(text.slice(0, -1)).toLowerCase()),
  ).length;
}
