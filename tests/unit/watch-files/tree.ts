import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWatcher, type FileWatcher } from '../../../src/watch-files/watch-files.js';

/** Files below a folder by path, with their text. */
export type Files = Map<string, string>;

/** A new folder, free of links in its path. */
export async function newFolder(): Promise<string> {
  return await realpath(await mkdtemp(path.join(tmpdir(), 'handin-watch-')));
}

/** Everything below a folder, or a file; nothing where it is gone. */
function readTree(at: string, files: Files = new Map()): Files {
  try {
    for (const { name } of readdirSync(at, { withFileTypes: true })) readTree(path.join(at, name), files);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') files.set(at, readFileSync(at, 'utf8'));
  }
  return files;
}

/** Somebody who knows the files as far as the watcher has told of them: reads again what it names, and nothing else. */
export interface Follower {
  readonly known: Files;
  readonly batches: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly watcher: FileWatcher;
  /** Waits until the files are known as they are; fails when that never happens. */
  settle(): Promise<void>;
}

export async function follow(
  root: string,
  targets: readonly string[],
  options: { readonly poll?: boolean; readonly ignored?: readonly string[] } = {},
): Promise<Follower> {
  const known: Files = new Map();
  const batches: string[][] = [];
  const notes: string[] = [];
  const watcher = createWatcher({
    root,
    poll: options.poll ?? false,
    onNote: (message) => notes.push(message),
    onBatch: async (paths) => {
      batches.push([...paths].map((file) => path.relative(root, file)).sort());
      for (const changed of paths) readAgain(known, changed);
    },
  });
  await watcher.watch({ targets, ignored: options.ignored ?? [] });
  for (const target of targets) readTree(target, known);
  return {
    known,
    batches,
    notes,
    watcher,
    settle: async () => {
      const end = performance.now() + 15_000;
      while (differences(known, targets).length > 0) {
        if (performance.now() > end) throw new Error(`never told: ${differences(known, targets).join(', ')}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

function readAgain(known: Files, changed: string): void {
  for (const file of known.keys()) if (file === changed || file.startsWith(changed + path.sep)) known.delete(file);
  readTree(changed, known);
}

function differences(known: Files, targets: readonly string[]): readonly string[] {
  const now: Files = new Map();
  for (const target of targets) readTree(target, now);
  return [...new Set([...now.keys(), ...known.keys()])].filter((file) => now.get(file) !== known.get(file));
}
