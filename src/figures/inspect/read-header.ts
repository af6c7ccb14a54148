import type { Metadata } from 'sharp';
import sharp from 'sharp';
import type { FigureOptions } from '../encode/recipe.js';
import type { Sniffed } from './sniff.js';
import { sniff } from './sniff.js';
import type { Unreadable } from './unreadable.js';
import { damaged, refuseFile, refuseSize } from './unreadable.js';

/** What a source file says of itself, read without decoding a pixel. */
export interface Header {
  readonly format: Sniffed;
  /** Pixels as stored, before the orientation is applied; of one frame. */
  readonly width: number;
  readonly height: number;
  /** More than one only for what is shown as an animation. */
  readonly frames: number;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** Whether colours mean something other than sRGB, so that they must be converted. */
  readonly profile: boolean;
  /** Whether the source has already halved the resolution of its colours. */
  readonly halvedColour: boolean;
  /** Whether the source encoding keeps every pixel, so that flat areas are really flat. */
  readonly lossless: boolean;
}

/** Reads the header and refuses what is no picture or exceeds the limits, before any memory is spent on pixels. */
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
      orientation: 1,
      profile: false,
      halvedColour: false,
      lossless: true,
    };
  try {
    // The limit is checked below, to say the numbers.
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    return describe(isLossless(format, bytes), { format, metadata, options });
  } catch {
    return damaged;
  }
}

/** AVIF can be either; taken as lossy, it is only not tried as lossless first. */
function isLossless(format: Sniffed, bytes: Uint8Array): boolean {
  if (format === 'webp') return Buffer.from(bytes.subarray(12, 16)).toString('latin1') === 'VP8L';
  return format === 'png' || format === 'gif' || format === 'tiff';
}

interface Described {
  readonly format: Sniffed;
  readonly metadata: Metadata;
  readonly options: FigureOptions;
}

function describe(lossless: boolean, { format, metadata, options }: Described): Header | Unreadable {
  const { width, height } = metadata;
  const frames = format === 'gif' || format === 'webp' ? (metadata.pages ?? 1) : 1;
  const tooLarge = refuseSize({ width, height, frames, maxPixels: options.maxPixels });
  if (tooLarge) return tooLarge;
  return {
    format,
    width,
    height,
    frames,
    orientation: metadata.orientation ?? 1,
    profile: metadata.hasProfile || metadata.space === 'cmyk',
    halvedColour: metadata.chromaSubsampling?.startsWith('4:2:0') ?? false,
    lossless,
  };
}
