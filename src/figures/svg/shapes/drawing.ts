import type { XastElement } from 'svgo';
import { drawingPrefix } from '../embedded-drawing.js';
import { idsOf } from '../fragment.js';
import { anyElement, type CssDeclaration, declarationsOfStyle, type Rule, rulesOf } from './declarations.js';
import { type DrawingLengths, lengthOf, outlineProperties } from './outline.js';
import { type ReferenceKind, referenceKinds, referencesOf } from './references.js';
import { isPainted, verticesIn } from './rendering-cost.js';
import { Traits } from './traits.js';

/** Presentation attributes that can refer to other elements, or that matter for the rendering cost. */
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

/** Attributes of an animation that hold values of the animated attribute. */
const animatedValues = ['from', 'to', 'by', 'values'];

/** References of declarations that apply to the same elements, with their target elements. */
export interface ResolvedReferences {
  /** Without duplicates, but for effects: masks and filters can be lists. */
  readonly targets: Readonly<Partial<Record<ReferenceKind, readonly XastElement[]>>>;
  /** Rendering cost besides the targets, in shapes. */
  readonly cost: Readonly<Partial<Record<ReferenceKind, number>>>;
}

/** Index of a sanitized drawing: which element refers to which. */
export class Drawing {
  readonly traits = new Traits();
  readonly markers: XastElement[] = [];
  private readonly byId = new Map<string, XastElement>();
  private readonly parents = new Map<XastElement, XastElement>();
  private readonly declared = new Map<XastElement, CssDeclaration[]>();
  private readonly own = new Map<XastElement, ResolvedReferences | undefined>();
  private readonly animatedVertices = new Map<XastElement, number>();
  private readonly rules = new Map<string, ResolvedReferences[]>();
  private readonly targetsOfFragment = new Map<string, readonly XastElement[]>();
  /** Largest width or height that a percentage may refer to, in user units. */
  private viewport = 300;

  constructor(root: XastElement) {
    const animations: XastElement[] = [];
    const rules: Rule[] = [];
    const read = (element: XastElement): void => {
      const { name, attributes, children } = element;
      if (name === 'marker') this.markers.push(element);
      if (attributes['attributeName'] !== undefined) animations.push(element);
      const { id } = attributes;
      if (id !== undefined && !this.byId.has(id)) this.byId.set(id, element);
      this.viewport = Math.max(this.viewport, viewportOf(element));
      for (const [attribute, value] of Object.entries(attributes))
        if (attribute === 'style') this.declare(element, declarationsOfStyle(value));
        else if (presentation.has(attribute)) this.declare(element, [{ property: attribute, value }]);
        else if (attribute === 'font-size') this.traits.read([{ property: attribute, value }]);
      for (const child of children)
        if (child.type === 'element') {
          this.parents.set(child, element);
          read(child);
        } else if (name === 'style' && child.type === 'text') for (const rule of rulesOf(child.value)) rules.push(rule);
    };
    read(root);
    for (const animation of animations) this.readAnimation(animation);
    for (const { names, declarations } of rules)
      this.traits.read(declarations, !names.every((name) => containers.has(name)));
    for (const { names, declarations } of rules) {
      const references = this.resolved(declarations);
      if (!references) continue;
      for (const name of names) {
        const known = this.rules.get(name);
        if (known) known.push(references);
        else this.rules.set(name, [references]);
      }
    }
  }

  /** The elements that the `href` of an element may refer to. */
  targetsOf(element: XastElement): readonly XastElement[] {
    const href = hrefOf(element);
    return href?.startsWith('#') ? this.targets(href) : [];
  }

  /** Lengths that hold for the whole drawing. */
  lengths(): DrawingLengths {
    return this.traits.lengths(this.viewport);
  }

  parentOf(element: XastElement): XastElement | undefined {
    return this.parents.get(element);
  }

