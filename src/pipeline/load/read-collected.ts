import { constants, open } from 'node:fs/promises';
import path from 'node:path';
import { type CollectRecord, type LineAuthors, recordName } from '../../model/collected.js';
import { maxRecordBytes, type ReadRecord, readCollectRecord } from '../../model/read-collect-record.js';
import { sha256 } from '../../model/sha256.js';

/** The record of where a report was collected, if the folder has one. */
export interface Collected {
  /** The content of the file; null where there is none, or it is not read. */
  readonly text: string | null;
  readonly read: ReadRecord | null;
}

/** Reads the record beside a README. It lies among files of strangers: a link is not followed, and nothing in it is trusted. */
export async function readCollected(folder: string): Promise<Collected> {
  const text = await readText(path.join(folder, recordName));
  return typeof text === 'string' ? { text, read: readCollectRecord(text) } : { text: null, read: text };
}

/** The record; null where there is none, or it is damaged. */
export function recordIn({ read }: Collected): CollectRecord | null {
  return read?.record ?? null;
}

/**
 * Who wrote the lines of a README; null where it is not recorded, or the lines are not those of the collected file. Git
 * does not end lines at a carriage return alone, as the parser does.
 */
export function authorsIn(collected: Collected, text: string): LineAuthors | null {
  const authors = recordIn(collected)?.authors ?? null;
  return authors?.readme === sha256(text) && !/\r(?!\n)/.test(text) ? authors : null;
}

/** Without O_NONBLOCK opening a named pipe would block. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readText(file: string): Promise<string | { readonly problem: string } | null> {
  const handle = await open(file, flags).catch(({ code }: NodeJS.ErrnoException) => code ?? 'unknown error');
  if (handle === 'ENOENT') return null;
  if (typeof handle === 'string')
    return { problem: handle === 'ELOOP' ? noFile : `.collect.json cannot be read (${handle}).` };
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return { problem: noFile };
    if (stats.size > maxRecordBytes)
      return { problem: `.collect.json is damaged: it has more than ${maxRecordBytes.toLocaleString('en')} bytes.` };
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

const noFile = '.collect.json is damaged: it is no regular file.';
