import type { XastElement } from 'svgo';
import { svgReasons, UnfitSvgError } from '../unfit-svg.js';
import { CircularMemo } from './circular-memo.js';
import { Drawing, hrefOf, idIn } from './drawing.js';
import { filterEffort } from './effort.js';
import { type RuleReferences, type Use, uses } from './references.js';

/**
 * How many shapes a drawing may have once everything that it refers to is drawn in its place. A few hundred bytes of `use`,
 * or of patterns, masks and markers in each other, can become billions, which a browser tries to draw.
 */
export const maxShapes = 500_000;

/** How many results may be computed again for a drawing that refers to itself in circles. */
const maxRepeated = 200_000;

/** How much is drawn. */
export interface Drawn {
  readonly shapes: number;
  /** Images that are drawings themselves. */
  readonly drawings: number;
}

/** What an element draws, and how often that is filled, stroked and marked, or inherits an effect. */
type Part = Drawn & Readonly<Record<Use, number>>;

/** What is drawn each time when an element is filled, stroked or marked, or an effect is applied to it. */
type Paints = Readonly<Record<Use, Drawn>>;

const nothing: Drawn = { shapes: 0, drawings: 0 };
const oneShape: Drawn = { shapes: 1, drawings: 0 };
const noPaints: Paints = ofUses(() => nothing);
const noPart: Part = { ...nothing, ...ofUses(() => 0) };

/**
 * Counts what a sanitized drawing draws. It is never less than what browsers draw; it is more where a later rule or an inner
 * element overrides an earlier or outer one. Circular references draw nothing.
 *
 * @throws UnfitSvgError when it is more than {@link maxShapes}
 */
export function countShapes(root: XastElement): Drawn {
  const { shapes, drawings } = new ShapeCounter(new Drawing(root)).partOf(root);
  return { shapes, drawings };
}

class ShapeCounter {
  private readonly memo = new CircularMemo(maxRepeated, tooComplex);

  constructor(private readonly drawing: Drawing) {}

  readonly partOf = this.memo.cut<XastElement, Part>(noPart, (element) => {
    let part: Part = this.drawing.own(element);
    for (const child of element.children) if (child.type === 'element') part = joined(part, this.partOf(child));
    for (const target of this.drawing.targets(idIn(hrefOf(element))))
      part =
        element.name === 'use'
          ? joined(part, this.partOf(target))
          : { ...part, ...plus(part, 1, this.drawnAt(target)) };
    const paints = this.paintsOf(element);
    if (paints !== noPaints)
      // An effect is applied to the whole, and to each part that inherits it.
      for (const use of uses) part = { ...part, ...plus(part, part[use] + (use === 'effect' ? 1 : 0), paints[use]) };
    if (part.shapes > maxShapes) throw tooComplex();
    return part;
  });

  /** What is drawn where something refers to an element, which inherits from where it stands. */
  private readonly drawnAt = this.memo.cut<XastElement, Drawn>(nothing, (element) => {
    const part = this.partOf(element);
    const inherited = this.inheritedBy(element);
    return uses.reduce<Drawn>((drawn, use) => plus(drawn, part[use], inherited[use]), part);
  });

  private readonly inheritedBy: (element: XastElement) => Paints = this.memo.remembered((element) => {
    const parent = this.drawing.parentOf(element);
    return parent ? sum([this.inheritedBy(parent), this.paintsOf(parent)]) : noPaints;
  });

  private readonly paintsOf = this.memo.remembered<XastElement, Paints>((element) =>
    sum([
      this.paintsOfRule(this.drawing.referencesOf(element)),
      ...this.drawing.namesOf(element).map((name) => this.paintsOfName(name)),
    ]),
  );

  private readonly paintsOfName = this.memo.remembered<string, Paints>((name) =>
    sum(this.drawing.rules(name).map((rule) => this.paintsOfRule(rule))),
  );

  private readonly paintsOfRule = this.memo.remembered<RuleReferences, Paints>((rule) =>
    rule.length === 0
      ? noPaints
      : ofUses((use) =>
          rule
            .flatMap((references) => references[use] ?? [])
            .flatMap((id) => this.drawing.targets(id))
            .reduce<Drawn>(
              (drawn, target) => plus(drawn, 1, this.drawnAt(target)),
              use === 'effect' ? filtersOf(rule) : nothing,
            ),
        ),
  );
}

function filtersOf(rule: RuleReferences): Drawn {
  const filters = rule.reduce((sum, references) => sum + (references.filters ?? 0), 0);
  return plus(nothing, filters * filterEffort, oneShape);
}

function tooComplex(): UnfitSvgError {
  return new UnfitSvgError(svgReasons.tooComplex);
}

function ofUses<Value>(make: (use: Use) => Value): Record<Use, Value> {
  return { fill: make('fill'), stroke: make('stroke'), marker: make('marker'), effect: make('effect') };
}

function joined(a: Part, b: Part): Part {
  return { ...plus(a, 1, b), ...ofUses((use) => a[use] + b[use]) };
}

function sum(all: readonly Paints[]): Paints {
  return all.reduce((total, paints) => {
    if (paints === noPaints || total === noPaints) return total === noPaints ? paints : total;
    return ofUses((use) => plus(total[use], 1, paints[use]));
  }, noPaints);
}

function plus(drawn: Drawn, times: number, more: Drawn): Drawn {
  return {
    shapes: drawn.shapes + product(times, more.shapes),
    drawings: drawn.drawings + product(times, more.drawings),
  };
}

/** Nothing is drawn when there is nothing to draw, however often: also if that is without end. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
