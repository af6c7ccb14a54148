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
  // Where the search for a free number begins, so that a name that occurs a thousand times is not counted anew each time.
  const nextNumber = new Map<string, number>();
  const isFree = (name: string): boolean => !taken.has(slugKey(name));
  const numbered = (own: string): string => {
    let number = nextNumber.get(slugKey(own)) ?? 2;
    while (!isFree(`${own}-${number}`)) number += 1;
    nextNumber.set(slugKey(own), number + 1);
    return `${own}-${number}`;
  };
  return folders.map((folder) => {
    const own = groupSlug(path.basename(folder));
    const withParent = groupSlug(`${path.basename(path.dirname(folder))}-${path.basename(folder)}`);
    const slug = [own, withParent].find(isFree) ?? numbered(own);
    taken.add(slugKey(slug));
    return slug;
  });
}
