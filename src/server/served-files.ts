import { constants, open, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Access to the files of the site. */
export interface SiteFiles {
  /**
   * Returns the content of a file; undefined when the site has no such file.
   *
   * @param path relative to the site's folder, `/` between its parts; none of them is empty, `.` or `..`
   */
  read(path: string): Promise<Uint8Array | undefined>;
}

/**
 * Files of a folder, read on each request. Symbolic links are not served, wherever they point, and neither is a name
 * that the file system resolves to a differently spelled one (case-insensitive file systems, 8.3 names).
 */
export function folderFiles(folder: string): SiteFiles {
  return {
    read: async (name) => {
      try {
        const file = path.join(await realpath(folder), name);
        const real = await realpath(file);
        return real.normalize() === file.normalize() ? await readRegularFile(real) : undefined;
      } catch (error) {
        if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
        throw error;
      }
    },
  };
}

/** Error codes for a name that no file has or can have. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP', 'EISDIR']);

/** Windows lacks the second and third flag. Without `O_NONBLOCK`, opening a named pipe would block. */
const asItIs = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readRegularFile(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file, asItIs);
  try {
    return (await handle.stat()).isFile() ? await handle.readFile() : undefined;
  } finally {
    await handle.close();
  }
}
