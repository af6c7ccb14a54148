import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RosterSource } from '../model/roster.js';
import type { CollectContext } from './context.js';
import { CollectFailure } from './limits.js';
import { FolderTree } from './sources/folder-tree.js';
import type { SourceTree } from './sources/source.js';
import { ZipTree } from './sources/zip-tree.js';

/** A source on disk. */
export interface FileSource {
  readonly tree: SourceTree;
  /** Changes when the source does. */
  readonly digest: string;
  close(): void;
}

type FileSourceInput = Extract<RosterSource, { readonly path: string }>;

/** Opens the folder or ZIP file of a group. */
export async function openFileSource(
  { kind, path }: FileSourceInput,
  { rosterFolder, limits }: CollectContext,
): Promise<FileSource> {
  const file = await realpath(resolve(rosterFolder, path)).catch(() => {
    throw new CollectFailure(`there is no ${kind === 'zip' ? 'ZIP file' : 'folder'} ${path}`);
  });
  const stats = await lstat(file);
  if (kind === 'folder') {
    if (!stats.isDirectory()) throw new CollectFailure(`${path} is no folder`);
    const tree = new FolderTree(file, limits);
    return { tree, digest: await digestFolder(file, tree), close: () => undefined };
  }
  if (!stats.isFile()) throw new CollectFailure(`${path} is no file`);
  if (stats.size > limits.repositoryBytes)
    throw new CollectFailure(`the ZIP file has more than ${Math.round(limits.repositoryBytes / 1e6)} MB`);
  const tree = await ZipTree.open(file, limits);
  return { tree, digest: await digestFile(file), close: () => tree.close() };
}

async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new CollectFailure(`the ZIP file cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return hash.digest('hex');
}

/** Of names, sizes and times: reading all would take as long as collecting. */
async function digestFolder(folder: string, tree: SourceTree): Promise<string> {
  const hash = createHash('sha256');
  for (const { path } of (await tree.list()).entries) {
    const stats = await lstat(join(folder, path)).catch(() => undefined);
    hash.update(`${path}\0${stats?.size}\0${stats?.mtimeMs}\0`);
  }
  return hash.digest('hex');
}
