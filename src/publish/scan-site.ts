import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { findPersonal, type PersonalFinding } from './find-personal.js';
import type { PublishHooks } from './publish-input.js';
import type { SiteFolder } from './site-folder.js';

/** What a site is scanned with. */
export type ScanConfig = Pick<Config, 'privacy' | 'site' | 'templates' | 'layouts'>;

/** Files that are read. The others are images, whose metadata the build has removed. */
const isText = /\.(?:html?|json|js|css|svg|txt|xml|md|csv|webmanifest)$/i;

/**
 * Searches all files of a site for personal data and secrets, one at a time. What the course itself wrote, such as the address
 * of its teachers, is not reported.
 */
export async function scanSite(
  { folder, files }: SiteFolder,
  config: ScanConfig,
  { signal, onProgress }: PublishHooks,
): Promise<readonly PersonalFinding[]> {
  const { studentNumber } = config.privacy;
  const own = await findOwn(config);
  const findings: PersonalFinding[] = [];
  for (const [index, path] of files.entries()) {
    signal.throwIfAborted();
    onProgress({ stage: 'Looking for personal data', done: index, total: files.length });
    const text = isText.test(path) ? await readFile(join(folder, path), 'utf8') : null;
    for (const finding of findPersonal({ path, text }, studentNumber))
      if (!own.has(finding.digest)) findings.push(finding);
  }
  return findings;
}

/** What looks personal in the course's links, templates and layouts. */
async function findOwn({ privacy, site, templates, layouts }: ScanConfig): Promise<ReadonlySet<string>> {
  const names = await readdir(layouts, { recursive: true }).catch(() => []);
  const files = [...templates, ...names.filter((name) => name.endsWith('.njk')).map((name) => join(layouts, name))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const links = site.links.map(({ title, href }) => `${title} ${href}`);
  const found = [...links, ...texts].flatMap((text) => findPersonal({ path: '', text }, privacy.studentNumber));
  return new Set(found.map((finding) => finding.digest));
}
