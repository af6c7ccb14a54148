import { constants, open, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Where the server finds the files of the site. */
export interface SiteFiles {
  /**
   * Gives the content of a file; undefined when the site has no such file.
   *
   * @param path relative to the site's folder, `/` between its parts; none of them is empty, `.` or `..`
   */
  read(path: string): Promise<Uint8Array | undefined>;
}

/**
 * The files of a folder as they are at each moment. Links are no files of the site, wherever they lead, and neither is
 * a name that the file system takes for another one.
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

/** What file systems answer about a name that no file of theirs has. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP', 'EISDIR']);

/** Flags that Windows does not know are absent there. Without `O_NONBLOCK` a named pipe would never answer. */
const asItIs = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readRegularFile(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file, asItIs);
  try {
    return (await handle.stat()).isFile() ? await handle.readFile() : undefined;
  } finally {
    await handle.close();
  }
}
