/** Arithmetic of what a drawing renders. */
import type { ReferenceKind } from './references.js';

/** What is rendered, as numbers. */
export interface DrawnCount {
  /** Rendering cost in simple shapes. */
  readonly shapes: number;
  /** Number of times that an embedded SVG image is rendered. */
  readonly drawings: number;
}

/** What an element renders with its children, and how many of these each kind of reference applies to. */
export type SubtreeCount = DrawnCount & Readonly<Record<ReferenceKind, number>>;

/** What the targets of an element's references render, for each shape, end or vertex that they apply to. */
export type PaintCount = Readonly<Record<ReferenceKind, DrawnCount>>;

export const nothing: DrawnCount = { shapes: 0, drawings: 0 };
export const noPaint: PaintCount = forKinds(() => nothing);
export const noSubtree: SubtreeCount = { ...nothing, ...forKinds(() => 0) };

/** Makes a value for each kind of reference. */
export function forKinds<Value>(make: (kind: ReferenceKind) => Value): Record<ReferenceKind, Value> {
  return {
    fill: make('fill'),
    stroke: make('stroke'),
    ends: make('ends'),
    vertices: make('vertices'),
    effect: make('effect'),
  };
}

/** What two elements render together. */
export function joined(a: SubtreeCount, b: SubtreeCount): SubtreeCount {
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

/** What several references render together. */
export function sum(all: readonly PaintCount[]): PaintCount {
  return all.reduce((total, paint) => {
    if (paint === noPaint) return total;
    return total === noPaint ? paint : forKinds((kind) => plus(total[kind], 1, paint[kind]));
  }, noPaint);
}

/** Adds what is rendered a number of times. */
export function plus(drawn: DrawnCount, times: number, more: DrawnCount): DrawnCount {
  return {
    shapes: drawn.shapes + product(times, more.shapes),
    drawings: drawn.drawings + product(times, more.drawings),
  };
}

/** A product in which 0 × ∞ is 0: nothing is rendered, however often. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
