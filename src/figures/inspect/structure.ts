/**
 * Checks images by their file structure, without decoding: whether the file is complete, and the size that its header
 * declares.
 */
import type { FileEnds } from '../fetch/read-local.js';
import { pngFrames } from './apng.js';
import type { Sniffed } from './sniff.js';
import type { PictureSize } from './unreadable.js';

/** How many bytes of a file's end are read: the last chunk of a PNG. */
export const tailBytes = 12;

/**
 * The size of an image whose file is complete. Undefined when it is not, when more of the file is needed, and when only
 * decoding can tell: decoders tolerate much, and an image must not be called damaged that they can show.
 */
export function readStructure(format: Sniffed, { head, tail, length }: FileEnds): PictureSize | undefined {
  const file: OpenPicture = { head: Buffer.from(head.buffer, head.byteOffset, head.length), tail, length };
  const size = readers[format]?.(file);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

interface OpenPicture extends FileEnds {
  readonly head: Buffer;
}

type Reader = (file: OpenPicture) => PictureSize | undefined;

const readers: Readonly<Partial<Record<Sniffed, Reader>>> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  webp: readWebp,
};

function endsWith({ tail }: OpenPicture, end: string): boolean {
  return Buffer.from(tail).toString('latin1').endsWith(end);
}

function readPng(file: OpenPicture): PictureSize | undefined {
  const { head } = file;
  if (head.toString('latin1', 12, 16) !== 'IHDR' || !endsWith(file, '\0\0\0\0IEND\xae\x42\x60\x82')) return undefined;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20), frames: pngFrames(head) };
}

function readJpeg(file: OpenPicture): PictureSize | undefined {
  const { head } = file;
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (isFrameHeader(marker)) {
      const whole = endsWith(file, '\xff\xd9') || head.lastIndexOf('\xff\xd9', undefined, 'latin1') > at;
      return whole ? { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7), frames: 1 } : undefined;
    }
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return undefined;
}

/** SOF markers: C0 to CF without the tables (C4, CC) and the reserved C8. */
export function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Counts the frames, which takes the whole file. */
function readGif({ head, length }: OpenPicture): PictureSize | undefined {
  if (head.length < length || length < 14) return undefined;
  let at = 13 + colourTable(head[10] ?? 0);
  let frames = 0;
  while (at < length) {
    const kind = head[at];
    if (kind === 0x3b)
      return frames > 0 ? { width: head.readUInt16LE(6), height: head.readUInt16LE(8), frames } : undefined;
    if (kind === 0x2c) {
      frames += 1;
      at = skipSubBlocks(head, at + 11 + colourTable(head[at + 9] ?? 0));
    } else if (kind === 0x21) at = skipSubBlocks(head, at + 2);
    else return undefined;
  }
  return undefined;
}

/** The size in bytes of the colour table, from the packed flags. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** The offset after a chain of GIF sub-blocks: each starts with its length, the last is empty. */
function skipSubBlocks(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}

function readWebp({ head, length }: OpenPicture): PictureSize | undefined {
  if (head.length < 30 || 8 + head.readUInt32LE(4) > length) return undefined;
  const type = head.toString('latin1', 12, 16);
  if (type === 'VP8 ') return still(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
  if (type === 'VP8L') {
    const bits = head.readUInt32LE(21);
    return still(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
  }
  // An animation has to be decoded: its frames are counted by nothing in the header.
  const animated = ((head[20] ?? 0) & 2) !== 0;
  return type === 'VP8X' && !animated ? still(1 + head.readUIntLE(24, 3), 1 + head.readUIntLE(27, 3)) : undefined;
}

function still(width: number, height: number): PictureSize {
  return { width, height, frames: 1 };
}
