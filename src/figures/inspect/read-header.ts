import type { Metadata } from 'sharp';
import sharp from 'sharp';
import type { FigureOptions } from '../encode/recipe.js';
import { pngFrames } from './apng.js';
import type { Sniffed } from './sniff.js';
import { sniff } from './sniff.js';
import type { Unreadable } from './unreadable.js';
import { damaged, isTooLong, refuseFile, refuseSize } from './unreadable.js';

/** Metadata of a source file, read without decoding pixels. */
export interface Header {
  readonly format: Sniffed;
  /** Pixels of one frame as stored, before the EXIF orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** More than 1 only for formats that are shown as animations. */
  readonly frames: number;
  /** An animation of so many pixels that only its first frame is shown. */
  readonly tooLong: boolean;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** Whether the colours are not sRGB and must be converted: an ICC profile, or CMYK. */
  readonly profile: boolean;
  /** Whether the source has 4:2:0 chroma subsampling. */
  readonly halvedChroma: boolean;
  /** Whether the source format is lossless, so that flat areas have exactly one colour. */
  readonly lossless: boolean;
}

/** Reads the header; refuses files that are not images or exceed the limits, before memory is allocated for pixels. */
export async function readHeader(bytes: Uint8Array, options: FigureOptions): Promise<Header | Unreadable> {
  const format = sniff(bytes);
  const refused = refuseFile(format, bytes.length);
  if (refused) return refused;
  if (format === 'svg')
    return {
      format,
      width: 0,
      height: 0,
      frames: 1,
      tooLong: false,
      orientation: 1,
      profile: false,
      halvedChroma: false,
      lossless: true,
    };
  try {
    // The limit is checked below, for a message with the numbers.
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    return describe(isLossless(format, bytes), {
      format,
      metadata,
      options,
      frames: framesOf(format, metadata, bytes),
    });
  } catch {
    return damaged;
  }
}

/** AVIF can be either; when it counts as lossy, lossless encoding is only not tried first. */
function isLossless(format: Sniffed, bytes: Uint8Array): boolean {
  if (format === 'webp') return Buffer.from(bytes.subarray(12, 16)).toString('latin1') === 'VP8L';
  return format === 'png' || format === 'gif' || format === 'tiff';
}

interface Described {
  readonly format: Sniffed;
  readonly metadata: Metadata;
  readonly options: FigureOptions;
  readonly frames: number;
}

function framesOf(format: Sniffed, { pages }: Metadata, bytes: Uint8Array): number {
  if (format === 'png') return pngFrames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return format === 'gif' || format === 'webp' ? (pages ?? 1) : 1;
}

function describe(lossless: boolean, { format, metadata, options, frames }: Described): Header | Unreadable {
  const { width, height } = metadata;
  const size = { width, height, frames, maxPixels: options.maxPixels };
  const tooLarge = refuseSize(size);
  if (tooLarge) return tooLarge;
  return {
    format,
    width,
    height,
    frames,
    tooLong: isTooLong(size),
    orientation: metadata.orientation ?? 1,
    profile: metadata.hasProfile || metadata.space === 'cmyk',
    halvedChroma: metadata.chromaSubsampling?.startsWith('4:2:0') ?? false,
    lossless,
  };
}
