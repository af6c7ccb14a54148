import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isListed } from './file-names.js';

/** Deepest folder that is listed. No report nests figures so deeply, but symbolic links can. */
const maxDepth = 16;

/** The image files in a report's folder, PDFs, and files without an extension. Paths are relative to it, with `/`, sorted. */
export interface FolderListing {
  readonly files: readonly string[];
  /** Symbolic links that lead out of the folder; their targets were not read. */
  readonly outside: readonly string[];
}

interface Walk {
  readonly root: string;
  readonly files: string[];
  readonly outside: string[];
  readonly onFolder: (path: string) => void;
}

/**
 * Lists the image files, PDFs and files without an extension of a report's folder. Dot files and `node_modules` are skipped; symbolic links are followed only
 * when they stay inside. A folder that does not exist counts as empty.
 *
 * @param onFolder Called with the absolute path of each folder whose entries are read.
 */
export async function listFiles(
  folder: string,
  onFolder: (path: string) => void = () => undefined,
): Promise<FolderListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return { files: [], outside: [] };
  const walk: Walk = { root, files: [], outside: [], onFolder };
  await listInto(walk, { real: root, prefix: '', depth: maxDepth, via: new Set([root]) });
  return { files: walk.files.sort(), outside: walk.outside.sort() };
}

interface Visit {
  /** The folder to list, without symbolic links in its path. */
  readonly real: string;
  /** Its path inside the report: empty, or with `/` at the end. */
  readonly prefix: string;
  readonly depth: number;
  /** Targets of the links on the way here, to detect loops. */
  readonly via: ReadonlySet<string>;
}

async function listInto(walk: Walk, visit: Visit): Promise<void> {
  walk.onFolder(visit.real);
  for (const entry of await entriesOf(visit.real)) {
    const path = visit.prefix + entry.name;
    if (entry.isFile() && isListed(path)) walk.files.push(path);
    else if (entry.isSymbolicLink()) await followLink(walk, visit, entry.name);
    else if (entry.isDirectory() && visit.depth > 1)
      await listInto(walk, {
        ...visit,
        real: join(visit.real, entry.name),
        prefix: `${path}/`,
        depth: visit.depth - 1,
      });
  }
}

/** The entries of a folder without the skipped ones; none when it cannot be read. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
}

async function followLink(walk: Walk, visit: Visit, link: string): Promise<void> {
  const path = visit.prefix + link;
  const real = await realpath(join(visit.real, link)).catch(() => undefined);
  if (real === undefined) return;
  if (!isInside(walk.root, real)) {
    walk.outside.push(path);
    return;
  }
  const kind = await stat(real).catch(() => undefined);
  if (kind?.isFile() && isListed(path)) walk.files.push(path);
  const depth = visit.depth - 1;
  const loops = visit.via.has(real) || `${visit.real}${sep}`.startsWith(`${real}${sep}`);
  if (kind?.isDirectory() && !loops && depth > 0) {
    await listInto(walk, { real, prefix: `${path}/`, depth, via: new Set([...visit.via, real]) });
  }
}

/** Whether a path is inside a folder. Both must be real paths, without symbolic links. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
