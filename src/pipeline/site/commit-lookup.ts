import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { openGit } from '../../process/run-git.js';

/** Finds the commit that a folder is checked out at; asks git once per work tree. */
export function createCommitLookup(): (source: { readonly folder: string }) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>();
  return ({ folder }) => {
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

/** The files, there or not, that say which commit a folder is checked out at. */
export function commitFiles(folder: string): readonly string[] {
  const top = workTree(folder);
  const last = top ?? path.parse(folder).root;
  const asked = [folder];
  while (asked.at(-1) !== last) asked.push(path.dirname(asked.at(-1) ?? last));
  const candidates = asked.map((candidate) => path.join(candidate, '.git'));
  return top === undefined ? candidates : [...candidates, ...filesOfHead(path.join(top, '.git'))];
}

/** @param dotGit A repository; or the file in its place that names it, in a linked work tree or a submodule. */
function filesOfHead(dotGit: string): readonly string[] {
  const named = statSync(dotGit).isDirectory() ? '.' : readLine(dotGit).replace(/^gitdir: /, '');
  const own = path.resolve(named === '.' ? dotGit : path.dirname(dotGit), named);
  const common = path.resolve(own, readLine(path.join(own, 'commondir')) || '.');
  const head = path.join(own, 'HEAD');
  const [, ref] = /^ref: (.+)/.exec(readLine(head)) ?? [];
  const shared = ['packed-refs', 'reftable/tables.list', ...(ref === undefined ? [] : [ref])];
  return [head, ...shared.map((name) => path.join(common, name))];
}

/** The first line of a file; empty without it. */
function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n', 1)[0] ?? '';
  } catch {
    return '';
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
