import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { InitFile } from './plan.js';
import { findTargetFile, nameOf, type TargetFile, type TargetFolder } from './target-folder.js';

/** Whether a file was written. */
export interface InitOutcome {
  readonly file: InitFile;
  /** The file that was written, or what was there instead, as messages call it. */
  readonly name: string;
  readonly written: boolean;
}

/**
 * Writes the files that do not exist yet. Never overwrites anything.
 *
 * @returns One outcome per file, in their order.
 * @throws UserError when a file cannot be written; unless that only shows while writing, nothing is
 */
export async function setUp(target: TargetFolder, files: readonly InitFile[]): Promise<readonly InitOutcome[]> {
  const targets = await Promise.all(files.map((file) => findTargetOrSubstitute(file, target)));
  const outcomes: InitOutcome[] = [];
  for (const [index, file] of files.entries()) {
    const { path, taken } = targets[index] as TargetFile;
    const written = !taken && (await writeNew(path, file.content, nameOf(path, target)));
    outcomes.push({ file, name: nameOf(path, target), written });
  }
  return outcomes;
}

async function findTargetOrSubstitute(file: InitFile, target: TargetFolder): Promise<TargetFile> {
  const found = await findTargetFile(target, file.path);
  if (found.taken) return found;
  for (const name of file.unless ?? []) {
    const other = await findTargetFile(target, name);
    if (other.taken) return other;
  }
  return found;
}

/** Writes a file; false when it has been created in the meantime. */
async function writeNew(path: string, content: string | Uint8Array, name: string): Promise<boolean> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new UserError(
      `${name} cannot be written (${code ?? message}).`,
      'Run the command again when it can: it writes only what is missing.',
    );
  }
}

/** Creates a folder and its parents. The option `recursive` of `mkdir` hangs on file systems that refuse new folders. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path === dirname(path)) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
