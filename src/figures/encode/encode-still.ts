import sharp from 'sharp';
import type { Header } from '../inspect/read-header.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { damaged } from '../inspect/unreadable.js';
import { encodeFull, encodeFullAvif } from './encode-full.js';
import type { EncodedFigure, EncodedVariant, EncodeJob } from './encode-job.js';
import { encodeLossy, needsSharpChroma, resizePixels } from './encode-pixels.js';
import type { Pixels } from './pixels.js';
import { dropOpaqueAlpha } from './pixels.js';
import { shownEffort } from './recipe.js';
import { reducedSizes } from './widths.js';

/**
 * The widest reduced version, in pixels, that screens with one pixel per CSS pixel load. Others are for screens with two,
 * where a pixel of colour is too small to be seen.
 */
const widestCoarse = 1000;

/** Encodes a still image, decoded once for all widths. */
export async function encodeStill(job: EncodeJob, header: Header): Promise<EncodedFigure | Unreadable> {
  const decoded = await decodeStill(job, header);
  if (!decoded) return damaged;
  const pixels = dropOpaqueAlpha(decoded);
  const reduced = await encodeReduced(job, pixels);
  const widest = reduced.findLast(({ format }) => format === 'webp');
  const still = { job, header, pixels, widest };
  const { formats } = job.options;
  const common = formats.includes('webp') ? await encodeFull(still) : undefined;
  const avif = formats.includes('avif') && common?.format !== 'avif' ? await encodeFullAvif(still) : undefined;
  const full = common ?? avif ?? (await encodeFull(still));
  const limitFor = (format: string): number => (format === 'avif' && avif ? avif : full).bytes.length;
  const kept = reduced.filter(({ format, bytes }) => bytes.length < limitFor(format));
  // The last variant is the fallback for browsers without AVIF.
  const variants = [...kept, ...(avif && avif !== full ? [avif] : []), full];
  return { variants, transparent: pixels.channels === 4, animated: false };
}

/** Decodes a still image; undefined when it is damaged. */
export async function decodeStill({ bytes, options }: EncodeJob, { format }: Header): Promise<Pixels | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: options.maxPixels, failOn: 'error' });
    // sharp's default: only the first page of a TIFF, the first image of an AVIF.
    const { data, info } = await image
      .autoOrient()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels === 3 || info.channels === 4)
      return { data, width: info.width, height: info.height, channels: info.channels };
    throw new Error(`${info.channels} channels after conversion of ${format} to sRGB`);
  } catch {
    return undefined;
  }
}

/** The reduced widths in each format, ascending, AVIF before WebP; only those that can be smaller than the source. */
async function encodeReduced(
  { bytes: source, options, signal }: EncodeJob,
  pixels: Pixels,
): Promise<readonly EncodedVariant[]> {
  const { quality, widths } = options;
  const formats = [...options.formats].sort();
  const variants: EncodedVariant[] = [];
  for (const { width, height } of reducedSizes(pixels, widths)) {
    const previous = variants.at(-1);
    // Bytes grow at least in proportion to the width.
    if (previous && previous.bytes.length * (width / previous.width) >= source.length) break;
    signal?.throwIfAborted();
    const small = await resizePixels(pixels, { width, height });
    // Reducing restores the chroma resolution that a JPEG has halved, so any source can have sharp chroma here.
    const sharpChroma = width <= widestCoarse && formats.includes('webp') && needsSharpChroma(small, 'shown');
    for (const format of formats) {
      signal?.throwIfAborted();
      const bytes = await encodeLossy(small, { format, quality, effort: shownEffort, sharpChroma });
      variants.push({ format, width, height, bytes });
    }
  }
  return variants;
}
