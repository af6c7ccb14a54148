import { type Header, readHeader } from '../inspect/read-header.js';
import { sniff } from '../inspect/sniff.js';
import { damaged, type Incomplete, isUnreadable, linkedContent, type Unreadable } from '../inspect/unreadable.js';
import { configureSharp } from './configure-sharp.js';
import { encodeAnimation, readOpacity } from './encode-animation.js';
import { encodeApng } from './encode-apng.js';
import type { EncodedFigure, EncodeJob } from './encode-job.js';
import { decodeStill, encodeStill } from './encode-still.js';
import type { FigureOptions } from './recipe.js';
import { stripMetadata } from './strip-metadata.js';

/**
 * Encodes a figure for the page. Deterministic: the same bytes and options give the same result. Returns an
 * {@link Unreadable} for bytes that are not an image or exceed the limits; rejects only when aborted.
 */
export async function encodeFigure(job: EncodeJob): Promise<EncodedFigure | Unreadable> {
  configureSharp();
  const header = await readHeader(job.bytes, job.options);
  if (isUnreadable(header)) return withFile(header, job);
  job.signal?.throwIfAborted();
  if (header.format === 'svg') return encodeDrawing(job.bytes);
  if (header.tooLong) return encodeFirstFrame(job, header);
  if (header.frames === 1) return encodeStill(job, header);
  if (header.format !== 'png') return encodeAnimation(job, header);
  return (await encodeApng(job, header)) ?? encodeStill(job, header);
}

/** A PDF can still be opened by the reader. */
function withFile(refused: Unreadable, { bytes }: EncodeJob): Unreadable {
  const file = sniff(bytes) === 'pdf' ? linkedContent('pdf', bytes) : undefined;
  return file ? { ...refused, file } : refused;
}

/** The first frame of a very long animation, with the file to link to. */
async function encodeFirstFrame(job: EncodeJob, header: Header): Promise<EncodedFigure | Unreadable> {
  const still = await encodeStill(job, header);
  const stripped = header.format === 'png' ? undefined : stripMetadata(job.bytes, header);
  const file = isUnreadable(still) || !stripped ? undefined : linkedContent(header.format, stripped);
  return file ? { ...still, file } : still;
}

/** Imports svgo with what uses it when the first drawing comes: it takes long to load. */
async function encodeDrawing(bytes: Uint8Array): Promise<EncodedFigure | Unreadable> {
  const { encodeSvg } = await import('../svg/encode-svg.js');
  return encodeSvg(bytes);
}

/** Decodes an image as encoding would; returns why it cannot be shown, or undefined. */
export async function tryDecoding(
  bytes: Uint8Array,
  options: FigureOptions,
): Promise<Unreadable | Incomplete | undefined> {
  configureSharp();
  const header = await readHeader(bytes, options);
  if (isUnreadable(header)) return header;
  if (header.format === 'svg') {
    const drawing = await encodeDrawing(bytes);
    if (isUnreadable(drawing)) return drawing;
    return drawing.incomplete === undefined ? undefined : { incomplete: drawing.incomplete };
  }
  const job = { bytes, options };
  const pixels = header.frames > 1 && !header.tooLong ? await readOpacity(job) : await decodeStill(job, header);
  return pixels ? undefined : damaged;
}
