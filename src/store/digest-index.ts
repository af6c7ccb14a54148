import { readChecked, writeChecked } from './checked-file.js';
import { digestOfFile } from './file-digest.js';
import { isFileSignature, type Stamps, stampOf } from './stamps.js';

/** Digests of files, which are read again only when their metadata changed. */
export interface DigestIndex {
  /** Lower-case hexadecimal SHA-256 of a file; empty for a folder, and for what cannot be read. */
  digestOf(file: string): string;
  /** Writes the index, without the files that were not asked for. */
  save(): void;
}

/** Stamp and digest of a file. */
type Entry = readonly [stamp: string, digest: string];

/** Opens the index in a file; one that is missing or damaged counts as empty. */
export function openDigestIndex(file: string): DigestIndex {
  const known = (readChecked(file) ?? {}) as Readonly<Record<string, Entry>>;
  const used: Record<string, Entry> = {};
  return {
    digestOf: (path) => {
      const stamp = stampOf(path);
      const [signature, racyDigest] = typeof stamp === 'string' ? [stamp] : stamp;
      if (!isFileSignature(signature)) return '';
      // A racy entry is not kept: its file may change again without another signature.
      if (racyDigest !== undefined) return racyDigest;
      const entry = known[path];
      const current: Entry = entry?.[0] === signature ? entry : [signature, digestOrNone(path)];
      used[path] = current;
      return current[1];
    },
    save: () => writeChecked(file, used),
  };
}

/**
 * Writes an index of files whose content is known, so that it is not read to find out. Racy files are left out.
 *
 * @param digests by absolute path
 */
export function saveDigests(file: string, stamps: Stamps, digests: ReadonlyMap<string, string>): void {
  const entries: Record<string, Entry> = {};
  for (const [path, digest] of digests) {
    const stamp = stamps[path];
    if (typeof stamp === 'string' && isFileSignature(stamp)) entries[path] = [stamp, digest];
  }
  writeChecked(file, entries);
}

function digestOrNone(path: string): string {
  try {
    return digestOfFile(path);
  } catch {
    return '';
  }
}
