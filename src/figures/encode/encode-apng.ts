import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import type { Header } from '../inspect/read-header.js';
import { readOpacity } from './encode-animation.js';
import type { EncodedFigure, EncodeJob } from './encode-job.js';

/**
 * An animated PNG as it is, without its metadata: sharp reads only its first frame. Undefined when it is not well formed,
 * in which case browsers show the first frame too.
 */
export async function encodeApng(job: EncodeJob, { width, height }: Header): Promise<EncodedFigure | undefined> {
  const frames = readFrames(job.bytes);
  if (!frames) return undefined;
  for (const frame of frames.frames) {
    job.signal?.throwIfAborted();
    if (!(await isWhole(frame))) return undefined;
  }
  const opacity = await readOpacity(job);
  if (!opacity) return undefined;
  return {
    variants: [{ format: 'png', width, height, bytes: frames.bytes }],
    // Later frames may be transparent where the first is not.
    transparent: frames.alpha || opacity.some((value) => value !== 255),
    animated: true,
  };
}

/** Chunks that show the animation. */
const keptChunks: ReadonlySet<string> = new Set(
  'IHDR PLTE tRNS sRGB gAMA cHRM pHYs sBIT bKGD acTL fcTL IDAT fdAT IEND'.split(' '),
);

interface Frame {
  /** Compressed data, in parts. */
  readonly data: Buffer[];
  /** Bytes of the data when it is decompressed. */
  readonly size: number;
}

interface Frames {
  /** The file without other chunks. */
  readonly bytes: Buffer;
  readonly frames: readonly Frame[];
  readonly alpha: boolean;
}

/** Reads the chunks, checking their checksums, the sequence numbers and that each frame lies inside the picture. */
function readFrames(bytes: Uint8Array): Frames | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Buffer[] = [file.subarray(0, 8)];
  const frames: Frame[] = [];
  const canvas = { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  const bits = (file[24] ?? 0) * ([1, 1, 3, 1, 2, 1, 4][file[25] ?? 0] ?? 1);
  const sizeOf = (width: number, height: number): number => (Math.ceil((width * bits) / 8) + 9) * (height + 8);
  let sequence = 0;
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, end - 4);
    if (type === 'fcTL' || type === 'fdAT') {
      if (data.length < 4 || data.readUInt32BE(0) !== sequence) return undefined;
      sequence += 1;
    }
    if (type === 'fcTL') {
      if (data.length !== 26) return undefined;
      const [width, height] = [data.readUInt32BE(4), data.readUInt32BE(8)];
      if (width < 1 || height < 1) return undefined;
      if (data.readUInt32BE(12) + width > canvas.width || data.readUInt32BE(16) + height > canvas.height)
        return undefined;
      frames.push({ data: [], size: sizeOf(width, height) });
    } else if (type === 'fdAT') frames.at(-1)?.data.push(data.subarray(4));
    if (keptChunks.has(type)) kept.push(file.subarray(at, end));
    if (type === 'IEND') {
      const alpha = (file[25] ?? 0) >= 4 || kept.some((chunk) => chunk.toString('latin1', 4, 8) === 'tRNS');
      return frames.length > 1 ? { bytes: Buffer.concat(kept), frames, alpha } : undefined;
    }
    at = end;
  }
  return undefined;
}

/** Whether a frame's data can be decompressed, and is no larger than its pixels. */
async function isWhole({ data, size }: Frame): Promise<boolean> {
  // The data of the first frame may be the still image, which is decoded anyway.
  if (data.length === 0) return true;
  try {
    await promisify(inflate)(Buffer.concat(data), { maxOutputLength: size });
    return true;
  } catch {
    return false;
  }
}
