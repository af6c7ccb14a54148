import type { Metadata } from 'sharp';
import sharp from 'sharp';
import type { FigureOptions } from './recipe.js';
import { maxSourceBytes } from './recipe.js';
import type { Sniffed } from './sniff.js';
import { isShowable, sniff } from './sniff.js';
import type { Unreadable } from './unreadable.js';
import { unreadable } from './unreadable.js';

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

const advice: Partial<Record<Sniffed, string>> = {
  empty: 'The file is empty: export the figure again and commit the file.',
  heic: 'HEIC photographs cannot be read: export it as JPEG or PNG.',
  bmp: 'BMP pictures cannot be read: save it as PNG.',
  ico: 'Icon files cannot be read: save it as PNG.',
  pdf: 'The file is a PDF, not a picture: export the page as PNG or SVG.',
  jxl: 'JPEG XL pictures cannot be read: export it as JPEG or PNG.',
  html: 'The file is a web page, not a picture: download the picture itself.',
  'lfs-pointer':
    'The file is a Git LFS pointer, not the picture: fetch it with "git lfs pull", or commit the picture itself.',
  unknown: 'The file is not a picture of a known kind: export the figure as PNG, JPEG, WebP, GIF or SVG.',
};

/** The sentence for a picture that begins well and then cannot be decoded. */
export const damaged = unreadable('The picture is damaged or incomplete: export it again and replace the file.');

/** Reads the header and refuses what is no picture or exceeds the limits, before any memory is spent on pixels. */
export async function readHeader(bytes: Uint8Array, options: FigureOptions): Promise<Header | Unreadable> {
  const format = sniff(bytes);
  if (!isShowable(format)) return unreadable(advice[format] ?? advice.unknown ?? '');
  if (bytes.length > maxSourceBytes) {
    return unreadable(
      `The file has ${Math.ceil(bytes.length / 1048576)} MB and the limit is ${maxSourceBytes / 1048576} MB: export a smaller picture.`,
    );
  }
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
  const tooLarge = checkSize({ width, height, frames, maxPixels: options.maxPixels });
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

interface Size {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly maxPixels: number;
}

function checkSize({ width, height, frames, maxPixels }: Size): Unreadable | undefined {
  if (width < 1 || height < 1) return damaged;
  if (width * height * frames <= maxPixels) return undefined;
  const size = `${grouped(width)} x ${grouped(height)} pixels${frames > 1 ? ` in ${grouped(frames)} frames` : ''}`;
  const smaller = frames > 1 ? 'export fewer or smaller frames' : 'export a smaller picture';
  return unreadable(`The picture has ${size}, and the limit is ${grouped(maxPixels)} pixels in all: ${smaller}.`);
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
