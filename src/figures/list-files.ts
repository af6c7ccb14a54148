import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastGlob from 'fast-glob';

/** Extensions that are listed; the rest of a report's folder is never looked at. Lower case, without the dot. */
const extensions = /\.(?:png|jpe?g|jfif|gif|webp|avif|svg|tiff?|bmp|hei[cf]|ico)$/i;

/** Folders deeper than this are not listed: nobody nests figures so, but symbolic links can. */
const maxDepth = 16;

/** What a report's folder holds that a figure could be. Paths are relative to it, `/` between the parts, sorted. */
export interface FolderListing {
  readonly files: readonly string[];
  /** Symbolic links to files or folders that lead out of the folder; nothing behind them was read. */
  readonly outside: readonly string[];
}

interface Walk {
  readonly root: string;
  readonly files: string[];
  readonly outside: string[];
}

/**
 * Lists the image files of a report's folder. Dot files and `node_modules` are passed over; symbolic links are followed
 * only when they stay inside. A folder that does not exist is empty.
 */
export async function listFiles(folder: string): Promise<FolderListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return { files: [], outside: [] };
  const walk: Walk = { root, files: [], outside: [] };
  await listInto(walk, { real: root, prefix: '', depth: maxDepth, via: new Set([root]) });
  return { files: walk.files.sort(), outside: walk.outside.sort() };
}

interface Visit {
  /** The folder to list, without symbolic links in its path. */
  readonly real: string;
  /** What its path inside the report starts with: empty, or with `/` at the end. */
  readonly prefix: string;
  readonly depth: number;
  /** Folders that links have led to on the way here: one of them again is a loop. */
  readonly via: ReadonlySet<string>;
}

async function listInto(walk: Walk, visit: Visit): Promise<void> {
  // fast-glob would follow a link without asking where to, so links are left to `followLink`.
  const entries = await fastGlob('**/*', {
    cwd: visit.real,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    ignore: ['**/node_modules/**'],
    deep: visit.depth,
    suppressErrors: true,
  });
  for (const entry of entries) {
    const path = visit.prefix + entry.path;
    if (entry.dirent.isFile() && extensions.test(path)) walk.files.push(path);
    else if (entry.dirent.isSymbolicLink()) await followLink(walk, visit, entry.path);
  }
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
  if (kind?.isFile() && extensions.test(path)) walk.files.push(path);
  const depth = visit.depth - link.split('/').length;
  const loops = visit.via.has(real) || `${visit.real}${sep}`.startsWith(`${real}${sep}`);
  if (kind?.isDirectory() && !loops && depth > 0) {
    await listInto(walk, { real, prefix: `${path}/`, depth, via: new Set([...visit.via, real]) });
  }
}

/** Whether a path lies in a folder. Both must be free of symbolic links. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
