import { constants } from 'node:fs';
import { access, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { contains, realPath } from '../config/guard-out.js';
import { UserError } from '../model/user-error.js';

/** The folder that `report init` writes to. */
export interface TargetFolder {
  /** Absolute, as the user named it. It need not exist. */
  readonly path: string;
  /** For messages: relative to the working folder, unless the user named it by an absolute path outside of it. */
  readonly name: string;
}

/**
 * Checks the folder that the user named, without creating it.
 *
 * @param cwd Absolute; `folder` is relative to it, or absolute.
 * @throws UserError when it is, or is below, a file; when a link in it leads out of `cwd`
 */
export async function openTarget(cwd: string, folder: string): Promise<TargetFolder> {
  const path = resolve(cwd, folder);
  const nameFor = (some: string): string =>
    isAbsolute(folder) && !contains(cwd, some) ? some : relative(cwd, some) || '.';
  const target = { path, name: nameFor(path) };
  const nearest = await nearestExisting(path);
  await requireFolder(nearest, nameFor(nearest));
  if (nearest !== path) await requireWritable(nearest, nameFor(nearest));
  const real = realPath(path);
  if (contains(cwd, path) && !contains(realPath(cwd), real))
    throw new UserError(
      `${target.name} leads out of this folder through a link, to ${real}.`,
      'If that is the folder you mean, name it as it is. Nothing was written.',
    );
  return target;
}

/** The top of the Git repository that a folder lies in; undefined when there is none, or when it is the folder itself. */
export async function repositoryAbove({ path }: TargetFolder): Promise<string | undefined> {
  if (await exists(join(path, '.git'))) return undefined;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** A path that a file is to be written to. */
export interface TargetFile {
  /** Absolute, with the names as on disk. */
  readonly path: string;
  /** The path exists already. */
  readonly taken: boolean;
}

/**
 * Finds the path of a file below the target, and checks that it can be written. Names are compared without case, as on
 * case-insensitive file systems.
 *
 * @param path separated by `/`
 * @throws UserError when a folder on the way is a file, leads out of the target, or cannot be written to
 */
export async function findTargetFile(target: TargetFolder, path: string): Promise<TargetFile> {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  let folder = target.path;
  let known = await exists(folder);
  for (const part of parts) {
    const name = known ? await nameOnDisk(folder, part, target) : undefined;
    if (known && name === undefined) await requireWritable(folder, nameOf(folder, target));
    known = name !== undefined;
    folder = join(folder, name ?? part);
    if (known) await requireInside(folder, target);
  }
  const name = known ? await nameOnDisk(folder, last, target) : undefined;
  if (known && name === undefined) await requireWritable(folder, nameOf(folder, target));
  return { path: join(folder, name ?? last), taken: name !== undefined };
}

/** The name of a folder's entry with its case as on disk; undefined when there is none. */
async function nameOnDisk(folder: string, name: string, target: TargetFolder): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${nameOf(folder, target)} cannot be read (${error.code ?? error.message}).`, chooseAnother);
  });
  return names.includes(name) ? name : names.find((other) => fold(other) === fold(name));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The name of a path below the target, for messages. */
export function nameOf(path: string, target: TargetFolder): string {
  return join(target.name, relative(target.path, path));
}

async function requireInside(folder: string, target: TargetFolder): Promise<void> {
  const name = nameOf(folder, target);
  const real = realPath(folder);
  if (!contains(realPath(target.path), real))
    throw new UserError(
      `${name} is a link that leads out of the folder, to ${real}.`,
      'Remove the link, or make it a folder of its own. Nothing was written.',
    );
  await requireFolder(folder, name);
}

async function requireFolder(path: string, name: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return;
  throw new UserError(`${name} is ${stats ? 'a file' : 'a link to nothing'}, and a folder is needed.`, chooseAnother);
}

async function requireWritable(folder: string, name: string): Promise<void> {
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${name} cannot be written to (${error.code ?? error.message}).`, chooseAnother);
  });
}

async function nearestExisting(path: string): Promise<string> {
  const parent = dirname(path);
  return parent === path || (await exists(path)) ? path : await nearestExisting(parent);
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

const chooseAnother = 'Name another folder, or move what is in the way. Nothing was written.';
