import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, findPersonal } from './find-personal.js';
import type { PublishHooks } from './input.js';
import type { SiteFolder } from './site-folder.js';

/** Files that are read; the others are images, whose metadata the build has dropped. */
const isText = /\.(?:html?|json|js|css|svg|txt|xml|md|csv|webmanifest)$/i;

/** Looks through a whole site for personal data and secrets, one file after another. */
export async function scanSite(
  { folder, files }: SiteFolder,
  studentNumber: RegExp | null,
  { signal, onProgress }: PublishHooks,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [index, path] of files.entries()) {
    signal.throwIfAborted();
    onProgress({ stage: 'Looking for personal data', done: index, total: files.length });
    const text = isText.test(path) ? await readFile(join(folder, path), 'utf8') : null;
    for (const finding of findPersonal({ path, text }, studentNumber)) findings.push(finding);
  }
  return findings;
}
