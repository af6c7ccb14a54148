import { readHeader } from '../inspect/read-header.js';
import { damaged, isUnreadable, type Unreadable } from '../inspect/unreadable.js';
import { configureSharp } from './concurrency.js';
import { encodeAnimation, readOpacity } from './encode-animation.js';
import type { EncodedFigure, EncodeJob } from './encode-job.js';
import { decodeStill, encodeStill } from './encode-still.js';
import type { FigureOptions } from './recipe.js';

/**
 * Encodes a figure for the page. Deterministic: the same bytes and options give the same result. Returns an
 * {@link Unreadable} for bytes that are not an image or exceed the limits; rejects only when aborted.
 */
export async function encodeFigure(job: EncodeJob): Promise<EncodedFigure | Unreadable> {
  const header = await readHeader(job.bytes, job.options);
  if (isUnreadable(header)) return header;
  job.signal?.throwIfAborted();
  if (header.format === 'svg') return encodeDrawing(job.bytes);
  return header.frames > 1 ? encodeAnimation(job, header) : encodeStill(job, header);
}

/** Imports svgo with what uses it when the first drawing comes: it takes long to load. */
async function encodeDrawing(bytes: Uint8Array): Promise<EncodedFigure | Unreadable> {
  const { encodeSvg } = await import('../svg/encode-svg.js');
  return encodeSvg(bytes);
}

/** Decodes an image as encoding would; returns why it cannot be shown, or undefined. */
export async function tryDecoding(bytes: Uint8Array, options: FigureOptions): Promise<Unreadable | undefined> {
  configureSharp();
  const header = await readHeader(bytes, options);
  if (isUnreadable(header)) return header;
  if (header.format === 'svg') {
    const drawing = await encodeDrawing(bytes);
    return isUnreadable(drawing) ? drawing : undefined;
  }
  const job = { bytes, options };
  const pixels = header.frames > 1 ? await readOpacity(job) : await decodeStill(job, header);
  return pixels ? undefined : damaged;
}
