import type { XastElement } from 'svgo';
import { once } from '../../../model/once.js';
import { svgReasons, UnfitSvgError } from '../unfit-svg.js';
import { CircularMemo } from './circular-memo.js';
import { Drawing, isDrawing, type ResolvedReferences } from './drawing.js';
import { largestMarker } from './marker-content.js';
import type { DrawingLengths } from './outline.js';
import { referenceKinds } from './references.js';
import { isPainted, renderingCost, vertexCost, verticesOf } from './rendering-cost.js';
import {
  type DrawnCount,
  forKinds,
  joined,
  noPaint,
  noSubtree,
  nothing,
  type PaintCount,
  plus,
  type SubtreeCount,
  sum,
} from './shape-counts.js';

/**
 * Maximum number of shapes that a drawing renders with all of its references expanded. A few hundred bytes of nested `use`,
 * patterns, masks or markers can expand to billions, which hangs a browser.
 */
export const maxShapes = 500_000;

/** Limit on repeated work for a drawing with circular references; see `CircularMemo`. */
const maxRepeated = 500_000;

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

/** The never-rendered elements of SVG: only what refers to one renders it. */
const neverRendered = new Set([
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
const rendersHrefTarget = new Set(['textPath', 'pattern', 'linearGradient', 'radialGradient', 'filter']);

class ShapeCounter {
  private readonly memo = new CircularMemo(maxRepeated, tooComplex);
  private readonly lengths: DrawingLengths;
  private readonly effectRepeats: number;
  private readonly largestMarker = once(() => largestMarker(this.drawing));

  constructor(private readonly drawing: Drawing) {
    this.lengths = drawing.lengths();
    this.effectRepeats = drawing.traits.effectRepeats();
  }

  readonly subtree = this.memo.memoizeCyclic<XastElement, SubtreeCount>(
    noSubtree,
    (element) => {
      let count = this.own(element);
      for (const child of element.children)
        if (child.type === 'element' && !neverRendered.has(child.name)) count = joined(count, this.subtree(child));
      if (element.name === 'use' || rendersHrefTarget.has(element.name))
        for (const target of this.drawing.targetsOf(element))
          count =
            element.name === 'use'
              ? joined(count, this.subtree(target))
              : { ...count, ...plus(count, 1, this.renderedAsTarget(target)) };
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

  /** What an element renders without its children and references. Counted once, as path data can be megabytes. */
  private readonly own = this.memo.memoize<XastElement, SubtreeCount>(
    (element) => {
      const { hasContextPaint, inheritsEffects } = this.drawing.traits;
      const hasMarkers = this.drawing.markers.length > 0;
      const animated = this.drawing.animatedVerticesOf(element);
      const vertices = hasMarkers ? verticesOf(element) + animated : 0;
      const content = vertices > 0 && hasContextPaint ? vertices * this.largestMarker() : 0;
      const paints = isPainted(element) ? 1 + content : 0;
      return {
        shapes: renderingCost(element, this.lengths) + animated * vertexCost,
        drawings: isDrawing(element) ? 1 : 0,
        fill: paints,
        stroke: paints,
        ends: vertices > 0 ? 2 : 0,
        vertices,
        effect: inheritsEffects ? this.effectRepeats : 0,
      };
    },
    () => 0,
  );

  /** What an element renders as the target of a reference: it inherits from its own ancestors, not from what refers to it. */
  private readonly renderedAsTarget = this.memo.memoizeCyclic<XastElement, DrawnCount>(
    nothing,
    (element) => {
      const count = this.subtree(element);
      const inherited = this.inherited(element);
      return referenceKinds.reduce<DrawnCount>((drawn, kind) => plus(drawn, count[kind], inherited[kind]), count);
    },
    () => 0,
  );

  private readonly inherited: (element: XastElement) => PaintCount = this.memo.memoize(
    (element) => {
      const parent = this.drawing.parentOf(element);
      return parent ? sum([this.inherited(parent), this.paint(parent)]) : noPaint;
    },
    () => 0,
  );

  private readonly paint = this.memo.memoize<XastElement, PaintCount>(
    (element) => {
      const own = this.drawing.ownReferences(element);
      const ofRules = this.drawing.namesOf(element).map((name) => this.paintOfName(name));
      return sum(own ? [this.paintOf(own), ...ofRules] : ofRules);
    },
    ({ attributes }) => (attributes['class']?.length ?? 0) + (attributes['id']?.length ?? 0),
  );

  private readonly paintOfName = this.memo.memoize<string, PaintCount>(
    (name) => sum(this.drawing.ruleReferences(name).map((references) => this.paintOf(references))),
    (name) => this.drawing.ruleReferences(name).length,
  );

  private readonly paintOf = this.memo.memoize<ResolvedReferences, PaintCount>(
    ({ targets, cost }) =>
      forKinds((kind) =>
        (targets[kind] ?? []).reduce<DrawnCount>((drawn, target) => plus(drawn, 1, this.renderedAsTarget(target)), {
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
