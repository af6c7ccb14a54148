import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRemote } from './find-remote.js';
import { openTree, type Tree } from './open-tree.js';
import { createScheduler, type Scheduler } from './scheduler.js';
import { createWatchFilter, type Watched } from './watch-filter.js';

/** How changes are reported. */
export interface WatchOptions {
  /** The working folder, absolute. It is not moved or removed while it is watched. */
  readonly root: string;
  /**
   * Handles a batch of changes. It is not called again before its promise is settled, and must not reject.
   *
   * @param paths absolute: files that were changed, created or removed, and folders in which anything may have been
   */
  onBatch(paths: ReadonlySet<string>): Promise<void>;
  /** Receives a warning about slow watching: what is the case, and what to do about it. */
  onNote(message: string, advice: string): void;
  /** Polls files instead of relying on the system's events. */
  readonly poll?: boolean;
}

/** Watches files. */
export interface FileWatcher {
  /** Watches these from now on, and nothing else. After it resolves, no change is missed. */
  watch(watched: Watched): Promise<void>;
  /** Stops watching and drops what has not been reported. */
  close(): void;
}

/** Milliseconds: editors save in several steps within the first; a branch switch may take longer than the second. */
const batchDelay = { quiet: 20, longest: 200 } as const;

/** Milliseconds. Folders come in groups, and each rescan reads the whole tree. */
const rescanDelay = { quiet: 50, longest: 500 } as const;

/** Reports changes in batches, one at a time. */
export function createWatcher({ root, onBatch, onNote, poll = false }: WatchOptions): FileWatcher {
  const state: State = {
    root,
    onNote,
    batches: createScheduler({ ...batchDelay, run: onBatch }),
    rescans: createScheduler({ ...rescanDelay, run: (folders) => rescan(state, folders) }),
    watched: { targets: [], ignored: [] },
    polling: poll,
    closed: false,
    generation: 0,
    tree: undefined,
    opening: undefined,
    replacing: Promise.resolve(),
    unsettled: new Set(),
  };
  return {
    watch: (watched) => begin(state, watched),
    close: () => {
      state.closed = true;
      state.generation += 1;
      state.opening?.close();
      state.tree?.close();
      state.batches.close();
      state.rescans.close();
    },
  };
}

interface State {
  readonly root: string;
  readonly onNote: WatchOptions['onNote'];
  readonly batches: Scheduler;
  readonly rescans: Scheduler;
  watched: Watched;
  polling: boolean;
  closed: boolean;
  /** Incremented by each new tree: one that was superseded before it was ready is discarded. */
  generation: number;
  tree: Tree | undefined;
  opening: Tree | undefined;
  /** The latest replacement of the tree. */
  replacing: Promise<void>;
  /** Folders to report once a new tree is ready: what happened in them until then may have been missed. */
  readonly unsettled: Set<string>;
}

async function begin(state: State, watched: Watched): Promise<void> {
  state.watched = watched;
  if (!state.polling) await pollRemote(state);
  const before = state.tree;
  await replaceTree(state);
  // chokidar reads a folder before it watches it: what was created in between is found by a second tree.
  if (state.tree !== before) void findMissed(state);
}

/** Polls where the targets are on a file system that reports no changes made by another machine. */
async function pollRemote(state: State): Promise<void> {
  const remote = await findRemote(startsFor(state.watched.targets, state.root));
  if (!remote || state.polling) return;
  state.polling = true;
  state.onNote(
    `${remote.folder} is on a file system (${remote.name}) that does not tell of all changes: files are looked at again and again instead, which is slower.`,
    'A folder on a disk of this machine is followed faster.',
  );
}

/** Opens a tree over what is watched, and closes the old one once it is ready, so that no change falls between them. */
function replaceTree(state: State): Promise<void> {
  state.replacing = openAnew(state);
  return state.replacing;
}

async function openAnew(state: State): Promise<void> {
  if (state.closed) return;
  state.generation += 1;
  const { generation } = state;
  state.opening?.close();
  const tree = open(state);
  state.opening = tree;
  await tree.ready;
  if (generation !== state.generation) return await state.replacing;
  if (state.polling && !tree.polling) return await replaceTree(state);
  // What the new tree found when it scanned, the old one may not have polled yet, and never will.
  if (state.tree?.polling) for (const file of differentFiles(state.tree, tree)) state.batches.add(file);
  state.tree?.close();
  state.tree = tree;
  state.opening = undefined;
  for (const folder of state.unsettled) state.batches.add(folder);
  state.unsettled.clear();
}

/** Files that both trees are to report, and that only one of them found, or that changed between their scans. */
function differentFiles(before: Tree, after: Tree): readonly string[] {
  return [...new Set([...before.files.keys(), ...after.files.keys()])].filter(
    (file) =>
      before.files.get(file) !== after.files.get(file) &&
      before.filter.isReported(file) &&
      after.filter.isReported(file),
  );
}

/** Opens trees over the same targets, and reports folders that the one before did not watch, until there are none. */
async function findMissed(state: State): Promise<void> {
  const { tree: before, watched } = state;
  await replaceTree(state);
  if (state.tree === before || state.watched !== watched) return;
  const missed = [...(state.tree?.folders ?? [])].filter((folder) => !before?.folders.has(folder));
  for (const folder of missed) state.batches.add(folder);
  if (missed.length > 0) await findMissed(state);
}

/** Watches everything anew after folders came, went or were replaced. */
async function rescan(state: State, folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders) state.unsettled.add(folder);
  await findMissed(state);
}

function open(state: State): Tree {
  const { watched, root, polling } = state;
  const tree = openTree({
    filter: createWatchFilter(watched),
    starts: startsFor(watched.targets, root),
    polling,
    events: {
      onChange: state.batches.add,
      onFolder: state.rescans.add,
      onExhausted: (code) => {
        pollInstead(state, code);
        if (state.tree === tree) for (const target of watched.targets) state.rescans.add(target);
      },
    },
  });
  return tree;
}

function pollInstead(state: State, code: string): void {
  if (state.polling) return;
  state.polling = true;
  state.onNote(
    `The system lets no more folders be watched (${code}): files are looked at again and again instead, which is slower.`,
    code === 'ENOSPC'
      ? 'On Linux, raise the limit: `sudo sysctl fs.inotify.max_user_watches=524288`.'
      : 'Close other programs that watch files, or raise `fs.inotify.max_user_instances` and the limit of open files.',
  );
}

/** Folders to start from that outlive what is in them: a branch switch removes whole folders. */
function startsFor(targets: readonly string[], root: string): readonly string[] {
  const starts = targets.map((target) => (isIn(root, target) ? root : existing(path.dirname(path.dirname(target)))));
  return [...new Set(starts)];
}

function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

function existing(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : existing(path.dirname(folder));
}
