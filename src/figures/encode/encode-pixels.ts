import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { Pixels } from './pixels.js';
import { chromaEdgeShare } from './pixels.js';
import { avifEffort, avifQualityFactor } from './recipe.js';

/** Opens decoded pixels for resizing and encoding. */
export function openPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** The pixels at another size. */
export async function resizePixels(
  pixels: Pixels,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
): Promise<Pixels> {
  const data = await openPixels(pixels).resize({ width, height, fit: 'fill' }).raw().toBuffer();
  return { data, width, height, channels: pixels.channels };
}

/**
 * {@link chromaEdgeShare} above which pixels are encoded with sharp chroma. On a page a few coloured words are enough:
 * links of a screenshot turn grey. A full resolution has larger letters, and takes longer: 160 ns a pixel instead of 40.
 */
const sharpChromaShare = { shown: 0.005, enlarged: 0.01 };

/**
 * Whether to encode with `smartSubsample` (sharp chroma), which takes two to six times as long: WebP halves the
 * resolution of colours, which dulls small coloured text, above all red on dark, even at quality 95. Without strong
 * edges between colours there is no visible difference.
 */
export function needsSharpChroma(pixels: Pixels, use: keyof typeof sharpChromaShare): boolean {
  return chromaEdgeShare(pixels) > sharpChromaShare[use];
}

/** How to encode lossily. `effort` and `sharpChroma` apply to WebP. */
export interface LossyRecipe {
  readonly format: 'webp' | 'avif';
  readonly quality: number;
  readonly effort: number;
  readonly sharpChroma: boolean;
}

/** Encodes pixels lossily. From quality 80, text at 100 % looks like the source. */
export function encodeLossy(pixels: Pixels, { format, quality, effort, sharpChroma }: LossyRecipe): Promise<Buffer> {
  const image = openPixels(pixels);
  if (format === 'webp') return image.webp({ quality, effort, smartSubsample: sharpChroma }).toBuffer();
  return image.avif({ quality: Math.max(1, Math.round(quality * avifQualityFactor)), effort: avifEffort }).toBuffer();
}
