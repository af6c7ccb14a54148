import { readHeader } from '../inspect/read-header.js';
import { damaged, isUnreadable, type Unreadable } from '../inspect/unreadable.js';
import { encodeSvg } from '../svg/encode-svg.js';
import { configureSharp } from './concurrency.js';
import { readOpacity } from './encode-animation.js';
import { decodeStill } from './encode-still.js';
import type { FigureOptions } from './recipe.js';

/** Decodes an image as encoding would; returns why it cannot be shown, or undefined. */
export async function tryDecoding(bytes: Uint8Array, options: FigureOptions): Promise<Unreadable | undefined> {
  configureSharp();
  const header = await readHeader(bytes, options);
  if (isUnreadable(header)) return header;
  if (header.format === 'svg') {
    const drawing = await encodeSvg(bytes);
    return isUnreadable(drawing) ? drawing : undefined;
  }
  const job = { bytes, options };
  const pixels = header.frames > 1 ? await readOpacity(job) : await decodeStill(job, header);
  return pixels ? undefined : damaged;
}
