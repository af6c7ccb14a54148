import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { Header } from '../inspect/read-header.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { damaged } from '../inspect/unreadable.js';
import type { Candidate } from './choose-full.js';
import { chooseFull } from './choose-full.js';
import type { EncodedFigure, EncodedVariant, EncodeJob } from './encode-job.js';
import { losslessEffort, shownEffort, webpMaxSide } from './recipe.js';
import { stripMetadata } from './strip-metadata.js';
import { reducedSizes } from './widths.js';

/**
 * Encodes an animation as WebP with all its frames, delays and loop count. The source is decoded again for every width:
 * sharp resizes frame by frame only an input that it opened as an animation, not raw pixels.
 */
export async function encodeAnimation(job: EncodeJob, header: Header): Promise<EncodedFigure | Unreadable> {
  const opacity = await readOpacity(job);
  if (!opacity) return damaged;
  const transparent = opacity.some((value) => value !== 255);
  const { width, height, format } = header;
  const source = stripMetadata(job.bytes, header);
  const chosen = await chooseFull({
    job,
    source,
    format,
    preferred: source && job.options.full === 'source' ? [] : await webp(job, header),
    lower: [60, 40, 20, 1].filter((quality) => quality < job.options.quality).map((quality) => lossyWebp(job, quality)),
  });
  const full: EncodedVariant = { ...chosen, width, height };
  return { variants: [...(await narrower(job, full)), full], transparent, animated: true };
}

/** Decodes every frame and returns its alpha channel, 0 to 255 per pixel; undefined when the animation is damaged. */
export async function readOpacity(job: EncodeJob): Promise<Uint8Array | undefined> {
  try {
    return await open(job).ensureAlpha().extractChannel('alpha').raw().toBuffer();
  } catch {
    return undefined;
  }
}

/**
 * Lossless and lossy WebP, the smaller first. A screen recording (60 frames of 900 x 500, a GIF of 175 kB) takes 140 kB
 * lossless and 271 kB lossy; for film it is the other way round.
 */
async function webp(job: EncodeJob, { width, height }: Header): Promise<readonly Candidate[]> {
  if (Math.max(width, height) > webpMaxSide) return [];
  const lossless = await open(job).webp({ lossless: true, effort: losslessEffort }).toBuffer();
  job.signal?.throwIfAborted();
  const withLoss = await lossy(open(job), job.options.quality).toBuffer();
  const bySize = lossless.length <= withLoss.length ? [lossless, withLoss] : [withLoss, lossless];
  return bySize.map((bytes) => ({ format: 'webp', encode: async () => bytes }));
}

function lossyWebp(job: EncodeJob, quality: number): Candidate {
  return { format: 'webp', encode: () => lossy(open(job), quality).toBuffer() };
}

/** Without `smartSubsample`, which takes 1.8 times as long: text is encoded losslessly, and film in a GIF is dithered. */
function lossy(image: Sharp, quality: number): Sharp {
  return image.webp({ quality, effort: shownEffort });
}

async function narrower(job: EncodeJob, full: EncodedVariant): Promise<readonly EncodedVariant[]> {
  const kept: EncodedVariant[] = [];
  for (const { width, height } of reducedSizes(full, job.options.widths)) {
    job.signal?.throwIfAborted();
    const bytes = await lossy(open(job).resize({ width, height, fit: 'fill' }), job.options.quality).toBuffer();
    if (bytes.length >= full.bytes.length) break;
    kept.push({ format: 'webp', width, height, bytes });
  }
  return kept;
}

function open({ bytes, options }: EncodeJob): Sharp {
  return sharp(bytes, { animated: true, limitInputPixels: options.maxPixels, failOn: 'error' });
}
