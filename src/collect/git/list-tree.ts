import type { Listing, SourceEntry } from '../sources/source.js';
import type { GuardedGit } from './guarded-git.js';

/** How many further entries are counted: a tree of a few kilobytes can list more files than a disk has room for. */
const maxCounted = 1_000_000;

/**
 * Lists the files of a tree, up to a limit.
 *
 * @param folder only those below it
 */
export async function listTree(git: GuardedGit, tree: string, limit: number, folder?: string): Promise<Listing> {
  const entries: SourceEntry[] = [];
  let more = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stream([
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    tree,
    ...(folder === undefined ? [] : ['--', folder]),
  ])) {
    const data: Buffer = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(0, start); end >= 0; end = data.indexOf(0, start)) {
      if (entries.length < limit) {
        const entry = parseEntry(data.toString('utf8', start, end));
        if (entry) entries.push(entry);
      } else more += 1;
      start = end + 1;
    }
    rest = data.subarray(start);
    if (more > maxCounted) break;
  }
  return { entries, more };
}

function parseEntry(text: string): SourceEntry | undefined {
  const [, mode, id, path] = /^(\d{6}) \w+ ([0-9a-f]+)\t(.*)$/s.exec(text) ?? [];
  if (id === undefined || path === undefined) return undefined;
  const kind =
    mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : mode?.startsWith('100') ? 'file' : 'other';
  return { path, kind, id };
}
