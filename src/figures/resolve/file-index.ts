import { isPictureName } from './file-names.js';

/** The files of a report's folder, indexed for lookups by an address that may be slightly wrong. */
export interface FileIndex {
  /** Paths as on disk, relative to the folder, `/` between the parts. */
  readonly paths: readonly string[];
  /** Those of them that are pictures by their names. */
  readonly pictures: readonly string[];
  readonly exact: ReadonlySet<string>;
  /** By NFC form; by NFC form and letter case; pictures by both, without the extension. */
  readonly byComposed: ReadonlyMap<string, readonly string[]>;
  readonly byFolded: ReadonlyMap<string, readonly string[]>;
  readonly byStem: ReadonlyMap<string, readonly string[]>;
  /** Folded paths of symbolic links that leave the folder. */
  readonly outside: ReadonlySet<string>;
  /** Folded names of the top-level folders. */
  readonly topFolders: ReadonlySet<string>;
  /** The folder's own name, for addresses written from the repository's root. */
  readonly folderName?: string;
}

/** A path with letter case and Unicode normalization folded. */
export function fold(path: string): string {
  // Upper case first: it maps the final sigma and the sharp s to one form.
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** A path without the extension of its last part. */
export function stemOf(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]*$/, '');
}

/**
 * Builds the index. `paths` are the folder's files and `outside` the symbolic links that leave it, both relative to the
 * folder, with `/`; `folderName` is the folder's own name.
 */
export function indexFiles(paths: readonly string[], outside: readonly string[], folderName?: string): FileIndex {
  const sorted = [...paths].sort();
  const pictures = sorted.filter(isPictureName);
  return {
    paths: sorted,
    pictures,
    exact: new Set(sorted),
    byComposed: group(sorted, (path) => path.normalize('NFC')),
    byFolded: group(sorted, fold),
    byStem: group(pictures, (path) => fold(stemOf(path))),
    outside: new Set(outside.map(fold)),
    topFolders: new Set(
      sorted.filter((path) => path.includes('/')).map((path) => fold(path.slice(0, path.indexOf('/')))),
    ),
    ...(folderName === undefined ? {} : { folderName }),
  };
}

function group(paths: readonly string[], keyOf: (path: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    const found = groups.get(key);
    if (found) found.push(path);
    else groups.set(key, [path]);
  }
  return groups;
}

/** A file that was found. `overlooked` is the difference that was tolerated, as a noun phrase; absent for an exact match. */
export interface Match {
  readonly path: string;
  readonly overlooked?: string;
}

/** Looks up a path, from exact to tolerant; an ambiguous match is none. */
export function matchPath(path: string, files: FileIndex): Match | undefined {
  if (files.exact.has(path)) return { path };
  const composed = only(files.byComposed.get(path.normalize('NFC')));
  if (composed !== undefined) return { path: composed, overlooked: 'the way its accented letters are stored' };
  const folded = only(files.byFolded.get(fold(path)));
  if (folded !== undefined) return { path: folded, overlooked: 'the letter case' };
  // The name of a folder must not match a file: `figures` is not `figures.png`.
  if (path === '' || files.topFolders.has(fold(path))) return undefined;
  const byStem = only(files.byStem.get(fold(stemOf(path)))) ?? only(files.byStem.get(fold(path)));
  if (byStem === undefined) return undefined;
  const sameCase = stemOf(byStem).normalize('NFC') === stemOf(path).normalize('NFC');
  return { path: byStem, overlooked: sameCase ? 'the extension' : 'the letter case and the extension' };
}

function only(found: readonly string[] | undefined): string | undefined {
  return found?.length === 1 ? found[0] : undefined;
}

/** Whether a path is, or goes through, a symbolic link that leaves the folder. */
export function leavesFolder(path: string, files: FileIndex): boolean {
  if (files.outside.size === 0) return false;
  const parts = fold(path).split('/');
  return parts.some((_, index) => files.outside.has(parts.slice(0, index + 1).join('/')));
}
