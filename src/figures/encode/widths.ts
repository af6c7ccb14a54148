import { webpMaxSide } from './recipe.js';

/** Width and height in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * How many times wider than a reduced version the full resolution has to be. Full HD screenshots are 1920 wide, and 1600
 * beside it would cost an encoding to save a fifth of the bytes.
 */
const worthwhileShrink = 1.25;

/**
 * The sizes in which a raster figure is offered beside its full resolution, ascending. A figure is never enlarged: of
 * the configured widths those are left out that are not at least {@link worthwhileShrink} times smaller than the source,
 * and those at which the picture would be too tall for WebP. The encoders may leave out more, namely sizes that would
 * not save bytes.
 *
 * @param source The upright picture
 * @param widths The configured widths in pixels, in any order, with or without duplicates
 */
export function reducedSizes(source: Size, widths: readonly number[]): readonly Size[] {
  return sortedWidths(widths)
    .filter((width) => width * worthwhileShrink <= source.width)
    .map((width) => ({ width, height: Math.max(1, Math.round((source.height * width) / source.width)) }))
    .filter(({ height }) => height <= webpMaxSide);
}

/** Configured widths, ascending and without duplicates. */
export function sortedWidths(widths: readonly number[]): readonly number[] {
  return [...new Set(widths)].sort((a, b) => a - b);
}
