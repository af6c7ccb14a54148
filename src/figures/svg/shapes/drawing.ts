import type { XastElement } from 'svgo';
import { drawingPrefix } from '../embedded-drawing.js';
import { idsOf } from '../fragment.js';
import { anyElement, type Declared, declarationsOfStyle, type Rule, rulesOf } from './declarations.js';
import { verticesIn } from './effort.js';
import { referencesOf, type Use, uses } from './references.js';
import { Traits } from './traits.js';

/** Attributes whose values are CSS that can refer to other elements, or matters for how long it takes to draw. */
const presentation = new Set([
  'fill',
  'stroke',
  'stroke-dasharray',
  'mask',
  'clip-path',
  'filter',
  'marker',
  'marker-start',
  'marker-mid',
  'marker-end',
]);

/** Attributes of animations that hold values of what is animated. */
const animatedValues = ['from', 'to', 'by', 'values'];

/** What declarations for the same elements have drawn. */
export interface Painting {
  /** Each element once, but for effects: masks and filters can be lists. */
  readonly targets: Readonly<Partial<Record<Use, readonly XastElement[]>>>;
  /** How long what they apply takes by itself, in shapes. */
  readonly effort: Readonly<Partial<Record<Use, number>>>;
}

/** A sanitized drawing, read once: what in it refers to what. */
export class Drawing {
  readonly traits = new Traits();
  readonly markers: XastElement[] = [];
  private readonly byId = new Map<string, XastElement>();
  private readonly parents = new Map<XastElement, XastElement>();
  private readonly declared = new Map<XastElement, Declared[]>();
  private readonly own = new Map<XastElement, Painting | undefined>();
  private readonly animatedVertices = new Map<XastElement, number>();
  private readonly paintings = new Map<string, Painting[]>();

  constructor(root: XastElement) {
    const animations: XastElement[] = [];
    const rules: Rule[] = [];
    const read = (element: XastElement): void => {
      const { name, attributes, children } = element;
      if (name === 'marker') this.markers.push(element);
      if (attributes['attributeName'] !== undefined) animations.push(element);
      const { id } = attributes;
      if (id !== undefined && !this.byId.has(id)) this.byId.set(id, element);
      for (const [attribute, value] of Object.entries(attributes))
        if (attribute === 'style') this.declare(element, declarationsOfStyle(value));
        else if (presentation.has(attribute)) this.declare(element, [{ property: attribute, value }]);
      for (const child of children)
        if (child.type === 'element') {
          this.parents.set(child, element);
          read(child);
        } else if (name === 'style' && child.type === 'text') for (const rule of rulesOf(child.value)) rules.push(rule);
    };
    read(root);
    for (const animation of animations) this.readAnimation(animation);
    for (const { names, declarations } of rules) {
      this.traits.read(declarations);
      const painting = this.resolved(declarations);
      if (!painting) continue;
      for (const name of names) {
        const known = this.paintings.get(name);
        if (known) known.push(painting);
        else this.paintings.set(name, [painting]);
      }
    }
  }

  /** The elements that the `href` of an element may stand for. */
  targetsOf(element: XastElement): readonly XastElement[] {
    const href = hrefOf(element);
    return href?.startsWith('#') ? this.targets(href) : [];
  }

  parentOf(element: XastElement): XastElement | undefined {
    return this.parents.get(element);
  }

  /** What the attributes of an element and its animations have drawn. */
  paintingOf(element: XastElement): Painting | undefined {
    const declarations = this.declared.get(element);
    if (declarations && !this.own.has(element)) this.own.set(element, this.resolved(declarations));
    return this.own.get(element);
  }

  /** The names of an element for which there are rules. */
  namesOf({ name, attributes }: XastElement): readonly string[] {
    if (this.paintings.size === 0) return [];
    const classes = (attributes['class'] ?? '').split(/[\t\n\f\r ]+/).map((one) => `.${one}`);
    const names = new Set([anyElement, name, `#${attributes['id']}`, ...classes]);
    return [...names].filter((one) => this.paintings.has(one));
  }

  /** What the rules for a name have drawn. */
  paintingsFor(name: string): readonly Painting[] {
    return this.paintings.get(name) ?? [];
  }

  /** Vertices that animations give to an element. */
  animatedVerticesOf(element: XastElement): number {
    return this.animatedVertices.get(element) ?? 0;
  }

  private targets(fragment: string): readonly XastElement[] {
    return idsOf(fragment).flatMap((id) => this.byId.get(id) ?? []);
  }

  private declare(element: XastElement, declarations: readonly Declared[]): void {
    this.traits.read(declarations);
    const known = this.declared.get(element);
    if (!known) this.declared.set(element, [...declarations]);
    else for (const declaration of declarations) known.push(declaration);
  }

  /** An animation changes the element around it, or the one that it names. */
  private readAnimation(animation: XastElement): void {
    const { attributeName = '', ...attributes } = animation.attributes;
    const changed = [this.parentOf(animation), ...this.targetsOf(animation)].filter((element) => element !== undefined);
    for (const list of animatedValues)
      for (const value of list === 'values' ? (attributes[list] ?? '').split(';') : [attributes[list] ?? ''])
        for (const element of changed) {
          if (presentation.has(attributeName)) this.declare(element, [{ property: attributeName, value }]);
          if (attributeName === 'd' || attributeName === 'points')
            this.animatedVertices.set(element, this.animatedVerticesOf(element) + verticesIn(value));
        }
  }

  private resolved(declarations: readonly Declared[]): Painting | undefined {
    const { fragments, effort } = referencesOf(declarations);
    const targets: Partial<Record<Use, readonly XastElement[]>> = {};
    for (const use of uses) {
      const found = (fragments[use] ?? []).flatMap((fragment) => this.targets(fragment));
      if (found.length > 0) targets[use] = use === 'effect' ? found : [...new Set(found)];
    }
    const isEmpty = Object.keys(targets).length === 0 && uses.every((use) => !effort[use]);
    return isEmpty ? undefined : { targets, effort };
  }
}

/** Whether an element is an image that is a drawing itself. */
export function isDrawing(element: XastElement): boolean {
  return element.name === 'image' && hrefOf(element)?.startsWith(drawingPrefix) === true;
}

function hrefOf({ attributes }: XastElement): string | undefined {
  return attributes['href'] ?? attributes['xlink:href'];
}
