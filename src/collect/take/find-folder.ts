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

/** Most folders around a report that are looked through. A path in a ZIP file may have thousands. */
const maxWrappers = 8;

/** The folder that holds a README: named in the roster, or the usual one, in one of some folders. */
export function usualFolder(
  entries: readonly SourceEntry[],
  named: string | null,
  tops: readonly string[],
): FoundFolder | undefined {
  const folders = new Set<string>();
  const ofLowerCase = new Map<string, string>();
  for (const { kind, path } of entries) {
    if (kind !== 'file' || !isReadme(path)) continue;
    const folder = folderOf(path);
    folders.add(folder);
    const lower = folder.toLowerCase();
    if (!ofLowerCase.has(lower)) ofLowerCase.set(lower, folder);
  }
  for (const top of tops) {
    const wanted = top + (named ?? usualName);
    const found = folders.has(wanted) ? wanted : ofLowerCase.get(wanted.toLowerCase());
    if (found !== undefined) return { folder: found, by: named === null ? 'default' : 'roster' };
  }
  return undefined;
}

/**
 * Folders that all of a source is in, the outermost first: none, then those that learning platforms, hosts and packers
 * wrap it into. Each is empty or ends with `/`.
 */
export function wrappers(entries: readonly SourceEntry[]): readonly string[] {
  const [first] = entries;
  const common = first ? `${folderOf(first.path)}/`.slice(0, sharedLength(entries)) : '';
  const tops = [''];
  let end = common.indexOf('/');
  while (end > 0 && tops.length <= maxWrappers) {
    tops.push(common.slice(0, end + 1));
    end = common.indexOf('/', end + 1);
  }
  return tops;
}

/** Number of UTF-16 code units that the paths of all entries begin with. */
function sharedLength([first, ...others]: readonly SourceEntry[]): number {
  const path = first?.path ?? '';
  let length = path.length;
  for (const other of others) {
    let same = 0;
    while (same < length && other.path[same] === path[same]) same += 1;
    length = same;
  }
  return length;
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

function depth(path: string): number {
  return path.split('/').length;
}
