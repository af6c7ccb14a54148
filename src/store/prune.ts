import { readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseRecord, recordName } from './record.js';

/** Removes all records but those of the used keys, and all blobs but theirs. */
export async function pruneFolders(folders: {
  readonly records: string;
  readonly contents: string;
  readonly usedKeys: ReadonlySet<string>;
}): Promise<void> {
  const usedRecords = new Set<string>();
  const usedBlobs = new Set<string>();
  let read = 0;
  for (const key of folders.usedKeys) {
    const name = recordName(key);
    const entry = parseRecord(readOrMiss(join(folders.records, name)), key);
    read += 1;
    if (read % filesPerTurn === 0) await setImmediate();
    if (!entry) continue;
    usedRecords.add(name);
    for (const digest of entry.blobs) usedBlobs.add(digest);
  }
  // Records first: an interrupted run leaves unused blobs, never records without blobs.
  await removeOthers(folders.records, usedRecords);
  await removeOthers(folders.contents, usedBlobs);
}

/** Small files that are read before signals are handled: synchronous reading takes a fraction of the time of asynchronous. */
const filesPerTurn = 500;

function readOrMiss(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Milliseconds for which a temporary file may still be in use by another run. */
const temporaryFor = 60 * 60 * 1000;

async function removeOthers(folder: string, used: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (used.has(name)) continue;
    if (name.startsWith('tmp-')) {
      const stats = await stat(path).catch(() => undefined);
      if (stats && Date.now() - stats.mtimeMs < temporaryFor) continue;
    }
    await rm(path, { force: true }).catch(() => undefined);
  }
}
