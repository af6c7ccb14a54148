import type { XastElement } from 'svgo';
import { once } from '../../../model/once.js';
import { drawingPrefix } from '../embedded-drawing.js';
import { dashPeriodOf, effortOf, isPainted, verticesOf } from './effort.js';
import {
  anyElement,
  type References,
  type RuleReferences,
  referencesOfProperty,
  referencesOfSheets,
  referencesOfStyle,
  type Use,
} from './references.js';

/** Attributes that can refer to other elements by a `url()`. */
const referring = new Set([
  'fill',
  'stroke',
  'mask',
  'clip-path',
  'filter',
  'marker',
  'marker-start',
  'marker-mid',
  'marker-end',
]);

/** Attributes of animations that hold values of what is animated. */
const animatedValues = new Set(['from', 'to', 'by', 'values']);

const noReferences: RuleReferences = [];

/** A sanitized drawing, read once, with what in it refers to what. */
export class Drawing {
  private readonly byId = new Map<string, XastElement>();
  private readonly parents = new Map<XastElement, XastElement>();
  private readonly referred = new Map<XastElement, References[]>();
  private readonly byName: ReadonlyMap<string, readonly RuleReferences[]>;
  private readonly markers: XastElement[] = [];
  private readonly animations: XastElement[] = [];
  private readonly sheets: string[] = [];
  /** Whether an element may inherit what is no inherited property: `mask: inherit`. */
  private inheritsEffects = false;
  /** Length of the shortest dash with its gap, wherever it applies: a style sheet may apply it to any element. */
  private dashPeriod = Number.POSITIVE_INFINITY;
  private dashesAreCustom = false;
  private readonly customValues: string[] = [];
  /** Whether the content of a marker may be painted as what it marks is: `context-fill`. */
  private hasContextPaint = false;

  constructor(root: XastElement) {
    this.read(root);
    for (const animation of this.animations) this.readAnimation(animation);
    for (const css of this.sheets) this.readWords(css);
    if (this.dashesAreCustom) this.dashPeriod = this.customValues.map(dashPeriodOf).reduce(shortest, this.dashPeriod);
    this.byName = referencesOfSheets(this.sheets);
  }

  /** The elements that an id stands for in a URL. */
  targets(id: string | undefined): readonly XastElement[] {
    if (id === undefined) return [];
    // Browsers decode it.
    return [...new Set([id, decoded(id)])].flatMap((one) => this.byId.get(one) ?? []);
  }

  parentOf(element: XastElement): XastElement | undefined {
    return this.parents.get(element);
  }

  /** What the attributes of an element, and its animations, refer to. */
  referencesOf(element: XastElement): RuleReferences {
    return this.referred.get(element) ?? noReferences;
  }

  /** The names under which `rules` has those that may apply to an element. */
  namesOf({ name, attributes }: XastElement): readonly string[] {
    if (this.byName.size === 0) return [];
    const { id, class: classes = '' } = attributes;
    const named = [...new Set(classes.split(/\s+/))].map((one) => `.${one}`);
    return [anyElement, name, ...(id === undefined ? [] : [`#${id}`]), ...named].filter((one) => this.byName.has(one));
  }

  /** What the rules for a name refer to. */
  rules(name: string): readonly RuleReferences[] {
    return this.byName.get(name) ?? [];
  }

  /** What an element draws without its children, and how often that is filled, stroked and marked, or inherits an effect. */
  own(element: XastElement): Readonly<Record<'shapes' | 'drawings' | Use, number>> {
    const { name, attributes } = element;
    const marked = this.markers.length > 0 ? verticesOf(attributes) : 0;
    const paints = isPainted(element)
      ? 1 + (marked > 0 && this.hasContextPaint ? marked * this.largestMarker() : 0)
      : 0;
    return {
      shapes: effortOf(element, this.dashPeriod),
      drawings: name === 'image' && hrefOf(element)?.startsWith(drawingPrefix) ? 1 : 0,
      fill: paints,
      stroke: paints,
      marker: marked,
      effect: this.inheritsEffects ? 1 : 0,
    };
  }

