import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { Header } from '../inspect/read-header.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { damaged } from '../inspect/unreadable.js';
import type { Candidate } from './choose-full.js';
import { chooseFull } from './choose-full.js';
import type { EncodedFigure, EncodedVariant, EncodeJob } from './encode-job.js';
import type { Pixels } from './pixels.js';
import { detailShare, isTransparent } from './pixels.js';
import { avifEffort, avifQualityFactor, losslessEffort, lossyEffort, webpMaxSide } from './recipe.js';
import { reducedSizes } from './widths.js';

/**
 * Below this {@link detailShare} the full resolution is encoded losslessly. Of fourteen plain screenshots below it, twelve
 * are smaller lossless than lossy at quality 85 (0.6 times the bytes in the median) and sharper than any lossy setting; a
 * chart and a small dialog take 2.4 times as much. Above it, lossless takes two to three times the bytes without a visible
 * difference. Near-lossless lies between the two and is never the best.
 */
const flatShare = 0.07;

interface Still {
  readonly job: EncodeJob;
  readonly header: Header;
  readonly pixels: Pixels;
}

/** Encodes a still image, decoded once for all widths. */
export async function encodeStill(job: EncodeJob, header: Header): Promise<EncodedFigure | Unreadable> {
  const pixels = await decodeStill(job, header);
  if (!pixels) return damaged;
  const still: Still = { job, header, pixels };
  const variants: EncodedVariant[] = [];
  for (const format of job.options.formats)
    for (const variant of await encodeWidths(still, format)) variants.push(variant);
  if (variants.length === 0) for (const variant of await encodeWidths(still, 'webp')) variants.push(variant);
  // AVIF before WebP at the same width: the last variant is the fallback for browsers without AVIF.
  variants.sort((a, b) => a.width - b.width || Number(b.format === 'avif') - Number(a.format === 'avif'));
  return { variants, transparent: isTransparent(pixels), animated: false };
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

/** The variants in one format, ascending by width: the widths that save bytes, then the full resolution. */
async function encodeWidths(still: Still, format: 'webp' | 'avif'): Promise<readonly EncodedVariant[]> {
  const full = await encodeFull(still, format);
  if (!full) return [];
  const kept: EncodedVariant[] = [];
  for (const size of reducedSizes(still.pixels, still.job.options.widths)) {
    const previous = kept.at(-1);
    // Bytes grow at least in proportion to the width, so this one would be as large as the full resolution.
    if (previous && full.bytes.length <= previous.bytes.length * (size.width / previous.width)) break;
    const variant = await encodeAt(still, format, size);
    if (variant.bytes.length >= full.bytes.length) break;
    kept.push(variant);
  }
  return [...kept, full];
}

async function encodeAt(
  { pixels, job }: Still,
  format: 'webp' | 'avif',
  { width, height }: Pick<Pixels, 'width' | 'height'>,
): Promise<EncodedVariant> {
  job.signal?.throwIfAborted();
  const resized = open(pixels).resize({ width, height, fit: 'fill' });
  // Downscaling restores the chroma resolution that a JPEG has halved, so sharp chroma is worth it for any source.
  const bytes = await lossy(resized, { format, quality: job.options.quality, sharpChroma: true }).toBuffer();
  return { format, width, height, bytes };
}

async function encodeFull(still: Still, format: 'webp' | 'avif'): Promise<EncodedVariant | undefined> {
  const { pixels, header, job } = still;
  const { width, height } = pixels;
  const beyond = Math.max(width, height) > webpMaxSide;
  const quality = job.options.quality;
  const sharpChroma = !header.halvedChroma;
  const atQuality = (lower: number): Candidate => ({
    format: beyond ? 'jpeg' : format,
    encode: () =>
      (beyond
        ? open(pixels).jpeg({ quality: lower, mozjpeg: true })
        : lossy(open(pixels), { format, quality: lower, sharpChroma })
      ).toBuffer(),
  });
  if (format === 'avif') {
    if (beyond) return undefined;
    const bytes = await atQuality(quality).encode();
    return bytes.length <= job.bytes.length ? { format, width, height, bytes } : undefined;
  }
  const lossless: Candidate = beyond
    ? { format: 'png', encode: () => open(pixels).png({ compressionLevel: 9 }).toBuffer() }
    : { format, encode: () => open(pixels).webp({ lossless: true, effort: losslessEffort }).toBuffer() };
  const flat = header.lossless && detailShare(pixels) <= flatShare;
  const keepsAlpha = !(beyond && isTransparent(pixels));
  const chosen = await chooseFull({
    job,
    header,
    preferred:
      flat || !keepsAlpha ? [lossless, ...(keepsAlpha ? [atQuality(quality)] : [])] : [atQuality(quality), lossless],
    lower: keepsAlpha ? [60, 40, 20, 1].filter((lower) => lower < quality).map(atQuality) : [],
  });
  return { ...chosen, width, height };
}

function open({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

interface Lossy {
  readonly format: 'webp' | 'avif';
  readonly quality: number;
  readonly sharpChroma: boolean;
}

/**
 * `smartSubsample` (sharp chroma) takes four times as long as the rest and is worth it: without it, small coloured text,
 * above all red on dark, is visibly dull even at quality 95. From quality 80, text at 100 % looks like the source.
 */
function lossy(image: Sharp, { format, quality, sharpChroma }: Lossy): Sharp {
  if (format === 'avif')
    return image.avif({ quality: Math.max(1, Math.round(quality * avifQualityFactor)), effort: avifEffort });
  return image.webp({ quality, effort: lossyEffort, smartSubsample: sharpChroma });
}
