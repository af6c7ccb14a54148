import type { FigureOptions } from '../encode/recipe.js';
import { type LocalFailure, type LocalFigure, readLocal, readLocalEnds } from '../fetch/read-local.js';
import { sniff } from './sniff.js';
import { readStructure, tailBytes } from './structure.js';
import { refuseFile, refuseSize } from './unreadable.js';

/** So much of a file holds the size of the picture, behind a photograph's camera data, a preview and a colour profile. */
const headBytes = 64 * 1024;

/**
 * Tells why a figure's file cannot be shown, in the words of a build and at a small part of its cost: a file that begins
 * and ends as it should is taken to be sound, and only the others are read whole, and decoded if that does not settle
 * it. Damage inside the pixels of a whole file shows when they are encoded.
 */
export async function inspectFigure(figure: LocalFigure, options: FigureOptions): Promise<LocalFailure | undefined> {
  const ends = await readLocalEnds(figure, { head: headBytes, tail: tailBytes });
  if ('failure' in ends) return ends;
  const format = sniff(ends.head);
  const refused = refuseFile(format, ends.length);
  if (refused) return refused;
  const { maxPixels } = options;
  const known = readStructure(format, ends);
  if (known) return refuseSize({ ...known, maxPixels });
  const bytes = await readLocal(figure);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const size = readStructure(format, { head: bytes, tail: bytes.subarray(-tailBytes), length: bytes.length });
  if (size) return refuseSize({ ...size, maxPixels });
  // It is slow to load, and hardly any report needs it.
  const { tryDecoding } = await import('../encode/try-decoding.js');
  return tryDecoding(bytes, options);
}
