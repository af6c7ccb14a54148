import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PublishHooks } from './publish-input.js';
import type { SiteFolder } from './site-folder.js';

/** Files that a site may have beside those that Handin writes: GitHub Pages reads them. */
const pagesFiles: ReadonlySet<string> = new Set(['manifest.json', '.nojekyll', 'CNAME', '404.html']);

/**
 * Finds out whether a site is as it was built, by the digests in its manifest. A manifest of an earlier version lists
 * fewer files, or none; then nothing is compared.
 *
 * @returns warnings, one sentence each
 */
export async function findHandEdits(
  { folder, files, manifest: { outputs } }: SiteFolder,
  { signal, onProgress }: PublishHooks,
): Promise<readonly string[]> {
  if (!outputs) return [];
  const edited: string[] = [];
  for (const [done, path] of files.entries()) {
    signal.throwIfAborted();
    onProgress({ stage: 'Comparing the site with its manifest', done, total: files.length });
    if (pagesFiles.has(path)) continue;
    if (outputs.get(path) !== (await digestOf(join(folder, path)))) edited.push(path);
  }
  const present = new Set(files);
  const missing = [...outputs.keys()].filter((path) => !present.has(path));
  return [
    ...describe(edited, 'was not written by `report html` as it is, and is published so'),
    ...describe(missing, 'is missing from the site'),
  ];
}

function describe([first, ...others]: readonly string[], what: string): readonly string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [`${first}${more} ${what}. If that was not meant, build the site anew with \`report html\`.`];
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
