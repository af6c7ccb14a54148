import { readHeader } from '../inspect/read-header.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { isUnreadable } from '../inspect/unreadable.js';
import { encodeAnimation } from './encode-animation.js';
import type { EncodedFigure, EncodeJob } from './encode-job.js';
import { encodeStill } from './encode-still.js';

/**
 * Encodes a figure for the page. Deterministic: the same bytes and options give the same result. Returns an
 * {@link Unreadable} for bytes that are not an image or exceed the limits; rejects only when aborted.
 */
export async function encodeFigure(job: EncodeJob): Promise<EncodedFigure | Unreadable> {
  const header = await readHeader(job.bytes, job.options);
  if (isUnreadable(header)) return header;
  job.signal?.throwIfAborted();
  if (header.format === 'svg') {
    // Imported late: it loads svgo.
    const { encodeSvg } = await import('../svg/encode-svg.js');
    return encodeSvg(job.bytes);
  }
  return header.frames > 1 ? encodeAnimation(job, header) : encodeStill(job, header);
}