  /** The references of an element's own attributes and of its animations. */
  ownReferences(element: XastElement): ResolvedReferences | undefined {
    const declarations = this.declared.get(element);
    if (declarations && !this.own.has(element)) this.own.set(element, this.resolved(declarations));
    return this.own.get(element);
  }

  /** Those of an element's names that a rule with references has. */
  namesOf({ name, attributes }: XastElement): readonly string[] {
    if (this.rules.size === 0) return [];
    const classes = (attributes['class'] ?? '').split(/[\t\n\f\r ]+/).map((one) => `.${one}`);
    const names = new Set([anyElement, name, `#${attributes['id']}`, ...classes]);
    return [...names].filter((one) => this.rules.has(one));
  }

  /** The references of the rules with a name. */
  ruleReferences(name: string): readonly ResolvedReferences[] {
    return this.rules.get(name) ?? [];
  }

  /** Number of vertices that animations give to an element. */
  animatedVerticesOf(element: XastElement): number {
    return this.animatedVertices.get(element) ?? 0;
  }

  private targets(fragment: string): readonly XastElement[] {
    const known = this.targetsOfFragment.get(fragment);
    const targets = known ?? idsOf(fragment).flatMap((id) => this.byId.get(id) ?? []);
    if (!known) this.targetsOfFragment.set(fragment, targets);
    return targets;
  }

  private declare(element: XastElement, declarations: readonly CssDeclaration[]): void {
    this.traits.read(declarations, isPainted(element));
    const known = this.declared.get(element);
    if (!known) this.declared.set(element, [...declarations]);
    else for (const declaration of declarations) known.push(declaration);
  }

  /** An animation applies to its parent, or to the target of its `href`. */
  private readAnimation(animation: XastElement): void {
    const { attributeName = '', ...attributes } = animation.attributes;
    const changed = [this.parentOf(animation), ...this.targetsOf(animation)].filter((element) => element !== undefined);
    for (const list of animatedValues)
      for (const value of list === 'values' ? (attributes[list] ?? '').split(';') : [attributes[list] ?? ''])
        for (const element of changed) {
          if (presentation.has(attributeName)) this.declare(element, [{ property: attributeName, value }]);
          if (outlineProperties.has(attributeName)) this.traits.read([{ property: attributeName, value }]);
          if (attributeName === 'd' || attributeName === 'points')
            this.animatedVertices.set(element, this.animatedVerticesOf(element) + verticesIn(value));
        }
  }

  private resolved(declarations: readonly CssDeclaration[]): ResolvedReferences | undefined {
    const { fragments, cost } = referencesOf(declarations, this.traits.shadowsAreCustom);
    const targets: Partial<Record<ReferenceKind, readonly XastElement[]>> = {};
    for (const kind of referenceKinds) {
      const found = (fragments[kind] ?? []).flatMap((fragment) => this.targets(fragment));
      if (found.length > 0) targets[kind] = kind === 'effect' ? found : [...new Set(found)];
    }
    const isEmpty = Object.keys(targets).length === 0 && referenceKinds.every((kind) => !cost[kind]);
    return isEmpty ? undefined : { targets, cost };
  }
}

/** Elements whose width and height are no outline. */
const containers = new Set(['svg', 'image', 'foreignObject', 'symbol', 'use']);

/** The largest width or height that percentages in an element refer to, in user units; 0 where they refer to those around it. */
function viewportOf({ name, attributes }: XastElement): number {
  const [, , width = 0, height = 0] = (attributes['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const sizes = [width, height];
  if (name === 'svg') sizes.push(lengthOf(attributes['width'], 0), lengthOf(attributes['height'], 0));
  return sizes.reduce((most, size) => (Number.isFinite(size) ? Math.max(most, size) : most), 0);
}

/** Whether an element is an image that is a drawing itself. */
export function isDrawing(element: XastElement): boolean {
  return element.name === 'image' && hrefOf(element)?.startsWith(drawingPrefix) === true;
}

function hrefOf({ attributes }: XastElement): string | undefined {
  return attributes['href'] ?? attributes['xlink:href'];
}
