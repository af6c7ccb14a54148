import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { UserError } from '../model/user-error.js';
import { isOwnerRunning } from '../process/is-owner-running.js';
import { hasCode, ignoreMissing } from './existing.js';

// A stage is a folder beside the site, `.site.handin-<pid>-<unique>`, and so on the same file system. It holds the new
// site while it is written (`new`) and the replaced one until it is removed (`old-<n>`). The process id in its name
// tells the next run whether the process that made it is still running.

/** A folder beside the site in which the next one is put together. */
export interface Stage {
  readonly path: string;
  /** The new site, to be filled. */
  readonly fresh: string;
}

/** Makes a stage for the site in `folder`. */
export async function openStage(folder: string): Promise<Stage> {
  await mkdir(dirname(folder), { recursive: true });
  const path = await mkdtemp(join(dirname(folder), `${prefixOf(folder)}${process.pid}-`));
  const fresh = join(path, 'new');
  await mkdir(fresh);
  return { path, fresh };
}

/** Removes a stage and all that is in it. */
export async function closeStage(stage: Stage): Promise<void> {
  await rm(stage.path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Replaces the old site by the staged one, with two renames. A concurrent run can make one of them fail; both are then
 * tried again, so that the last run wins and each site is whole.
 */
export async function swapIn(stage: Stage, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await swapOnce(stage, folder, `old-${attempt}`);
      return;
    } catch (error) {
      // biome-ignore lint/plugin/no-unbounded-spread: a few codes
      if (!hasCode(error, ...inUse)) throw error;
      if (attempt === 10) throw cannotReplace(folder, error);
    }
    await setTimeout(20 * attempt);
  }
}

async function swapOnce({ path, fresh }: Stage, folder: string, oldName: string): Promise<void> {
  const old = join(path, oldName);
  const moved = await rename(folder, old).then(
    () => true,
    (error: unknown) => ignoreMissing(error) ?? false,
  );
  try {
    await rename(fresh, folder);
  } catch (error) {
    // Fails when another run has put its site there meanwhile; the old site is then obsolete.
    if (moved) await rename(old, folder).catch(() => undefined);
    throw error;
  }
}

/** Error codes for renaming onto a folder, and for renaming one that is in use or a mount point. */
const inUse = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY', 'EXDEV'];

function cannotReplace(folder: string, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    `${folder} cannot be replaced: it is in use, not writable, or a mounted file system (${reason}).`,
    'Close the programs that use it, or choose another folder with `--out`.',
  );
}

/**
 * Recovers from runs that were killed: restores a site that was moved aside and never replaced, and removes stages
 * whose process has ended. Stages of running processes are left alone.
 */
export async function repair(folder: string): Promise<void> {
  const parent = dirname(folder);
  const names = (await readdir(parent).catch(ignoreMissing)) ?? [];
  for (const name of names.filter((entry) => entry.startsWith(prefixOf(folder)))) {
    const path = join(parent, name);
    if (await isOwnerRunning(path, Number(name.slice(prefixOf(folder).length).split('-')[0]))) continue;
    await restore(path, folder);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function restore(stage: string, folder: string): Promise<void> {
  if (await lstat(folder).catch(ignoreMissing)) return;
  const entries = (await readdir(stage).catch(ignoreMissing)) ?? [];
  const old = entries
    .filter((name) => name.startsWith('old-'))
    .sort()
    .at(-1);
  if (old) await rename(join(stage, old), folder).catch(ignoreMissing);
}

function prefixOf(folder: string): string {
  return `.${basename(folder)}.handin-`;
}
