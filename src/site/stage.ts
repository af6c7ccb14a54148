import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { UserError } from '../model/user-error.js';
import { hasCode, ignoreMissing } from './existing.js';

// A stage is a folder beside the site, `.site.handin-<pid>-<unique>`, so on the same file system. It holds the new
// site while it is put together (`new`) and the replaced one until it is removed (`old-<n>`). The process id in its
// name tells the next run whether the run that made it is still at work.

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
 * Puts the staged site in the place of the old one, by two renames. Another run that does the same at the same time
 * makes one of them fail; then both renames are tried again, so that the last run wins and each site is whole.
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
    // Fails when another run has put its site there meanwhile, and then it need not succeed.
    if (moved) await rename(old, folder).catch(() => undefined);
    throw error;
  }
}

/** How the various systems refuse to rename onto a folder, and to rename one that is in use or mounted. */
const inUse = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY', 'EXDEV'];

function cannotReplace(folder: string, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    `${folder} cannot be replaced: it is in use, not writable, or a mounted file system (${reason}).`,
    'Close the programs that use it, or choose another folder with `--out`.',
  );
}

/**
 * Tidies up after runs that were killed: puts a site back that was moved aside and never replaced, and removes stages
 * whose process is gone. Stages of processes at work are left alone.
 */
export async function repair(folder: string): Promise<void> {
  const parent = dirname(folder);
  const names = (await readdir(parent).catch(ignoreMissing)) ?? [];
  for (const name of names.filter((entry) => entry.startsWith(prefixOf(folder)))) {
    const path = join(parent, name);
    if (await isAtWork(path, Number(name.slice(prefixOf(folder).length).split('-')[0]))) continue;
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

/** Process ids are used again, in containers at once: a stage older than this process is not this process's. */
async function isAtWork(stage: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) {
    const stats = await lstat(stage).catch(ignoreMissing);
    return stats !== undefined && stats.birthtimeMs >= performance.timeOrigin;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

function prefixOf(folder: string): string {
  return `.${basename(folder)}.handin-`;
}
