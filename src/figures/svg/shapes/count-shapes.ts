import type { XastElement } from 'svgo';
import { once } from '../../../model/once.js';
import { svgReasons, UnfitSvgError } from '../unfit-svg.js';
import { CircularMemo } from './circular-memo.js';
import { Drawing, isDrawing, type ResolvedReferences } from './drawing.js';
import { largestMarker } from './marker-content.js';
import { type ReferenceKind, referenceKinds } from './references.js';
import { isPainted, renderingCost, vertexCost, verticesOf } from './rendering-cost.js';

/**
 * Maximum number of shapes that a drawing renders with all of its references expanded. A few hundred bytes of nested `use`,
 * patterns, masks or markers can expand to billions, which hangs a browser.
 */
export const maxShapes = 500_000;

/** Limit on repeated work for a drawing with circular references; see `CircularMemo`. */
const maxRepeated = 500_000;

/** What is rendered, as numbers. */
export interface DrawnCount {
  /** Rendering cost in simple shapes. */
  readonly shapes: number;
  /** Number of times that an embedded SVG image is rendered. */
  readonly drawings: number;
}

/** What an element renders with its children, and how many of these each kind of reference applies to. */
type SubtreeCount = DrawnCount & Readonly<Record<ReferenceKind, number>>;

/** What the targets of an element's references render, for each shape, end or vertex that they apply to. */
type PaintCount = Readonly<Record<ReferenceKind, DrawnCount>>;

const nothing: DrawnCount = { shapes: 0, drawings: 0 };
const noPaint: PaintCount = forKinds(() => nothing);
const noSubtree: SubtreeCount = { ...nothing, ...forKinds(() => 0) };

/**
 * Counts the shapes that a sanitized drawing renders. The cascade is not resolved: where a rule or an inner element overrides
 * another, both count. Circular references render nothing, as in browsers.
 *
 * @throws UnfitSvgError when it is more than {@link maxShapes}
 */
export function countShapes(root: XastElement): DrawnCount {
  const { shapes, drawings } = new ShapeCounter(new Drawing(root)).subtree(root);
  return { shapes, drawings };
}

/** Never-rendered elements: they are rendered only where something refers to them. */
const notInPlace = new Set([
  'pattern',
  'mask',
  'marker',
  'clipPath',
  'filter',
  'linearGradient',
  'radialGradient',
  'symbol',
  'defs',
]);

/** Elements besides `use` that render the target of their `href`. */
const drawingTarget = new Set(['textPath', 'pattern', 'linearGradient', 'radialGradient', 'filter']);

class ShapeCounter {
  private readonly memo = new CircularMemo(maxRepeated, tooComplex);
  private readonly dashPeriod: number;
  private readonly largestMarker = once(() => largestMarker(this.drawing));

  constructor(private readonly drawing: Drawing) {
    this.dashPeriod = drawing.traits.dashPeriod();
  }

  readonly subtree = this.memo.cut<XastElement, SubtreeCount>(
    noSubtree,
    (element) => {
      let count = this.own(element);
      for (const child of element.children)
        if (child.type === 'element' && !notInPlace.has(child.name)) count = joined(count, this.subtree(child));
      if (element.name === 'use' || drawingTarget.has(element.name))
        for (const target of this.drawing.targetsOf(element))
          count =
            element.name === 'use'
              ? joined(count, this.subtree(target))
              : { ...count, ...plus(count, 1, this.drawnAt(target)) };
      const paint = this.paint(element);
      if (paint !== noPaint)
        // An effect is applied to the whole, and to each part that inherits it.
        for (const kind of referenceKinds)
          count = { ...count, ...plus(count, count[kind] + (kind === 'effect' ? 1 : 0), paint[kind]) };
      // Written so that NaN fails, too.
      if (!(count.shapes <= maxShapes)) throw tooComplex();
      return count;
    },
    ({ children }) => children.length,
  );

