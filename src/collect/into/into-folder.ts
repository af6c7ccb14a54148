import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../model/user-error.js';
import { isOwnerRunning } from '../../process/is-owner-running.js';
import { type Existing, readExisting } from './read-existing.js';

/** The folder that groups are collected into. */
export interface IntoFolder {
  readonly folder: string;
  /** What is there of a group. */
  read(slug: string): Promise<Existing>;
  /** An empty folder for a group's files. */
  stage(slug: string): Promise<string>;
  /**
   * Puts a staged group in the place of what is there.
   *
   * @param keptAt where to keep what was there, relative to the folder
   */
  swap(slug: string, keptAt?: string): Promise<void>;
  /** Removes what was staged. */
  close(): Promise<void>;
}

const stagePrefix = '.collect-';

/**
 * Opens the folder that groups are collected into, and completes what a run that was killed left.
 *
 * @throws UserError when it cannot be written to, or another run is collecting into it
 */
export async function openInto(folder: string): Promise<IntoFolder> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The folder ${folder} cannot be made (${error.code}).`, 'Name another one with --into.');
  });
  await recover(folder);
  const work = join(folder, `${stagePrefix}${process.pid}`);
  const at = (...names: readonly string[]): string => names.reduce((path, name) => join(path, name), work);
  return {
    folder,
    read: (slug) => readExisting(join(folder, slug)),
    stage: async (slug) => {
      await rm(at('new', slug), { recursive: true, force: true });
      await mkdir(at('new', slug), { recursive: true });
      return at('new', slug);
    },
    swap: async (slug, keptAt) => {
      const target = join(folder, slug);
      const old = at('old', slug);
      if (await exists(target)) {
        await mkdir(dirname(old), { recursive: true });
        await rename(target, old);
      }
      await rename(at('new', slug), target);
      await settleOld(old, keptAt === undefined ? undefined : join(folder, keptAt));
    },
    close: () => rm(work, { recursive: true, force: true }),
  };
}

/** Keeps what was replaced where it belongs, or removes it. */
async function settleOld(old: string, keptAt: string | undefined): Promise<void> {
  if (keptAt !== undefined && (await exists(old)) && !(await exists(keptAt))) {
    await mkdir(dirname(keptAt), { recursive: true });
    await rename(old, keptAt);
  }
  await rm(old, { recursive: true, force: true });
}

async function recover(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = new RegExp(`^\\${stagePrefix}(\\d+)$`).exec(name)?.[1];
    if (pid === undefined) continue;
    const work = join(folder, name);
    if (await isOwnerRunning(work, Number(pid)))
      throw new UserError(
        `Another \`report collect\` (process ${pid}) is writing to ${folder}.`,
        'Wait until it is done, or stop it.',
      );
    for (const slug of await readdir(join(work, 'old')).catch(() => []))
      await recoverGroup(folder, slug, join(work, 'old', slug));
    await rm(work, { recursive: true, force: true });
  }
}

/** A run was killed while it replaced this group: between two renames, or before it had kept the earlier collection. */
async function recoverGroup(folder: string, slug: string, old: string): Promise<void> {
  const target = join(folder, slug);
  if (!(await exists(target))) return rename(old, target);
  const existing = await readExisting(target);
  const keptAt = existing.kind === 'collected' ? existing.record.rewritten?.keptAt : undefined;
  const isOwn = keptAt !== undefined && /^\.earlier\/[^/]+\/[0-9a-f]+$/.test(keptAt);
  await settleOld(old, isOwn ? join(folder, keptAt) : undefined);
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
