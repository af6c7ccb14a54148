import { lstat } from 'node:fs/promises';

/**
 * Whether the process that created a file or folder is still running, to tell abandoned temporary files from those in
 * use.
 *
 * @param path of the file or folder, absolute
 * @param pid of the process that created it
 */
export async function isOwnerRunning(path: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) {
    // Process ids are reused, in containers at once: what is older than this process was not created by it.
    const stats = await lstat(path).catch(() => undefined);
    return stats !== undefined && stats.birthtimeMs >= performance.timeOrigin;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
