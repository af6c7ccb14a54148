import { maxOf } from '../../model/min-max.js';
import type { Bar, SpreadShapes, Tick } from '../../render/views/chart.js';
import { dotPitch, stackDots } from './dots.js';

/** Measures of the drawing; numbers stand above the plot and below its axis. */
export const plot = { width: 340, height: 104, left: 18, right: 322, top: 15, axis: 82 } as const;

/** A spread along the axis, in the units of the drawing. */
interface Spread {
  /** Where each group is. */
  readonly places: readonly number[];
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly ticks: readonly Tick[];
  readonly middle: number;
}

/**
 * Draws a spread: a dot for each group as long as no stack of dots grows out of the plot, because dots show every
 * value as it is; else bars, as high as groups are many.
 */
export function drawSpread({ places, bins, ticks, middle }: Spread): SpreadShapes {
  const levels = stackDots(places, Math.floor((plot.axis - plot.top) / dotPitch));
  // Few dots need little room.
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
      // One group among hundreds is a line that can be seen.
      const height = Math.max(round((count / highest) * (plot.axis - plot.top)), 1.5);
      return { x: round(from + 0.5), y: round(plot.axis - height), width: round(to - from - 1), height, count };
    });
}

/** A tenth of a pixel is what a screen can show. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
