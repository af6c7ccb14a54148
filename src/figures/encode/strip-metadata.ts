import type { Header } from '../inspect/read-header.js';
import { isFrameHeader } from '../inspect/structure.js';

/** A chunk of a file: its byte range, and whether it is needed to show the pixels. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly keep: boolean;
}

/**
 * Removes EXIF, XMP, IPTC, comments, text chunks, thumbnails and trailing bytes without touching the pixels; returns the
 * same bytes when there is nothing to remove. Chunks are on an allow-list, so unknown ones count as metadata. Returns
 * undefined when the file cannot be stripped: another format, a truncated file, an image with an EXIF orientation, or
 * colours that need their profile.
 */
export function stripMetadata(
  bytes: Uint8Array,
  header: Pick<Header, 'format' | 'orientation' | 'profile'>,
): Uint8Array | undefined {
  if (header.orientation !== 1 || header.profile) return undefined;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (header.format) {
      case 'png':
        return join(file, pngParts(file));
      case 'jpeg':
        return join(file, jpegParts(file));
      case 'gif':
        return join(file, gifParts(file));
      case 'webp':
        return withRiffHeader(join(file, webpParts(file)));
      case 'avif':
        return isBareAvif(file) ? file : undefined;
      default:
        return undefined;
    }
  } catch (error) {
    // Reading past the end: the file is truncated.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function join(file: Buffer, parts: readonly Part[]): Buffer {
  const end = parts.at(-1)?.to ?? 0;
  if (end > file.length) throw new RangeError('the last part ends behind the file');
  if (end === file.length && parts.every((part) => part.keep)) return file;
  return Buffer.concat(parts.filter((part) => part.keep).map(({ from, to }) => file.subarray(from, to)));
}

const pngChunks: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'sRGB',
  'gAMA',
  'cHRM',
  'pHYs',
  'sBIT',
  'bKGD',
]);

function pngParts(file: Buffer): readonly Part[] {
  const parts: Part[] = [{ from: 0, to: 8, keep: true }];
  for (let at = 8; ; ) {
    const type = file.toString('latin1', at + 4, at + 8);
    const to = at + file.readUInt32BE(at) + 12;
    parts.push({ from: at, to, keep: pngChunks.has(type) });
    if (type === 'IEND') return parts;
    at = to;
  }
}

/** Kept: tables, frames, restart intervals, scans, a JFIF header without a thumbnail, Adobe's colour transform marker. */
function jpegParts(file: Buffer): readonly Part[] {
  const parts: Part[] = [{ from: 0, to: 2, keep: true }];
  for (let at = 2; ; ) {
    if (file.readUInt8(at) !== 0xff) throw new RangeError('no marker where one must be');
    const marker = file.readUInt8(at + 1);
    if (marker < 0xc0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8))
      throw new RangeError('a marker without a segment');
    if (marker === 0xd9) return [...parts, { from: at, to: at + 2, keep: true }];
    const length = file.readUInt16BE(at + 2);
    const jfif = marker === 0xe0 && length === 16 && file.toString('latin1', at + 4, at + 9) === 'JFIF\0';
    const adobe = marker === 0xee && length === 14 && file.toString('latin1', at + 4, at + 9) === 'Adobe';
    if (isFrameHeader(marker) && !isCommonFrame(marker, file.readUInt8(at + 4)))
      throw new RangeError('a kind of JPEG that browsers do not show');
    const tables = (marker >= 0xc0 && marker <= 0xcf) || marker === 0xdb || marker === 0xdd || marker === 0xda;
    const to = marker === 0xda ? endOfScan(file, at + 2 + length) : at + 2 + length;
    parts.push({ from: at, to, keep: jfif || adobe || tables });
    at = to;
  }
}

/** Baseline, extended and progressive with 8 bits and Huffman codes; not lossless, hierarchical or arithmetic coding. */
function isCommonFrame(marker: number, bits: number): boolean {
  return marker <= 0xc2 && bits === 8;
}

/** The offset of the next marker that is neither a stuffed byte nor a restart marker. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = file.indexOf(0xff, at);
    if (at < 0) throw new RangeError('no marker behind the scan');
    const next = file.readUInt8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

function gifParts(file: Buffer): readonly Part[] {
  const parts: Part[] = [{ from: 0, to: 13 + colourTable(file.readUInt8(10)), keep: true }];
  for (let at = parts[0]?.to ?? 0; ; ) {
    const block = file.readUInt8(at);
    if (block === 0x3b) return [...parts, { from: at, to: at + 1, keep: true }];
    if (block !== 0x2c && block !== 0x21) throw new RangeError('no block where one must be');
    const label = file.readUInt8(at + 1);
    const loops = label === 0xff && /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(file.toString('latin1', at + 3, at + 14));
    const to = skipBlocks(file, block === 0x2c ? at + 11 + colourTable(file.readUInt8(at + 9)) : at + 2);
    parts.push({ from: at, to, keep: block === 0x2c || label === 0xf9 || loops });
    at = to;
  }
}

/** The size in bytes of the colour table, from the packed flags. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function skipBlocks(file: Buffer, from: number): number {
  for (let at = from; ; ) {
    const length = file.readUInt8(at);
    at += length + 1;
    if (length === 0) return at;
  }
}

const webpChunks: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);

function webpParts(file: Buffer): readonly Part[] {
  const end = file.readUInt32LE(4) + 8;
  const parts: Part[] = [{ from: 0, to: 12, keep: true }];
  for (let at = 12; at < end; ) {
    const length = file.readUInt32LE(at + 4);
    const to = at + 8 + length + (length % 2);
    const type = file.toString('latin1', at, at + 4);
    // A frame is sixteen bytes of position and timing, followed by chunks.
    if (type === 'ANMF') checkFrame(file.subarray(at + 24, at + 8 + length));
    parts.push({ from: at, to, keep: webpChunks.has(type) });
    at = to;
  }
  return parts;
}

function checkFrame(chunks: Buffer): void {
  for (let at = 0; at < chunks.length; ) {
    if (!/^(?:ALPH|VP8 |VP8L)$/.test(chunks.toString('latin1', at, at + 4)))
      throw new RangeError('an unknown chunk in a frame');
    const length = chunks.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
}

/** Corrects the RIFF length, and clears the flags for a profile, EXIF and XMP. */
function withRiffHeader(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt32LE(copy.length - 8, 4);
  if (copy.toString('latin1', 12, 16) === 'VP8X') copy.writeUInt8(copy.readUInt8(20) & ~0x2c, 20);
  return copy;
}

/** Boxes and items that can hold metadata; their names appear literally in the `meta` box. */
const avifExtras = /Exif|mime|uri |uuid|udta|free|skip|prof|rICC|irot|imir/;

function isBareAvif(file: Buffer): boolean {
  for (let at = 0; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (!['ftyp', 'meta', 'mdat'].includes(type) || length < 8 || at + length > file.length) return false;
    if (type === 'meta' && avifExtras.test(file.toString('latin1', at, at + length))) return false;
    at += length;
  }
  return true;
}