  private read(element: XastElement): void {
    const { name, attributes, children } = element;
    if (name === 'marker') this.markers.push(element);
    if (attributes['attributeName'] !== undefined) this.animations.push(element);
    const { id } = attributes;
    if (id !== undefined && !this.byId.has(id)) this.byId.set(id, element);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute === 'stroke-dasharray') this.readDashes(value);
      if (attribute === 'style') this.refer(element, referencesOfStyle(value));
      else if (referring.has(attribute)) this.refer(element, referencesOfProperty(attribute, value));
      else if (!animatedValues.has(attribute)) continue;
      this.readWords(value);
    }
    for (const child of children) {
      if (child.type === 'text' && name === 'style') this.sheets.push(child.value);
      if (child.type !== 'element') continue;
      this.parents.set(child, element);
      this.read(child);
    }
  }

  /** An animation changes the element around it, or the one that it names. */
  private readAnimation(animation: XastElement): void {
    const { attributeName = '', ...attributes } = animation.attributes;
    for (const attribute of animatedValues) {
      if (attributeName === 'stroke-dasharray')
        for (const value of (attributes[attribute] ?? '').split(';')) this.readDashes(value);
      const references = referencesOfProperty(attributeName, attributes[attribute] ?? '');
      for (const target of [this.parentOf(animation), ...this.targets(idIn(hrefOf(animation)))])
        if (target) this.refer(target, references);
    }
  }

  private refer(element: XastElement, references: readonly References[]): void {
    const known = this.referred.get(element);
    if (!known && references.length > 0) this.referred.set(element, [...references]);
    else for (const one of references) known?.push(one);
  }

  /** An escape in CSS could spell any word. */
  private readWords(css: string): void {
    this.inheritsEffects ||= /inherit|unset|revert|\\/i.test(css);
    this.hasContextPaint ||= /context-|\\/i.test(css);
    for (const [, value = ''] of css.matchAll(/stroke-dasharray\s*:([^;}]*)/gi)) this.readDashes(value);
    // What a custom property holds may become the value of any other.
    for (const [, value = ''] of css.matchAll(/(?:--[\w-]+|initial-value)\s*:([^;}]*)/gi))
      this.customValues.push(value);
  }

  private readDashes(value: string): void {
    if (/var\(/i.test(value)) this.dashesAreCustom = true;
    else this.dashPeriod = shortest(this.dashPeriod, dashPeriodOf(value));
  }

  /**
   * How many elements the largest marker has; no end of them where its content may be marked or used: what such content is
   * painted as cannot be told by looking at what it marks.
   */
  private readonly largestMarker = once(() => {
    const marking = new Set(Array.from(this.byName).flatMap(([name, rules]) => (rules.some(hasMarker) ? [name] : [])));
    const isMarked = (element: XastElement): boolean =>
      hasMarker(this.referencesOf(element)) || this.namesOf(element).some((name) => marking.has(name));
    const size = (element: XastElement): number => {
      if (element.name === 'use' || isMarked(element)) return Number.POSITIVE_INFINITY;
      return element.children.reduce((sum, child) => sum + (child.type === 'element' ? size(child) : 0), 1);
    };
    let largest = 0;
    for (const marker of this.markers) {
      largest = Math.max(largest, size(marker));
      for (let outer = this.parentOf(marker); outer; outer = this.parentOf(outer))
        if (isMarked(outer)) largest = Number.POSITIVE_INFINITY;
    }
    return largest;
  });
}

function shortest(a: number, b: number): number {
  return Math.min(a, b);
}

function hasMarker(rule: RuleReferences): boolean {
  return rule.some(({ marker = [] }) => marker.length > 0);
}

/** Where an element's `href` leads. */
export function hrefOf({ attributes }: XastElement): string | undefined {
  return attributes['href'] ?? attributes['xlink:href'];
}

/** The id in a URL within the drawing. */
export function idIn(url: string | undefined): string | undefined {
  return url?.startsWith('#') ? url.slice(1) : undefined;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
