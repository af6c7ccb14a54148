import type { CollectRecord } from '../../model/collected.js';
import type { SourceEntry } from '../sources/source.js';

/** A report's folder in a source. */
export interface FoundFolder {
  /** `/` between its parts; empty for the source itself. */
  readonly folder: string;
  readonly by: CollectRecord['folderBy'];
}

/** The folder that a report is expected in. */
export const usualName = 'reports';

/** Most READMEs that are compared with the templates. */
const maxCandidates = 20;

/** The folder that holds a README: named in the roster, or the usual one, in one of some folders. */
export function usualFolder(
  entries: readonly SourceEntry[],
  named: string | null,
  tops: readonly string[],
): FoundFolder | undefined {
  const readmes = readmeFolders(entries);
  for (const top of tops) {
    const found = nearest(readmes, top + (named ?? usualName));
    if (found !== undefined) return { folder: found, by: named === null ? 'default' : 'roster' };
  }
  return undefined;
}

/**
 * Folders that all of a source is in, the outermost first: none, then those that learning platforms, hosts and packers
 * wrap it into. Each is empty or ends with `/`.
 */
export function wrappers(entries: readonly SourceEntry[]): readonly string[] {
  const [first, ...others] = entries;
  const parts = first ? folderOf(first.path).split('/') : [];
  const tops = parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
  return ['', ...tops.filter((top) => top !== '/' && others.every(({ path }) => path.startsWith(top)))];
}

/** READMEs elsewhere that may be the report, the ones nearest to the top first. */
export function candidateReadmes(entries: readonly SourceEntry[]): readonly SourceEntry[] {
  return entries
    .filter(
      (entry) => entry.kind === 'file' && isReadme(entry.path) && !/(?:^|\/)(?:\.|node_modules\/)/.test(entry.path),
    )
    .sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1))
    .slice(0, maxCandidates);
}

/** The folder of a path; empty for a file at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function isReadme(path: string): boolean {
  return /(?:^|\/)readme\.md$/i.test(path);
}

function readmeFolders(entries: readonly SourceEntry[]): readonly string[] {
  return entries.filter(({ kind, path }) => kind === 'file' && isReadme(path)).map(({ path }) => folderOf(path));
}

function nearest(folders: readonly string[], wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return folders.find((folder) => folder === wanted) ?? folders.find((folder) => folder.toLowerCase() === lower);
}

function depth(path: string): number {
  return path.split('/').length;
}
