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
  /** How long what they apply takes by itself, in shapes: filters and clip paths once, shadows each time a text is filled. */
  readonly effort: Readonly<Partial<Record<Use, number>>>;
}

/** What declarations for the same elements refer to. */
export function referencesOf(declarations: readonly Declared[]): References {
  const fragments: Partial<Record<Use, string[]>> = {};
  const effort = { effect: 0, fill: 0 };
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
    if (property === 'text-shadow') effort.fill += shadowsIn(value) * shadowEffort;
    else if (used.includes('effect')) effort.effect += effortOfEffect(value);
  }
  return { fragments, effort };
}

/** Whether a property is a custom one, or says what the value of one is at first. */
export function isCustom(property: string): boolean {
  return property.startsWith('--') || property === 'initial-value';
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
      return isCustom(property) ? uses : ['effect'];
  }
}

function effortOfEffect(value: string): number {
  const names = functionsIn(value);
  const filters = names.filter((name) => filtering.has(name)).length;
  return filters * filterEffort + (names.some((name) => outlining.has(name)) ? vertexEffort * verticesIn(value) : 0);
}

/** Whether a value has a function that takes time where it is applied. */
export function takesEffort(value: string): boolean {
  return functionsIn(value).some((name) => filtering.has(name) || outlining.has(name));
}

/** Functions that filter what is drawn. */
const filtering = new Set(
  'blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia'.split(' '),
);

/** Functions with as many vertices as one likes. */
const outlining = new Set(['path', 'polygon', 'shape']);

/** The names of the functions in a value. */
function functionsIn(value: string): readonly string[] {
  if (!value.includes('(')) return [];
  return tokensOf(value).flatMap(({ type, text }) =>
    type === tokenTypes.Function ? ident.decode(text.slice(0, -1)).toLowerCase() : [],
  );
}

/** What a shadow of a text takes, in shapes. */
const shadowEffort = 4;

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
