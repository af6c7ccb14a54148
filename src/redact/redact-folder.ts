import { copyFile, link, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from '../figures/resolve/list-files.js';
import type { Pseudonyms } from './pseudonyms.js';

/** What a report's folder is copied with. */
export interface FolderCopy {
  /** Absolute. */
  readonly from: string;
  /** Absolute; made anew. */
  readonly to: string;
  readonly pseudonyms: Pseudonyms;
}

/**
 * Puts a report's figures into another folder, under names that identify nobody. Drawings are text and are redacted as
 * text. Symbolic links that lead out of the folder are left out.
 */
export async function copyFigures({ from, to, pseudonyms }: FolderCopy): Promise<void> {
  const { files } = await listFiles(from);
  const taken = new Set<string>();
  await mkdir(to, { recursive: true });
  for (const file of files) {
    const target = path.join(to, unused(pseudonyms(file), taken));
    await mkdir(path.dirname(target), { recursive: true });
    const source = await realpath(path.join(from, file));
    if (/\.svg$/i.test(file)) await writeFile(target, pseudonyms(await readFile(source, 'utf8')));
    else await place(source, target);
  }
}

/** Two names may become equal by redaction: the second gets a number. */
function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let copy = 2; taken.has(free.toLowerCase()); copy += 1)
    free = name.replace(/(\.[^./]*)?$/, (extension) => `-${copy}${extension}`);
  taken.add(free.toLowerCase());
  return free;
}

/** Pixels are not redacted, so a hard link serves; not every file system has them. */
async function place(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
}
