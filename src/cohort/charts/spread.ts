import { maxOf } from '../../model/min-max.js';
import type { Bar, SpreadShapes, Tick } from '../../render/views/chart.js';

/** Geometry of the drawing; counts are above the plot, tick labels below its axis. */
export const plot = { width: 340, height: 104, left: 18, right: 322, top: 15, axis: 82 } as const;

/** A distribution along the axis, in the units of the drawing. */
interface Spread {
  /** The position of each group. */
  readonly places: readonly number[];
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly ticks: readonly Tick[];
  readonly middle: number;
}

/**
 * Draws a distribution: a dot for each group as long as the stacked dots fit the plot, because dots show every value
 * exactly; otherwise a histogram.
 */
export function drawSpread(spread: Spread): SpreadShapes {
  const [first] = spread.places;
  // Where all are equal, the sentence beside the drawing says everything.
  return spread.places.every((place) => place === first) ? noShapes : drawShapes(spread);
}

const noShapes: SpreadShapes = {
  width: plot.width,
  height: 0,
  axis: { y: 0, from: 0, to: 0 },
  dots: [],
  bars: [],
  ticks: [],
  middle: 0,
};

function drawShapes({ places, bins, ticks, middle }: Spread): SpreadShapes {
  const levels = stackDots(places, Math.floor((plot.axis - plot.top) / dotPitch));
  // Low stacks need less height.
  const axis = levels ? plot.top + dotPitch * ((maxOf(levels) ?? 0) + 1) : plot.axis;
  return {
    width: plot.width,
    height: axis + plot.height - plot.axis,
    axis: { y: axis, from: plot.left, to: plot.right },
    dots: levels
      ? places.map((place, index) => ({ x: round(place), y: axis - dotPitch * ((levels[index] ?? 0) + 0.5) }))
      : [],
    bars: levels ? [] : barsOf(bins),
    ticks: ticks.map(({ x, label }) => ({ x: round(x), label })),
    middle: round(middle),
  };
}

function barsOf(bins: Spread['bins']): readonly Bar[] {
  const highest = maxOf(bins.map(({ count }) => count)) ?? 0;
  return bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      // Minimum height, so that one group among hundreds is visible.
      const height = Math.max(round((count / highest) * (plot.axis - plot.top)), 1.5);
      return { x: round(from + 0.5), y: round(plot.axis - height), width: round(to - from - 1), height, count };
    });
}

/** Rounds to a tenth of a pixel, the precision that is visible. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Distance between the centres of adjacent dots. */
const dotPitch = 10;

/**
 * Stacks dots that would overlap: each gets the lowest level where it touches no other.
 *
 * @returns Levels from 0 up, in the order of the positions; null when a dot would be above the highest level.
 */
function stackDots(places: readonly number[], levels: number): readonly number[] | null {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  /** The rightmost dot of each level; dots are placed from left to right. */
  const last: number[] = [];
  const result: number[] = new Array<number>(places.length).fill(0);
  for (const index of order) {
    const place = places[index] ?? 0;
    const free = last.findIndex((x) => place - x >= dotPitch);
    const level = free === -1 ? last.length : free;
    if (level >= levels) return null;
    last[level] = place;
    result[index] = level;
  }
  return result;
}
