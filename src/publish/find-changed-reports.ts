import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sha256 } from '../model/sha256.js';
import type { Manifest } from './manifest.js';

/**
 * Finds the groups whose README has changed since the site was built. One that is not there counts as unchanged: a site
 * may be published from another machine.
 *
 * @param root Where the site was built: paths in its manifest count from here.
 * @returns their names
 */
export async function findChangedReports({ groups }: Manifest, root: string): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { group, source } of groups) {
    if (!source) continue;
    const readme = await readFile(resolve(root, source.path)).catch(() => undefined);
    if (readme && sha256(readme) !== source.sha256) changed.push(group);
  }
  return changed;
}
