import { existsSync } from 'node:fs';
import path from 'node:path';
import { openGit } from '../../process/run-git.js';

/** Finds the commit that a folder is checked out at; asks git once per work tree. */
export function createCommitLookup(): (folder: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>();
  return (folder) => {
    const top = workTree(folder);
    if (top === undefined) return Promise.resolve(null);
    const commit = known.get(top) ?? headOf(top);
    known.set(top, commit);
    return commit;
  };
}

function workTree(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

/** Null where git is not installed, or the repository is empty or not readable. */
async function headOf(top: string): Promise<string | null> {
  try {
    const head = await openGit(top, { timeout: 5000 })('rev-parse', '--verify', '--quiet', 'HEAD');
    return head.trim() || null;
  } catch {
    return null;
  }
}
