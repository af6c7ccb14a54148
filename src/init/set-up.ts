import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { InitFile } from './plan.js';
import { findPlace, nameOf, type Place, type TargetFolder } from './target-folder.js';

/** What came of a file. */
export interface InitOutcome {
  readonly file: InitFile;
  /** The file that was written, or what was there instead, as messages call it. */
  readonly name: string;
  readonly written: boolean;
}

/**
 * Writes the files that are not there yet. What is there stays as it is, whatever it is.
 *
 * @returns One outcome per file, in their order.
 * @throws UserError when a file cannot be written; unless that only shows while writing, nothing is
 */
export async function setUp(target: TargetFolder, files: readonly InitFile[]): Promise<readonly InitOutcome[]> {
  const places = await Promise.all(files.map((file) => placeOf(file, target)));
  const outcomes: InitOutcome[] = [];
  for (const [index, file] of files.entries()) {
    const { path, taken } = places[index] as Place;
    const written = !taken && (await writeNew(path, file.content, nameOf(path, target)));
    outcomes.push({ file, name: nameOf(path, target), written });
  }
  return outcomes;
}

async function placeOf(file: InitFile, target: TargetFolder): Promise<Place> {
  const place = await findPlace(target, file.path);
  if (place.taken) return place;
  for (const name of file.unless ?? []) {
    const other = await findPlace(target, name);
    if (other.taken) return other;
  }
  return place;
}

/** Writes a file, unless somebody else has just done so. */
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

/** Makes a folder and those above it. Node's own `recursive` never returns where a system refuses new folders. */
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
