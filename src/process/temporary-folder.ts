import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../model/user-error.js';
import { isOwnerRunning } from './is-owner-running.js';

/**
 * Creates a temporary folder for `work`, and removes it afterwards. Folders of processes that were killed are removed
 * by the next call.
 *
 * Errors of writing elsewhere in `work` have to be explained there: a full disk is taken for that of the temporary folder.
 *
 * @param purpose A word, for the folder's name: `handin-<purpose>-<process>-…`
 * @throws UserError when there is no room for it
 */
export async function withTemporaryFolder<Result>(
  purpose: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const prefix = `handin-${purpose}-`;
  await removeAbandoned(prefix);
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`)).catch((error: unknown) => {
    throw explainNoRoom(error);
  });
  try {
    return await work(folder);
  } catch (error) {
    throw isDiskFull(error) ? explainNoRoom(error) : error;
  } finally {
    await remove(folder);
  }
}

/** Whether an error of the file system says that the disk, or the user's share of it, is full. */
function isDiskFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function explainNoRoom(error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return new UserError(
    `Temporary files cannot be written to ${tmpdir()} (${code}).`,
    'Make room there, or name another folder in the environment variable TMPDIR.',
  );
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
