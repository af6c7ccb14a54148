import sharp from 'sharp';
import { configureSharp } from './configure-sharp.js';
import { encodeFigure } from './encode-figure.js';
import type { FigureOptions } from './recipe.js';
import { sortedWidths } from './widths.js';

/** How figures are encoded with some options. */
export interface Encoder {
  readonly encode: typeof encodeFigure;
  /** Everything besides the source's bytes that determines the result, as part of the cache key. */
  readonly recipe: string;
}

/** Configures sharp, and names the recipe. */
export function openEncoder(options: FigureOptions): Encoder {
  configureSharp();
  return { encode: encodeFigure, recipe: recipeKey(options) };
}

/** To be incremented whenever the same file and options give other bytes or another message. */
const recipeVersion = 6;

function recipeKey(options: FigureOptions): string {
  const { widths, formats, quality, full, maxPixels } = options;
  const versions = [sharp.versions.sharp, sharp.versions.vips, sharp.versions.webp];
  return JSON.stringify([recipeVersion, versions, sortedWidths(widths), formats, quality, full, maxPixels]);
}
