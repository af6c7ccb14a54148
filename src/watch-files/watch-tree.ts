import { type FSWatcher, lstatSync, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import type { Relevance } from './relevance.js';

/** What watching tells. */
export interface TreeEvents {
  /** A file has changed, come or gone; or a folder has, with whatever is in it. */
  onPath(path: string): void;
  /** The system watches no more: the code of its error. */
  onExhausted(code: string): void;
}

/** Codes of a system that has run out of what watching takes. */
const exhausted: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches the folders of the targets, and the way to them, by means of the system. A folder is watched before it is
 * read, and anew whenever something of its name has come or gone: whatever happens in it is told. Links are followed on
 * the way to a target, and nowhere else.
 *
 * It calls the system without yielding, so that it sees what happens also while the workers of Node encode figures.
 *
 * @param starts folders that stay, above the targets
 * @returns ends it
 */
export function watchTree(relevance: Relevance, starts: readonly string[], events: TreeEvents): () => void {
  const tree: Tree = { relevance, events, folders: new Map(), closed: false };
  for (const start of starts) open(tree, start);
  return () => closeAll(tree);
}

interface Tree {
  readonly relevance: Relevance;
  readonly events: TreeEvents;
  /** By path; null for a folder that cannot be watched. */
  readonly folders: Map<string, FSWatcher | null>;
  closed: boolean;
}

function open(tree: Tree, folder: string): void {
  if (tree.closed || tree.folders.has(folder)) return;
  tree.folders.set(folder, watchFolder(tree, folder));
  for (const child of foldersIn(tree, folder)) open(tree, child);
}

function watchFolder(tree: Tree, folder: string): FSWatcher | null {
  try {
    const watcher = watch(folder, (event, name) => {
      // The last events of a folder that is watched anew, or no longer.
      if (tree.folders.get(folder) === watcher) tell(tree, event, name === null ? folder : path.join(folder, name));
    });
    // A folder that is removed while it is watched is an error on some systems; that it went is told by the one above.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (exhausted.has(code)) {
      closeAll(tree);
      tree.events.onExhausted(code);
    }
    return null;
  }
}

function tell(tree: Tree, event: string, file: string): void {
  const { relevance } = tree;
  const moved = event === 'rename';
  const inside = relevance.isInside(file);
  const followed = relevance.isFollowed(file);
  if (!inside && !followed) return;
  if (moved) {
    close(tree, file);
    if ((followed || relevance.isEntered(file)) && isFolder(file, followed)) open(tree, file);
  }
  if (inside || moved) tree.events.onPath(file);
}

/** The folders in a folder that are to be watched too. */
function foldersIn({ relevance }: Tree, folder: string): readonly string[] {
  const onTheWay = [...relevance.next(folder)].filter((file) => isFolder(file, true));
  if (!relevance.isEntered(folder)) return onTheWay;
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  const inside = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  return [...onTheWay, ...inside.filter(relevance.isEntered)];
}

function isFolder(file: string, follow: boolean): boolean {
  return attempt(() => (follow ? statSync(file) : lstatSync(file)))?.isDirectory() ?? false;
}

/** Undefined for what is gone or not allowed by the time it is asked about. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** Ends the watching of a folder and of all in it. */
function close(tree: Tree, folder: string): void {
  if (!tree.folders.has(folder)) return;
  for (const [other, watcher] of tree.folders) {
    if (other !== folder && !other.startsWith(folder + path.sep)) continue;
    watcher?.close();
    tree.folders.delete(other);
  }
}

function closeAll(tree: Tree): void {
  tree.closed = true;
  for (const watcher of tree.folders.values()) watcher?.close();
  tree.folders.clear();
}
