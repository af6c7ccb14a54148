import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CollectRecord, recordName } from '../../model/collected.js';
import { maxRecordBytes, readCollectRecord } from '../../model/read-collect-record.js';

/** What is at a group's place. */
export type Existing =
  | { readonly kind: 'none' }
  /** Somebody else's files. */
  | { readonly kind: 'foreign' }
  /** Collected, with a record that cannot be read. */
  | { readonly kind: 'damaged' }
  | {
      readonly kind: 'collected';
      readonly record: CollectRecord;
      /** Whether all files that were taken are there. */
      readonly intact: boolean;
    };

/** Looks at a group's place. */
export async function readExisting(folder: string): Promise<Existing> {
  const stats = await lstat(folder).catch(() => undefined);
  if (!stats) return { kind: 'none' };
  if (!stats.isDirectory()) return { kind: 'foreign' };
  const file = join(folder, recordName);
  const recordStats = await lstat(file).catch(() => undefined);
  if (!recordStats) return { kind: (await readdir(folder)).length === 0 ? 'none' : 'foreign' };
  if (!recordStats.isFile() || recordStats.size > maxRecordBytes) return { kind: 'damaged' };
  const { record } = readCollectRecord(await readFile(file, 'utf8'));
  if (!record) return { kind: 'damaged' };
  const { files, bytes } = await measure(folder);
  return { kind: 'collected', record, intact: files === record.taken.files && bytes === record.taken.bytes };
}

/** Number and size of the files of a collected group, without the record. */
async function measure(folder: string): Promise<CollectRecord['taken']> {
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || (entry.parentPath === folder && entry.name === recordName)) continue;
    files += 1;
    bytes += (await lstat(join(entry.parentPath, entry.name))).size;
  }
  return { files, bytes };
}
