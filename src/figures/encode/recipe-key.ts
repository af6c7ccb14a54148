import sharp from 'sharp';
import type { FigureOptions } from './recipe.js';

/** Raised whenever the same file and options would give other bytes, or another sentence. */
const recipeVersion = 2;

/** Everything besides the source's bytes that decides what comes out, as one line for a cache key. */
export function recipeKey(options: FigureOptions): string {
  const { widths, formats, quality, maxPixels } = options;
  const sorted = [...new Set(widths)].sort((a, b) => a - b);
  const versions = [sharp.versions.sharp, sharp.versions.vips, sharp.versions.webp];
  return JSON.stringify([recipeVersion, versions, sorted, formats, quality, maxPixels]);
}
