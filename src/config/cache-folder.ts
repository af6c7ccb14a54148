import { join } from 'node:path';

/**
 * The folder that a course's commands keep data in between runs. It cannot be configured: what is kept of the
 * configuration is looked up there before the configuration is read.
 *
 * @param root The folder that the commands are started in, absolute.
 */
export function cacheFolderOf(root: string): string {
  return join(root, '.cache', 'handin');
}
