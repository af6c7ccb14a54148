import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOwnerRunning } from './is-owner-running.js';

/**
 * Creates a temporary folder for `work`, and removes it afterwards. Folders of processes that were killed are removed
 * by the next call.
 *
 * @param purpose A word, for the folder's name: `handin-<purpose>-<process>-…`
 */
export async function withTemporaryFolder<Result>(
  purpose: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const prefix = `handin-${purpose}-`;
  await removeAbandoned(prefix);
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await remove(folder);
  }
}

async function removeAbandoned(prefix: string): Promise<void> {
  const names: readonly string[] = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(tmpdir(), name);
    const owner = Number(name.slice(prefix.length).split('-')[0]);
    // Another user's folder cannot be removed; that is not an error.
    if (!(await isOwnerRunning(folder, owner))) await remove(folder).catch(() => undefined);
  }
}

/** On Windows a file that a virus scanner holds open can be removed only a moment later, hence the retries. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
