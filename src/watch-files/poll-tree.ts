import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Relevance } from './relevance.js';

/** Milliseconds between the end of one look and the next. */
const interval = 400;

/**
 * Finds changes by looking at every file again and again, for systems that tell nothing. Links are followed where
 * `watchTree` follows them.
 *
 * @param targets files and folders
 * @param onPath hears of a file or folder that has changed, come or gone
 * @returns once everything has been looked at for the first time; what it gives ends the looking
 */
export async function pollTree(
  relevance: Relevance,
  targets: readonly string[],
  onPath: (path: string) => void,
): Promise<() => void> {
  let known = await look(relevance, targets);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const again = async (): Promise<void> => {
    const now = await look(relevance, targets);
    if (closed) return;
    for (const [file, state] of now) if (known.get(file) !== state) onPath(file);
    for (const file of known.keys()) if (!now.has(file)) onPath(file);
    known = now;
    timer = setTimeout(again, interval);
  };
  timer = setTimeout(again, interval);
  return () => {
    closed = true;
    clearTimeout(timer);
  };
}

/** By path, what tells one state of a file from another. */
type States = Map<string, string>;

async function look(relevance: Relevance, targets: readonly string[]): Promise<States> {
  const states: States = new Map();
  for (const target of targets) await visit(relevance, states, target);
  return states;
}

/** Whatever cannot be looked at is not there. */
async function visit(relevance: Relevance, states: States, file: string): Promise<void> {
  if (states.has(file)) return;
  const facts = await (relevance.isFollowed(file) ? stat : lstat)(file).catch(() => undefined);
  if (!facts) return;
  const { ino, size, mtimeMs, ctimeMs } = facts;
  states.set(file, facts.isDirectory() ? `folder ${ino}` : `${ino} ${size} ${mtimeMs} ${ctimeMs}`);
  if (!facts.isDirectory() || !relevance.isEntered(file)) return;
  const names = await readdir(file).catch(() => []);
  const children = names.map((name) => path.join(file, name)).filter(relevance.isInside);
  await Promise.all(children.map((child) => visit(relevance, states, child)));
}
