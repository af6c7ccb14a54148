/**
 * Detects changed files by their metadata instead of their bytes, as git's index does: thousands of files take a few
 * milliseconds.
 */
import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { sha256 } from '../model/sha256.js';
import { digestOfFile } from './file-digest.js';

/**
 * The metadata of a path: mode, size, times and inode, in one string; empty if there is nothing. A racy entry, whose last
 * change is as recent as the clock is coarse, also has a digest of its content: another change within the resolution of
 * the clock would leave the metadata as it is. (`racy-git.txt` in git's documentation explains the problem.)
 */
export type Stamp = string | readonly [signature: string, digest: string];

/** Stamps by absolute path. */
export type Stamps = Readonly<Record<string, Stamp>>;

/** Milliseconds within which two changes may get the same time: on most file systems, and on those with whole seconds. */
export const clockResolution = { fine: 50, coarse: 2000 };

/** Takes the stamps of files and folders. A path where nothing is has a stamp too. Symbolic links are followed. */
export function stampPaths(paths: Iterable<string>): Stamps {
  const stamps: Record<string, Stamp> = {};
  for (const path of paths) stamps[path] ??= stampOf(path);
  return stamps;
}

/**
 * Compares stamps with the file system.
 *
 * @returns undefined at the first difference; else the current stamps: the given ones, without the digests of entries
 * that are no longer racy
 */
export function compareStamps(stamps: Stamps): Stamps | undefined {
  const settled: Record<string, string> = {};
  for (const path in stamps) {
    const stamp = stamps[path] as Stamp;
    const stats = statOf(path);
    if (typeof stamp === 'string') {
      if (signatureOf(stats) !== stamp) return undefined;
      continue;
    }
    const [signature, digest] = stamp;
    if (!stats || signatureOf(stats) !== signature || digestOf(path, stats) !== digest) return undefined;
    if (!isRacy(stats)) settled[path] = signature;
  }
  return Object.keys(settled).length === 0 ? stamps : { ...stamps, ...settled };
}

/** Takes the stamp of one path. */
export function stampOf(path: string): Stamp {
  const stats = statOf(path);
  const signature = signatureOf(stats);
  return stats && isRacy(stats) ? [signature, digestOf(path, stats)] : signature;
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // Not permitted, a name that is too long, a part that is a file: as good as absent.
    return undefined;
  }
}

/** Includes ctime, because programs can reset mtime. */
function signatureOf(stats: BigIntStats | undefined): string {
  if (!stats) return '';
  const { mtimeNs, ctimeNs, ino, size, mode } = stats;
  return stats.isDirectory() ? `d ${mtimeNs} ${ctimeNs} ${ino}` : `${mode} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** Whether a signature is that of an existing path other than a folder. */
export function isFileSignature(signature: string): boolean {
  return signature !== '' && !signature.startsWith('d ');
}

function isRacy({ mtimeNs, ctimeNs }: BigIntStats): boolean {
  const newest = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  const resolution = newest % 1_000_000n === 0n ? clockResolution.coarse : clockResolution.fine;
  return Number(newest / 1_000_000n) > Date.now() - resolution;
}

function digestOf(path: string, stats: BigIntStats): string {
  try {
    if (stats.isDirectory()) return sha256(readdirSync(path).sort().join('\0'));
    // Reading anything but a file may block.
    return stats.isFile() ? digestOfFile(path) : '';
  } catch {
    return 'unreadable';
  }
}
