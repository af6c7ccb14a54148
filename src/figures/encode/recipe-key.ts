import { createRequire } from 'node:module';
import path from 'node:path';
import { stampOf } from '../../store/stamps.js';
import type { Store } from '../../store/store.js';
import { askEncoder, startEncoder } from './encoder.js';
import type { EncoderVersions } from './encoder-versions.js';
import type { FigureOptions } from './recipe.js';
import { sortedWidths } from './widths.js';

/** To be incremented whenever the same file and options give other bytes or another message. */
const recipeVersion = 7;

/**
 * Everything besides a figure's own bytes that determines what is made of it, as part of its key in the store.
 *
 * @param versions See `readEncoderVersions`
 */
export function recipeKey(options: FigureOptions, versions: EncoderVersions): string {
  const { widths, formats, quality, full, maxPixels } = options;
  return JSON.stringify([recipeVersion, versions, sortedWidths(widths), formats, quality, full, maxPixels]);
}

/** The key of the store under which the versions of the installed encoders are kept: sharp, and its native code. */
export function encoderKey(): string {
  const main = createRequire(import.meta.url).resolve('sharp');
  const folder = path.join(path.dirname(main), '..');
  const installed = [main, path.join(folder, '../@img'), path.join(folder, 'src/build/Release')].map(stampOf);
  return `encoder:${JSON.stringify([installed, process.platform, process.arch])}`;
}

/**
 * Finds out the versions of the encoders. They are kept in the store for as long as sharp's files are the same: loading
 * sharp takes three times as long as starting Node, and a build whose figures are all in the store does without.
 */
export async function readEncoderVersions(store: Store): Promise<EncoderVersions> {
  const key = encoderKey();
  const kept = await keptVersions(store, key);
  if (kept) return kept;
  const versions = await askEncoder({ kind: 'versions' });
  // A libvips of the system, which tells no more than its own version, can change without sharp.
  const told = versions.filter((version) => version !== undefined);
  if (told.length === versions.length) await store.put(key, told, []);
  return versions;
}

/** Starts the encoder if the store does not know its versions: then nothing of a figure is known without it. */
export async function startUnknownEncoder(store: Store): Promise<void> {
  if (!(await keptVersions(store, encoderKey()))) startEncoder();
}

async function keptVersions(store: Store, key: string): Promise<EncoderVersions | undefined> {
  return (await store.get(key))?.value as EncoderVersions | undefined;
}
