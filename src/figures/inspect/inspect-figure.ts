import { askEncoder } from '../encode/encoder.js';
import type { FigureOptions } from '../encode/recipe.js';
import { type LocalFailure, type LocalFigure, readLocal, readLocalEnds } from '../fetch/read-local.js';
import { sniff } from './sniff.js';
import { readStructure, tailBytes } from './structure.js';
import { type Incomplete, refuseFile, refuseSize } from './unreadable.js';

/** Enough to reach the image size after a photograph's EXIF data, preview and colour profile. */
const headBytes = 64 * 1024;

/**
 * Returns why a figure's file cannot be shown, with the messages of a build and at a fraction of its cost: a file that
 * begins and ends correctly is taken to be valid; others are read whole, and decoded if that is not enough. Damaged pixel
 * data in a complete file is only found by encoding it.
 */
export async function inspectFigure(
  figure: LocalFigure,
  options: FigureOptions,
): Promise<LocalFailure | Incomplete | undefined> {
  const ends = await readLocalEnds(figure, { head: headBytes, tail: tailBytes });
  if ('failure' in ends) return ends;
  const format = sniff(ends.head);
  const refused = refuseFile(format, ends.length);
  if (refused) return refused;
  const { maxPixels } = options;
  const known = readStructure(format, ends);
  if (known) return refuseSize({ ...known, maxPixels });
  const bytes = await readLocal(figure);
  return bytes instanceof Uint8Array ? inspectBytes(bytes, options) : bytes;
}

/** The same for the bytes of a file. */
export async function inspectBytes(
  bytes: Uint8Array,
  options: FigureOptions,
): Promise<LocalFailure | Incomplete | undefined> {
  const format = sniff(bytes);
  const refused = refuseFile(format, bytes.length);
  if (refused) return refused;
  const size = readStructure(format, { head: bytes, tail: bytes.subarray(-tailBytes), length: bytes.length });
  if (size) return refuseSize({ ...size, maxPixels: options.maxPixels });
  return askEncoder({ kind: 'decode', bytes, options });
}
