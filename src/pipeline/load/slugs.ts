import path from 'node:path';
import { groupSlug, slugKey } from '../../site/group-slug.js';

/**
 * Gives every folder a name that is safe in an address and on every file system, and that no other folder has.
 *
 * @param folders Absolute paths, in the order of the site.
 * @returns One slug per folder, in the same order.
 */
export function slugsFor(folders: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return folders.map((folder) => {
    const own = groupSlug(path.basename(folder));
    const withParent = groupSlug(`${path.basename(path.dirname(folder))}-${path.basename(folder)}`);
    const slug =
      [own, withParent, ...Array.from({ length: folders.length }, (_, index) => `${own}-${index + 2}`)].find(
        (name) => !taken.has(slugKey(name)),
      ) ?? own;
    taken.add(slugKey(slug));
    return slug;
  });
}
