import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from './list-files.js';
import { maxSourceBytes } from './recipe.js';
import type { Unreadable } from './unreadable.js';
import { unreadable } from './unreadable.js';

/** Why a local figure could not be read; `absent` when it vanished after the folder was listed. */
export type LocalFailure = Unreadable | { readonly failure: 'absent'; readonly reason: string };

/** Where a local figure is. */
export interface LocalFigure {
  /** Absolute path of the report's folder. */
  readonly folder: string;
  /** Relative to it, as resolved. */
  readonly path: string;
}

/**
 * Reads a figure's file, of at most {@link maxSourceBytes}. The folder may have changed since it was listed, so where
 * the path leads is looked up anew, and a pipe or a device is not opened for reading (that could wait for ever).
 */
export async function readLocal({ folder, path }: LocalFigure): Promise<Uint8Array | LocalFailure> {
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, path));
    if (!isInside(root, real)) return unreadable("The file lies outside the report's folder: copy it into the folder.");
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      return await readRegular(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    return explain(error);
  }
}

async function readRegular(file: FileHandle): Promise<Uint8Array | LocalFailure> {
  const stats = await file.stat();
  if (!stats.isFile()) return unreadable('It is no ordinary file: put the picture itself in its place.');
  if (stats.size > maxSourceBytes) {
    const size = Math.ceil(stats.size / 1024 / 1024);
    return unreadable(
      `The file has ${size} MB and the limit is ${maxSourceBytes / 1024 / 1024} MB: export a smaller picture.`,
    );
  }
  // Bounded by the size just checked, even if the file grows meanwhile.
  const bytes = new Uint8Array(stats.size);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function explain(error: unknown): LocalFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { failure: 'absent', reason: 'The file is no longer there: put it back, or remove the figure.' };
  if (code === 'EACCES' || code === 'EPERM') return unreadable('The file may not be read: change its permissions.');
  if (code === 'ELOOP') return unreadable('The symbolic link leads nowhere: put the picture itself in its place.');
  if (typeof code === 'string')
    return unreadable(`The file could not be read (${code}): replace it with a copy that opens.`);
  throw error;
}
