import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { Header } from '../inspect/read-header.js';
import { damaged } from '../inspect/refuse.js';
import type { EncodedFigure, EncodedVariant, EncodeJob } from './encode-job.js';
import type { Candidate } from './fit-source.js';
import { chooseFull } from './fit-source.js';
import type { Pixels } from './pixels.js';
import { detailShare, isTransparent } from './pixels.js';
import { avifEffort, avifQualityFactor, losslessEffort, lossyEffort, webpMaxSide, worthwhileShrink } from './recipe.js';
import type { Unreadable } from './unreadable.js';

/**
 * Below this {@link detailShare} the full resolution is kept without loss. Of the corpus figures below it, plain
 * screenshots, twelve of fourteen are smaller without loss than at quality 85 (the median at 0.6 of its bytes) and
 * sharper than any lossy setting; a chart and a small dialog take 2.4 times as much. Above it lossless takes two to three
 * times the bytes for no difference that can be seen. Near-lossless falls between the two and wins nowhere.
 */
const flatShare = 0.07;

interface Still {
  readonly job: EncodeJob;
  readonly header: Header;
  readonly pixels: Pixels;
}

/** Encodes a still picture, decoded once for all widths. */
export async function encodeStill(job: EncodeJob, header: Header): Promise<EncodedFigure | Unreadable> {
  const pixels = await decodeStill(job, header);
  if (!pixels) return damaged;
  const still: Still = { job, header, pixels };
  const variants: EncodedVariant[] = [];
  for (const format of job.options.formats)
    for (const variant of await encodeWidths(still, format)) variants.push(variant);
  if (variants.length === 0) for (const variant of await encodeWidths(still, 'webp')) variants.push(variant);
  // AVIF before WebP at the same width: the last is what everything else falls back on.
  variants.sort((a, b) => a.width - b.width || Number(b.format === 'avif') - Number(a.format === 'avif'));
  return { variants, transparent: isTransparent(pixels), animated: false };
}

/** Decodes a still picture for encoding; undefined when it is damaged. */
export async function decodeStill({ bytes, options }: EncodeJob, { format }: Header): Promise<Pixels | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: options.maxPixels, failOn: 'error' });
    // Only the first page of a TIFF, the first picture of an AVIF: sharp's default.
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

/** The variants in one format, ascending by width: the full resolution, and those widths that save something. */
async function encodeWidths(still: Still, format: 'webp' | 'avif'): Promise<readonly EncodedVariant[]> {
  const full = await encodeFull(still, format);
  if (!full) return [];
  const kept: EncodedVariant[] = [];
  const widths = [...new Set(still.job.options.widths)].sort((a, b) => a - b);
  for (const width of widths.filter((wanted) => wanted * worthwhileShrink <= still.pixels.width)) {
    const previous = kept.at(-1);
    // Bytes grow at least in proportion to the width, so this one would be as large as the full resolution.
    if (previous && full.bytes.length <= previous.bytes.length * (width / previous.width)) break;
    const variant = await encodeAt(still, format, width);
    if (!variant) continue;
    if (variant.bytes.length >= full.bytes.length) break;
    kept.push(variant);
  }
  return [...kept, full];
}

async function encodeAt(still: Still, format: 'webp' | 'avif', width: number): Promise<EncodedVariant | undefined> {
  still.job.signal?.throwIfAborted();
  const { pixels, job } = still;
  const height = Math.max(1, Math.round((pixels.height * width) / pixels.width));
  if (height > webpMaxSide) return undefined;
  const resized = open(pixels).resize({ width, height, fit: 'fill' });
  // Shrinking brings back the colour resolution that a JPEG has halved, so it is worth keeping here in any case.
  const bytes = await lossy(resized, { format, quality: job.options.quality, sharpColour: true }).toBuffer();
  return { format, width, height, bytes };
}

async function encodeFull(still: Still, format: 'webp' | 'avif'): Promise<EncodedVariant | undefined> {
  const { pixels, header, job } = still;
  const { width, height } = pixels;
  const beyond = Math.max(width, height) > webpMaxSide;
  const quality = job.options.quality;
  const sharpColour = !header.halvedColour;
  const withLoss = (lower: number): Candidate => ({
    format: beyond ? 'jpeg' : format,
    encode: () =>
      (beyond
        ? open(pixels).jpeg({ quality: lower, mozjpeg: true })
        : lossy(open(pixels), { format, quality: lower, sharpColour })
      ).toBuffer(),
  });
  if (format === 'avif') {
    if (beyond) return undefined;
    const bytes = await withLoss(quality).encode();
    return bytes.length <= job.bytes.length ? { format, width, height, bytes } : undefined;
  }
  const withoutLoss: Candidate = beyond
    ? { format: 'png', encode: () => open(pixels).png({ compressionLevel: 9 }).toBuffer() }
    : { format, encode: () => open(pixels).webp({ lossless: true, effort: losslessEffort }).toBuffer() };
  const flat = header.lossless && detailShare(pixels) <= flatShare;
  const keepsAlpha = !(beyond && isTransparent(pixels));
  const chosen = await chooseFull({
    job,
    header,
    preferred:
      flat || !keepsAlpha
        ? [withoutLoss, ...(keepsAlpha ? [withLoss(quality)] : [])]
        : [withLoss(quality), withoutLoss],
    lower: keepsAlpha ? [60, 40, 20, 1].filter((lower) => lower < quality).map(withLoss) : [],
  });
  return { ...chosen, width, height };
}

function open({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

interface Lossy {
  readonly format: 'webp' | 'avif';
  readonly quality: number;
  readonly sharpColour: boolean;
}

/**
 * `smartSubsample` costs four times the time of the rest and is worth it: without it small coloured text, red on dark
 * above all, comes out visibly dull, at quality 95 too. From quality 80 on, text at 100 % cannot be told from the source.
 */
function lossy(image: Sharp, { format, quality, sharpColour }: Lossy): Sharp {
  if (format === 'avif')
    return image.avif({ quality: Math.max(1, Math.round(quality * avifQualityFactor)), effort: avifEffort });
  return image.webp({ quality, effort: lossyEffort, smartSubsample: sharpColour });
}
