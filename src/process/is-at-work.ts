import { lstat } from 'node:fs/promises';

/**
 * Whether the process that made a file or folder is still running, so that what it left behind is told from what it uses.
 *
 * @param path of the file or folder, absolute
 * @param pid of the process that made it
 */
export async function isAtWork(path: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) {
    // Process ids are used again, in containers at once: what is older than this process is not this process's.
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
