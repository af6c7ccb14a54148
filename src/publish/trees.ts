/** A file in a git tree. */
export interface TreeFile {
  /** Object name of the blob. */
  readonly hash: string;
  readonly mode: string;
  /** Null without `-l`. */
  readonly bytes: number | null;
}

/** A file that a publication adds, changes or removes. */
export interface Change {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly path: string;
  /** Size of what is published; null for a file that is removed. */
  readonly bytes: number | null;
}

/** Parses the output of `git ls-tree -r -z`, with or without `-l`. */
export function parseTree(listing: string): ReadonlyMap<string, TreeFile> {
  const files = new Map<string, TreeFile>();
  for (const entry of listing.split('\0')) {
    const tab = entry.indexOf('\t');
    if (tab < 0) continue;
    const [mode = '', , hash = '', bytes] = entry.slice(0, tab).split(/ +/);
    files.set(entry.slice(tab + 1), { hash, mode, bytes: /^\d+$/.test(bytes ?? '') ? Number(bytes) : null });
  }
  return files;
}

/** The differences between two trees, sorted by path. */
export function compareTrees(
  before: ReadonlyMap<string, TreeFile>,
  after: ReadonlyMap<string, TreeFile>,
): readonly Change[] {
  const changes: Change[] = [];
  for (const [path, { hash, mode, bytes }] of after) {
    const old = before.get(path);
    if (old?.hash === hash && old.mode === mode) continue;
    changes.push({ kind: old ? 'changed' : 'added', path, bytes });
  }
  for (const path of before.keys()) if (!after.has(path)) changes.push({ kind: 'removed', path, bytes: null });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
