import type { Header } from '../inspect/read-header.js';
import type { Candidate } from './choose-full.js';
import { chooseFull } from './choose-full.js';
import type { EncodedVariant, EncodeJob } from './encode-job.js';
import { encodeLossy, needsSharpChroma, openPixels } from './encode-pixels.js';
import type { Pixels } from './pixels.js';
import { detailShare } from './pixels.js';
import { fullEffort, losslessEffort, shownEffort, webpMaxSide } from './recipe.js';
import { stripMetadata } from './strip-metadata.js';

/** A still image whose full resolution is to be encoded. */
export interface FullTask {
  readonly job: EncodeJob;
  readonly header: Header;
  readonly pixels: Pixels;
  /** The widest reduced WebP; absent when the page shows the full resolution itself. */
  readonly widest: EncodedVariant | undefined;
}

/**
 * Below this {@link detailShare} the full resolution is encoded losslessly. Of fourteen plain screenshots below it, twelve
 * are smaller lossless than lossy at quality 85 (0.6 times the bytes in the median) and sharper than any lossy setting; a
 * chart and a small dialog take 2.4 times as much. Above it, lossless takes two to three times the bytes without a visible
 * difference. Near-lossless lies between the two and is never the best.
 */
const flatShare = 0.07;

/** The full resolution for every browser. */
export async function encodeFull(task: FullTask): Promise<EncodedVariant> {
  const { pixels, job, header } = task;
  const { width, height } = pixels;
  job.signal?.throwIfAborted();
  const source = sourceOf(task);
  if (source && (job.options.full === 'source' || isSourceCheap(task, source.length)))
    return { format: header.format, width, height, bytes: source };
  return { ...(await chooseFull({ job, source, format: header.format, ...candidates(task) })), width, height };
}

/** The source without its metadata; undefined where it is no still image, or cannot be stripped. */
function sourceOf({ job, header }: FullTask): Uint8Array | undefined {
  return header.frames > 1 ? undefined : stripMetadata(job.bytes, header);
}

/** The full resolution in AVIF; undefined where the source takes its place, is smaller, or is too large for AVIF. */
export async function encodeFullAvif(task: FullTask): Promise<EncodedVariant | undefined> {
  const { pixels, job } = task;
  const { width, height } = pixels;
  const { quality, full } = job.options;
  if (Math.max(width, height) > webpMaxSide) return undefined;
  if (full === 'source' && sourceOf(task)) return undefined;
  job.signal?.throwIfAborted();
  const bytes = await encodeLossy(pixels, { format: 'avif', quality, effort: fullEffort, sharpChroma: false });
  return bytes.length <= job.bytes.length ? { format: 'avif', width, height, bytes } : undefined;
}

/**
 * Bytes per pixel that encoding has to save. WebP takes about 40 ns a pixel at effort 0, so this is half a kilobyte for each
 * millisecond. With five times as much, 59 figures of real reports take 4.8 MB instead of 3.4, and a build of them 0.9 of
 * 8.4 s of CPU less.
 */
const worthwhileSaving = 0.02;

/**
 * How the bytes of a WebP grow with its number of pixels, as an exponent: 0.72 to 1.14, in the median 0.87, from width 800
 * to the full resolution of 25 figures.
 */
const growth = 0.87;

/**
 * Whether the source is used instead of an encoding of it, which is estimated from a reduced one. A JPEG always is: to
 * encode it again loses details, for half of the bytes at best.
 */
function isSourceCheap({ header, pixels, widest }: FullTask, length: number): boolean {
  if (header.format === 'jpeg') return true;
  if (!widest) return false;
  const count = pixels.width * pixels.height;
  const estimate = widest.bytes.length * (count / (widest.width * widest.height)) ** growth;
  return length - estimate < worthwhileSaving * count;
}

/** Encodings in order of preference, and lower qualities for when none of them is smaller than the source. */
function candidates(task: FullTask): {
  readonly preferred: readonly Candidate[];
  readonly lower: readonly Candidate[];
} {
  const { pixels, job, header, widest } = task;
  const { quality } = job.options;
  const beyond = Math.max(pixels.width, pixels.height) > webpMaxSide;
  const flat = header.lossless && detailShare(pixels) <= flatShare;
  const lossless = beyond ? losslessPng(pixels) : losslessWebp(pixels);
  // Beyond the size of WebP only PNG has an alpha channel.
  if (beyond && pixels.channels === 4) return { preferred: [lossless], lower: [] };
  const sharpChroma =
    !beyond && !header.halvedChroma && !flat && needsSharpChroma(pixels, widest ? 'enlarged' : 'shown');
  const effort = widest ? fullEffort : shownEffort;
  const lossy = (lower: number): Candidate =>
    beyond ? lossyJpeg(pixels, lower) : lossyWebp(pixels, { quality: lower, effort, sharpChroma });
  return {
    preferred: flat ? [lossless, lossy(quality)] : [lossy(quality), lossless],
    lower: [60, 40, 20, 1].filter((lower) => lower < quality).map(lossy),
  };
}

function losslessPng(pixels: Pixels): Candidate {
  return { format: 'png', encode: () => openPixels(pixels).png({ compressionLevel: 9 }).toBuffer() };
}

function losslessWebp(pixels: Pixels): Candidate {
  return {
    format: 'webp',
    encode: () => openPixels(pixels).webp({ lossless: true, effort: losslessEffort }).toBuffer(),
  };
}

function lossyJpeg(pixels: Pixels, quality: number): Candidate {
  return { format: 'jpeg', encode: () => openPixels(pixels).jpeg({ quality, mozjpeg: true }).toBuffer() };
}

function lossyWebp(
  pixels: Pixels,
  recipe: { readonly quality: number; readonly effort: number; readonly sharpChroma: boolean },
): Candidate {
  return { format: 'webp', encode: () => encodeLossy(pixels, { format: 'webp', ...recipe }) };
}
