import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { FSWatcher } from 'chokidar';
import type { WatchFilter } from './watch-filter.js';

/** What a tree reports. */
export interface TreeEvents {
  /** A file was changed, created or removed; or a folder was created or removed, with everything in it. */
  onChange(path: string): void;
  /** A folder was created or replaced: what is in it may not be watched. A new tree has to be opened. */
  onFolder(path: string): void;
  /** The system refuses to watch more; called once, with the error code. */
  onExhausted(code: string): void;
}

/** How a tree is watched. */
export interface TreeOptions {
  readonly filter: WatchFilter;
  /** Existing folders to start from, ancestors of the targets. */
  readonly starts: readonly string[];
  readonly polling: boolean;
  readonly events: TreeEvents;
}

/** One chokidar watcher over all targets. */
export interface Tree {
  readonly filter: WatchFilter;
  /** Whether files are polled. The environment variable `CHOKIDAR_USEPOLLING` may have asked for it. */
  readonly polling: boolean;
  /** Resolves when everything that was there is watched, when the system refused, or when the tree was closed. */
  readonly ready: Promise<void>;
  /** The folders that are watched. */
  readonly folders: ReadonlySet<string>;
  /** The files that are polled, with a version of each that changes with its content. Empty without polling. */
  readonly files: ReadonlyMap<string, string>;
  close(): void;
}

/** Polling intervals in milliseconds; the second is for images and other binary files, which are many and change rarely. */
const intervals = { interval: 300, binaryInterval: 1000 } as const;

const exhaustedCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches the folders of the targets, and the folders that lead to them.
 *
 * Without polling only folders get a handle, and chokidar’s `raw` events name the files in them. Those come immediately;
 * its file events wait for a `stat` in the thread pool, and drop a change within 50 ms of another one.
 */
export function openTree({ filter, starts, polling, events }: TreeOptions): Tree {
  const watcher: FSWatcher = new FSWatcher({
    ...intervals,
    usePolling: polling,
    // It would delay the removal of a file by 100 ms in case the file is created again. Batching covers that.
    atomic: false,
    ignorePermissionErrors: true,
    ignored: (file, stats) => isIgnored(path.normalize(file), stats, { filter, polls: watcher.options.usePolling }),
  });
  const polls = watcher.options.usePolling;
  const folders = new Set<string>();
  const files = new Map<string, string>();
  const ending = new AbortController();
  const ready = whenReady(watcher, polls, ending.signal);
  let isReady = false;
  void ready.then(() => {
    isReady = true;
  });
  watcher.on('raw', (event: string, name: string | null, raw: unknown) => {
    const details = raw as RawDetails;
    const file = name === null ? details.watchedPath : path.resolve(details.watchedPath ?? '', name);
    if (file === undefined) return;
    const moved = event === 'rename' || isReplaced(details);
    if (moved && folders.has(file)) {
      // The handle is that of the old folder; chokidar keeps it when a new one of the same name is there already, and
      // shares it with the next tree. It still uses the handle after this event, so closing has to wait for that.
      queueMicrotask(() => release(watcher, folders, file));
      events.onFolder(file);
    }
    // A poll says that a folder’s entries changed; chokidar then reads the folder and emits which.
    if (details.curr?.isDirectory() && !moved) return;
    if (filter.isReported(file) || (moved && filter.leadsToTarget(file))) events.onChange(file);
  });
  watcher.on('all', (event, file, stats) => {
    if (event === 'addDir') folders.add(file);
    if (event === 'unlinkDir') folders.delete(file);
    if (event === 'add' || event === 'change') files.set(file, versionOf(stats));
    if (event === 'unlink') files.delete(file);
    if (!isReady) return;
    if (event === 'addDir') events.onFolder(file);
    if (polls) events.onChange(file);
  });
  if (!polls) onceExhausted(watcher, events.onExhausted);
  watcher.add([...starts]);
  return {
    filter,
    polling: polls,
    ready,
    folders,
    files,
    close: () => {
      void watcher.close();
      // Calls under way may still fail, and an `error` event without a listener would end the process.
      watcher.on('error', () => undefined);
      ending.abort();
    },
  };
}

function versionOf(stats: Stats | undefined): string {
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}

function isIgnored(
  file: string,
  stats: Stats | undefined,
  { filter, polls }: { readonly filter: WatchFilter; readonly polls: boolean },
): boolean {
  if (filter.leadsToTarget(file) && (polls || !stats?.isFile())) return false;
  if (stats?.isDirectory()) return !filter.isEntered(file);
  if (stats && !polls) return true;
  return !filter.isReported(file) || (stats?.isSymbolicLink() === true && leadsToFolder(file));
}

function leadsToFolder(link: string): boolean {
  return statSync(link, { throwIfNoEntry: false })?.isDirectory() ?? true;
}

/** Resolves on `ready`, and on an error or when the tree is closed, after which chokidar may never emit `ready`. */
function whenReady(watcher: FSWatcher, polls: boolean, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    watcher.on('error', () => resolve());
    ended.addEventListener('abort', () => resolve());
    // `fs.watchFile` reads the first state of a file asynchronously: a change before that would go unnoticed.
    watcher.on('ready', () => (polls ? setTimeout(resolve, intervals.interval) : resolve()));
  });
}

function onceExhausted(watcher: FSWatcher, onExhausted: TreeEvents['onExhausted']): void {
  let told = false;
  watcher.on('error', (error) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (told || !exhaustedCodes.has(code)) return;
    told = true;
    onExhausted(code);
  });
}

/** Closes the handles of a folder and of all folders in it. */
function release(watcher: FSWatcher, folders: Set<string>, folder: string): void {
  for (const other of [...folders]) {
    if (other !== folder && !other.startsWith(folder + path.sep)) continue;
    watcher.unwatch(other);
    folders.delete(other);
  }
}

/** What chokidar passes on: the folder that was watched, or the states of a file before and after. */
interface RawDetails {
  readonly watchedPath?: string;
  readonly curr?: Stats;
  readonly prev?: Stats;
}

/** Whether a poll saw another file or folder of the same name: chokidar overlooks one that is not newer. */
function isReplaced({ curr, prev }: RawDetails): boolean {
  return curr !== undefined && prev !== undefined && (curr.ino !== prev.ino || curr.mtimeMs < prev.mtimeMs);
}
