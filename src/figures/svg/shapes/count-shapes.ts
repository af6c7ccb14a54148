import type { XastElement } from 'svgo';
import { once } from '../../../model/once.js';
import { svgReasons, UnfitSvgError } from '../unfit-svg.js';
import { CircularMemo } from './circular-memo.js';
import { Drawing, isDrawing, type Painting } from './drawing.js';
import { effortOf, isPainted, vertexEffort, verticesOf } from './effort.js';
import { largestMarker } from './marker-content.js';
import { type Use, uses } from './references.js';

/**
 * How many shapes a drawing may have once everything that it refers to is drawn in its place. A few hundred bytes of `use`,
 * or of patterns, masks and markers in each other, can become billions, which a browser tries to draw.
 */
export const maxShapes = 500_000;

/** How much may be computed again for a drawing that refers to itself in circles. */
const maxRepeated = 500_000;

/** How much is drawn. */
export interface DrawnCount {
  /** Shapes, and what else takes as long. */
  readonly shapes: number;
  /** Images that are drawings themselves. */
  readonly drawings: number;
}

/** What an element draws with its children, and how often that is filled, stroked and marked, or inherits an effect. */
type SubtreeCount = DrawnCount & Readonly<Record<Use, number>>;

/** What is drawn each time when an element is filled, stroked or marked, or an effect is applied to it. */
type PaintCount = Readonly<Record<Use, DrawnCount>>;

const nothing: DrawnCount = { shapes: 0, drawings: 0 };
const noPaint: PaintCount = forUses(() => nothing);
const noSubtree: SubtreeCount = { ...nothing, ...forUses(() => 0) };

/**
 * Counts what a sanitized drawing draws. It is more than what browsers draw where a later rule or an inner element overrides
 * an earlier or outer one. Circular references draw nothing.
 *
 * @throws UnfitSvgError when it is more than {@link maxShapes}
 */
export function countShapes(root: XastElement): DrawnCount {
  const { shapes, drawings } = new ShapeCounter(new Drawing(root)).subtree(root);
  return { shapes, drawings };
}

/** Elements that are drawn only where something refers to them. */
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

/** Elements that draw what their `href` refers to, besides `use`. */
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
        for (const use of uses)
          count = { ...count, ...plus(count, count[use] + (use === 'effect' ? 1 : 0), paint[use]) };
      // Not a number is too complex, too.
      if (!(count.shapes <= maxShapes)) throw tooComplex();
      return count;
    },
    ({ children }) => children.length,
  );

  /** What an element draws without its children. */
  private own(element: XastElement): SubtreeCount {
    const { hasContextPaint, inheritsEffects, effectRepeats } = this.drawing.traits;
    const hasMarkers = this.drawing.markers.length > 0;
    const animated = this.drawing.animatedVerticesOf(element);
    const vertices = hasMarkers ? verticesOf(element) + animated : 0;
    const content = vertices > 0 && hasContextPaint ? vertices * this.largestMarker() : 0;
    const paints = isPainted(element) ? 1 + content : 0;
    return {
      shapes: effortOf(element, this.dashPeriod) + animated * vertexEffort,
      drawings: isDrawing(element) ? 1 : 0,
      fill: paints,
      stroke: paints,
      ends: vertices > 0 ? 2 : 0,
      vertices,
      effect: inheritsEffects ? effectRepeats : 0,
    };
  }

  /** What is drawn where something refers to an element, which inherits from where it stands. */
  private readonly drawnAt = this.memo.cut<XastElement, DrawnCount>(
    nothing,
    (element) => {
      const count = this.subtree(element);
      const inherited = this.inherited(element);
      return uses.reduce<DrawnCount>((drawn, use) => plus(drawn, count[use], inherited[use]), count);
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
      const own = this.drawing.paintingOf(element);
      const ofRules = this.drawing.namesOf(element).map((name) => this.paintOfName(name));
      return sum(own ? [this.paintOf(own), ...ofRules] : ofRules);
    },
    ({ attributes }) => attributes['class']?.length ?? 0,
  );

  private readonly paintOfName = this.memo.remembered<string, PaintCount>(
    (name) => sum(this.drawing.paintingsFor(name).map((painting) => this.paintOf(painting))),
    (name) => this.drawing.paintingsFor(name).length,
  );

  private readonly paintOf = this.memo.remembered<Painting, PaintCount>(
    ({ targets, effort }) =>
      forUses((use) =>
        (targets[use] ?? []).reduce<DrawnCount>((drawn, target) => plus(drawn, 1, this.drawnAt(target)), {
          ...nothing,
          shapes: effort[use] ?? 0,
        }),
      ),
    ({ targets }) => uses.reduce((sum, use) => sum + (targets[use]?.length ?? 0), 0),
  );
}

function tooComplex(): UnfitSvgError {
  return new UnfitSvgError(svgReasons.tooComplex);
}

function forUses<Value>(make: (use: Use) => Value): Record<Use, Value> {
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
    return total === noPaint ? paint : forUses((use) => plus(total[use], 1, paint[use]));
  }, noPaint);
}

function plus(drawn: DrawnCount, times: number, more: DrawnCount): DrawnCount {
  return {
    shapes: drawn.shapes + product(times, more.shapes),
    drawings: drawn.drawings + product(times, more.drawings),
  };
}

/** Nothing is drawn when there is nothing to draw, however often: also if that is infinitely often. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
