import { closeSync, constants, fstatSync, openSync, read, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Unreadable } from '../inspect/unreadable.js';
import { refuseLength, unreadable } from '../inspect/unreadable.js';
import { isInside } from '../resolve/list-files.js';

/** Why a local figure could not be read; `absent` when it vanished after the folder was listed. */
export type LocalFailure = Unreadable | { readonly failure: 'absent'; readonly reason: string };

/** Where a local figure is. */
export interface LocalFigure {
  /** Absolute path of the report's folder. */
  readonly folder: string;
  /** Relative to the folder, as resolved. */
  readonly path: string;
}

/** Reads a figure's whole file. */
export async function readLocal(figure: LocalFigure): Promise<Uint8Array | LocalFailure> {
  return withFile(figure, async (file, length) => {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await readSome(file, bytes, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  });
}

/** The beginning and the end of a file: enough to check most images with two small reads. */
export interface FileEnds {
  /** All of a small file. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** Bytes of the file. */
  readonly length: number;
}

/** Reads the first `head` and the last `tail` bytes of a figure's file, with the checks and the limit of {@link readLocal}. */
export async function readLocalEnds(
  figure: LocalFigure,
  { head, tail }: { readonly head: number; readonly tail: number },
): Promise<FileEnds | LocalFailure> {
  return withFile(figure, (file, length) => {
    const first = readNow(file, { from: 0, length: Math.min(head, length) });
    const last =
      first.length === length
        ? first.subarray(-tail)
        : readNow(file, { from: Math.max(0, length - tail), length: Math.min(tail, length) });
    return { head: first, tail: last, length };
  });
}

/**
 * Opens a figure's file. The folder may have changed since it was listed, so symbolic links are resolved again, and pipes
 * and devices are refused, since reading them could block for ever. Synchronous calls: they take a few microseconds, less
 * than the thread pool would.
 */
async function withFile<Result>(
  { folder, path }: LocalFigure,
  work: (file: number, length: number) => Promise<Result> | Result,
): Promise<Result | LocalFailure> {
  try {
    const root = realpathSync.native(folder);
    const real = realpathSync.native(join(root, path));
    if (!isInside(root, real)) return unreadable("The file lies outside the report's folder: copy it into the folder.");
    const file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return unreadable('It is no ordinary file: put the picture itself in its place.');
      return refuseLength(stats.size) ?? (await work(file, stats.size));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return explain(error);
  }
}

const readSome = promisify(read);

/** Reads a short range, or what there is of it. */
function readNow(file: number, { from, length }: { readonly from: number; readonly length: number }): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const bytesRead = readSync(file, bytes, filled, length - filled, from + filled);
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
