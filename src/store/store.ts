import { readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from '../model/once.js';
import { sha256 } from '../model/sha256.js';
import { pruneFolders } from './prune.js';
import { type ByteRange, readRange } from './read-range.js';
import { formatRecord, type Json, parseRecord, recordName, type StoreEntry } from './record.js';

/*
 * Written by hand instead of using cacache: for 474 figures with three blobs of 60 kB each, cacache takes 4.4 s to prune,
 * because it reads and hashes everything again, 3.1 s to write and 0.8 s to read the blobs; this one takes 0.04, 0.7 and
 * 0.4 s. Only `get`, `put` and `prune` are needed, and each is little more than a file system call.
 */

/** To be incremented when the file format changes; each version has its own folder. */
const formatVersion = 1;

/** Bytes whose lower-case hexadecimal SHA-256 is known. */
export interface HashedBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A content-addressed store. Missing, unreadable or damaged data is a cache miss, never an error. */
export interface Store {
  get(key: string): Promise<StoreEntry | undefined>;
  /**
   * Stores the blobs, then the record. If the disk cannot be written to, they are kept in memory.
   *
   * @param stored Digests of further blobs that belong to it, and that are in the store.
   */
  put(
    key: string,
    value: Json,
    blobs: readonly (Uint8Array | HashedBytes)[],
    stored?: readonly string[],
  ): Promise<StoreEntry>;
  /** The blob with this SHA-256, verified. */
  blob(sha256: string): Promise<Uint8Array | undefined>;
  /** Some bytes of the blob with this SHA-256, not verified. */
  slice(sha256: string, range: ByteRange): Promise<Uint8Array | undefined>;
  /** The code of the first system error for which something is kept in memory instead, such as `ENOSPC`. */
  writeFailure(): string | undefined;
  /** Removes every entry of this format version whose key is not in the set, and the blobs that only those used. */
  prune(usedKeys: ReadonlySet<string>): Promise<void>;
}

/** Opens the store in a folder, which is created on the first write; in memory unless `enabled`. */
export function openStore(folder: string, options: { readonly enabled: boolean }): Store {
  return options.enabled ? diskStore(join(folder, `v${formatVersion}`)) : memoryStore();
}

function memoryStore(): Store {
  const entries = new Map<string, StoreEntry>();
  const blobs = new Map<string, Uint8Array>();
  return {
    get: async (key) => entries.get(key),
    put: async (key, value, contents, stored = []) => {
      const hashed = contents.map(withHash);
      for (const { sha256: digest, bytes } of hashed) blobs.set(digest, bytes);
      const entry = { value, blobs: [...hashed.map((content) => content.sha256), ...stored] };
      entries.set(key, entry);
      return entry;
    },
    blob: async (digest) => blobs.get(digest),
    slice: async (digest, { start, length }) => blobs.get(digest)?.subarray(start, start + length),
    writeFailure: () => undefined,
    prune: async (usedKeys) => {
      for (const key of entries.keys()) if (!usedKeys.has(key)) entries.delete(key);
      const used = new Set([...entries.values()].flatMap((entry) => entry.blobs));
      for (const digest of blobs.keys()) if (!used.has(digest)) blobs.delete(digest);
    },
  };
}

function diskStore(root: string): Store {
  const records = join(root, 'records');
  const contents = join(root, 'blobs');
  const recordPath = (key: string): string => join(records, recordName(key));
  const known = knownBlobs(contents);
  // A full or read-only disk must not fail a build: keep the data in memory for this run.
  const unwritten = memoryStore();
  let failure: string | undefined;
  return {
    get: async (key) => {
      const entry = parseRecord(await readOrMiss(recordPath(key)), key);
      return entry?.blobs.every((digest) => known().has(digest)) ? entry : unwritten.get(key);
    },
    put: async (key, value, blobs, stored = []) => {
      const hashed = blobs.map(withHash);
      const entry = { value, blobs: [...hashed.map((content) => content.sha256), ...stored] };
      try {
        await Promise.all(
          hashed.map(async ({ bytes, sha256: digest }) => {
            await writeAtomically(join(contents, digest), bytes);
            known().add(digest);
          }),
        );
        await writeAtomically(recordPath(key), formatRecord(key, entry));
      } catch (error) {
        failure ??= (error as NodeJS.ErrnoException).code ?? String(error);
        await unwritten.put(key, value, hashed, stored);
      }
      return entry;
    },
    blob: async (digest) => {
      const path = join(contents, digest);
      const bytes = await readOrMiss(path);
      if (bytes && sha256(bytes) === digest) return bytes;
      // Gone or damaged: without it, records that use it become misses and are written again.
      known().delete(digest);
      if (bytes) await rm(path, { force: true }).catch(() => undefined);
      return unwritten.blob(digest);
    },
    slice: async (digest, range) => {
      const bytes = await readRange(join(contents, digest), range);
      if (!bytes) known().delete(digest);
      return bytes ?? unwritten.slice(digest, range);
    },
    writeFailure: () => failure,
    prune: (usedKeys) => pruneFolders({ records, contents, usedKeys }),
  };
}

/**
 * The names of the blobs in a folder. It is listed once: asking the system for each blob of a few thousand takes longer than
 * all else that a build without changes does. A blob that another process removes meanwhile is found missing when it is read.
 */
function knownBlobs(folder: string): () => Set<string> {
  return once(() => {
    try {
      return new Set(readdirSync(folder));
    } catch {
      return new Set();
    }
  });
}

function withHash(content: Uint8Array | HashedBytes): HashedBytes {
  return content instanceof Uint8Array ? { bytes: content, sha256: sha256(content) } : content;
}

async function readOrMiss(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

/** Writes atomically: to a temporary file, then renames it. */
async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const folder = join(path, '..');
  const temporary = join(folder, `tmp-${crypto.randomUUID()}`);
  const writeTemporary = (): Promise<void> => writeFile(temporary, content);
  try {
    await writeTemporary().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await mkdir(folder, { recursive: true });
      await writeTemporary();
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
