import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPersonal, type PersonalFinding } from './find-personal.js';
import type { PublishHooks } from './publish-input.js';
import type { SiteFolder } from './site-folder.js';

/** Files that are read. The others are images, whose metadata the build has removed. */
const isText = /\.(?:html?|json|js|css|svg|txt|xml|md|csv|webmanifest)$/i;

/** Searches all files of a site for personal data and secrets, one at a time. */
export async function scanSite(
  { folder, files }: SiteFolder,
  studentNumber: RegExp | null,
  { signal, onProgress }: PublishHooks,
): Promise<readonly PersonalFinding[]> {
  const findings: PersonalFinding[] = [];
  for (const [index, path] of files.entries()) {
    signal.throwIfAborted();
    onProgress({ stage: 'Looking for personal data', done: index, total: files.length });
    const text = isText.test(path) ? await readFile(join(folder, path), 'utf8') : null;
    for (const finding of findPersonal({ path, text }, studentNumber)) findings.push(finding);
  }
  return findings;
}