  /** What an element renders without its children and references. */
  private own(element: XastElement): SubtreeCount {
    const { hasContextPaint, inheritsEffects, effectRepeats } = this.drawing.traits;
    const hasMarkers = this.drawing.markers.length > 0;
    const animated = this.drawing.animatedVerticesOf(element);
    const vertices = hasMarkers ? verticesOf(element) + animated : 0;
    const content = vertices > 0 && hasContextPaint ? vertices * this.largestMarker() : 0;
    const paints = isPainted(element) ? 1 + content : 0;
    return {
      shapes: renderingCost(element, this.dashPeriod) + animated * vertexCost,
      drawings: isDrawing(element) ? 1 : 0,
      fill: paints,
      stroke: paints,
      ends: vertices > 0 ? 2 : 0,
      vertices,
      effect: inheritsEffects ? effectRepeats : 0,
    };
  }

  /** What an element renders as the target of a reference: it inherits from its own ancestors, not from what refers to it. */
  private readonly drawnAt = this.memo.cut<XastElement, DrawnCount>(
    nothing,
    (element) => {
      const count = this.subtree(element);
      const inherited = this.inherited(element);
      return referenceKinds.reduce<DrawnCount>((drawn, kind) => plus(drawn, count[kind], inherited[kind]), count);
    },
    () => 0,
  );

  private readonly inherited: (element: XastElement) => PaintCount = this.memo.remembered(
    (element) => {
      const parent = this.drawing.parentOf(element);
      return parent ? sum([this.inherited(parent), this.paint(parent)]) : noPaint;
    },
    () => 0,
  );

  private readonly paint = this.memo.remembered<XastElement, PaintCount>(
    (element) => {
      const own = this.drawing.ownReferences(element);
      const ofRules = this.drawing.namesOf(element).map((name) => this.paintOfName(name));
      return sum(own ? [this.paintOf(own), ...ofRules] : ofRules);
    },
    ({ attributes }) => attributes['class']?.length ?? 0,
  );

  private readonly paintOfName = this.memo.remembered<string, PaintCount>(
    (name) => sum(this.drawing.ruleReferences(name).map((references) => this.paintOf(references))),
    (name) => this.drawing.ruleReferences(name).length,
  );

  private readonly paintOf = this.memo.remembered<ResolvedReferences, PaintCount>(
    ({ targets, cost }) =>
      forKinds((kind) =>
        (targets[kind] ?? []).reduce<DrawnCount>((drawn, target) => plus(drawn, 1, this.drawnAt(target)), {
          ...nothing,
          shapes: cost[kind] ?? 0,
        }),
      ),
    ({ targets }) => referenceKinds.reduce((sum, kind) => sum + (targets[kind]?.length ?? 0), 0),
  );
}

function tooComplex(): UnfitSvgError {
  return new UnfitSvgError(svgReasons.tooComplex);
}

function forKinds<Value>(make: (kind: ReferenceKind) => Value): Record<ReferenceKind, Value> {
  return {
    fill: make('fill'),
    stroke: make('stroke'),
    ends: make('ends'),
    vertices: make('vertices'),
    effect: make('effect'),
  };
}

function joined(a: SubtreeCount, b: SubtreeCount): SubtreeCount {
  // Field by field: there are as many of these as elements, and to spread objects takes four times as long.
  return {
    shapes: a.shapes + b.shapes,
    drawings: a.drawings + b.drawings,
    fill: a.fill + b.fill,
    stroke: a.stroke + b.stroke,
    ends: a.ends + b.ends,
    vertices: a.vertices + b.vertices,
    effect: a.effect + b.effect,
  };
}

function sum(all: readonly PaintCount[]): PaintCount {
  return all.reduce((total, paint) => {
    if (paint === noPaint) return total;
    return total === noPaint ? paint : forKinds((kind) => plus(total[kind], 1, paint[kind]));
  }, noPaint);
}

function plus(drawn: DrawnCount, times: number, more: DrawnCount): DrawnCount {
  return {
    shapes: drawn.shapes + product(times, more.shapes),
    drawings: drawn.drawings + product(times, more.drawings),
  };
}

/** A product in which 0 × ∞ is 0: nothing is rendered, however often. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
