import { maxSourceBytes } from '../encode/recipe.js';
import type { Sniffed } from './sniff.js';
import { isShowable } from './sniff.js';

/** Why an image cannot be shown. Failures of figures are values, never thrown. */
export interface Unreadable {
  readonly failure: 'unreadable';
  /** One sentence for the student: what is wrong and what to do, without local paths and library messages. */
  readonly reason: string;
  /** Set where the reason may be this machine, so that another build has to try again. */
  readonly provisional?: true;
  /** The file itself, to be linked in place of the picture. */
  readonly file?: LinkedContent;
}

/** A drawing that can be shown, but not all of it. */
export interface Incomplete {
  readonly incomplete: string;
}

/** A file to link to, with its bytes. */
export interface LinkedContent {
  /** As in a MIME type. */
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** Bytes of the largest file that is copied beside a page only to be linked. */
const maxLinkedBytes = 20 * 1024 * 1024;

/** A file to link to; undefined when it is too large to be copied. */
export function linkedContent(format: string, bytes: Uint8Array): LinkedContent | undefined {
  return bytes.length <= maxLinkedBytes ? { format, bytes } : undefined;
}

/** An {@link Unreadable} with this reason. */
export function unreadable(reason: string): Unreadable {
  return { failure: 'unreadable', reason };
}

/** Whether a result is a failure. */
export function isUnreadable(result: object): result is Unreadable {
  return 'failure' in result && result.failure === 'unreadable';
}

const advice: Partial<Record<Sniffed, string>> = {
  empty: 'The file is empty: export the figure again and commit the file.',
  heic: 'HEIC photographs cannot be read: export it as JPEG or PNG.',
  bmp: 'BMP pictures cannot be read: save it as PNG.',
  ico: 'Icon files cannot be read: save it as PNG.',
  pdf: 'The file is a PDF, not a picture: export the page as PNG or SVG.',
  jp2: 'JPEG 2000 pictures cannot be read: export it as JPEG or PNG.',
  eps: 'The file is PostScript, not a picture: export the figure as PNG or SVG.',
  jxl: 'JPEG XL pictures cannot be read: export it as JPEG or PNG.',
  html: 'The file is a web page, not a picture: download the picture itself.',
  'lfs-pointer':
    'The file is a Git LFS pointer, not the picture: fetch it with "git lfs pull", or commit the picture itself.',
  unknown: 'The file is not a picture of a known kind: export the figure as PNG, JPEG, WebP, GIF or SVG.',
};

/** For an image that is recognized but cannot be decoded. */
export const damaged = unreadable('The picture is damaged or incomplete: export it again and replace the file.');

/** Refuses a file that is not an image, or is too large to be read. */
export function refuseFile(format: Sniffed, length: number): Unreadable | undefined {
  if (!isShowable(format)) return unreadable(advice[format] ?? advice.unknown ?? '');
  return refuseLength(length);
}

/** Refuses a file of more than {@link maxSourceBytes}. */
export function refuseLength(length: number): Unreadable | undefined {
  if (length <= maxSourceBytes) return undefined;
  const megabytes = Math.ceil(length / 1048576);
  return unreadable(
    `The file has ${megabytes} MB and the limit is ${maxSourceBytes / 1048576} MB: export a smaller picture.`,
  );
}

/** The size that an image's header declares. */
export interface PictureSize {
  /** Pixels of one frame. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** Whether the frames of an animation exceed the limit together, but one of them does not. */
export function isTooLong({ width, height, frames, maxPixels }: SizeLimit): boolean {
  return frames > 1 && width * height <= maxPixels && width * height * frames > maxPixels;
}

interface SizeLimit extends PictureSize {
  /** Most pixels of all frames together. */
  readonly maxPixels: number;
}

/**
 * Refuses an image without pixels, or with more than may be decoded. Not an animation of which one frame may be: its first
 * frame is shown.
 */
export function refuseSize(size: SizeLimit): Unreadable | undefined {
  const { width, height, frames, maxPixels } = size;
  if (width < 1 || height < 1) return damaged;
  if (width * height === 1)
    return unreadable('The picture is a single pixel, which shows nothing: put the figure itself in its place.');
  if (width * height * frames <= maxPixels || isTooLong(size)) return undefined;
  const measured = `${grouped(width)} x ${grouped(height)} pixels${frames > 1 ? ` in ${grouped(frames)} frames` : ''}`;
  const smaller = frames > 1 ? 'export fewer or smaller frames' : 'export a smaller picture';
  return unreadable(`The picture has ${measured}, and the limit is ${grouped(maxPixels)} pixels in all: ${smaller}.`);
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
