import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { notFoundFile, notFoundPage } from './not-found-page.js';
import type { SiteFolder } from './site-folder.js';
import type { Staging } from './staging.js';

/** What the extra files are generated from. */
export interface ExtraInput {
  readonly config: Pick<Config, 'title' | 'site' | 'layouts' | 'assets'>;
  readonly site: SiteFolder;
  /** The custom domain; null for none, or where the branch has a `CNAME` already. */
  readonly domain: string | null;
  /** The address of the start of the site; null where it is unknown. */
  readonly home: string | null;
}

/**
 * Adds the files for GitHub Pages to the index: `.nojekyll`, so that the files are served unprocessed, `404.html`, and
 * `CNAME`. A file of the site with such a name is kept.
 */
export async function addExtraFiles({ folder, git }: Staging, input: ExtraInput): Promise<void> {
  const extras = new Map<string, string | Uint8Array>([
    ['.nojekyll', ''],
    [notFoundFile, notFoundPage(input.config, input.site, input.home)],
  ]);
  if (input.domain !== null) extras.set('CNAME', `${input.domain}\n`);
  const place = join(folder, 'extras');
  await mkdir(place);
  for (const [name, content] of extras) {
    if (input.site.files.some((path) => path === name || path.startsWith(`${name}/`))) continue;
    await writeFile(join(place, name), content);
    const hash = await git('hash-object', '-w', '--no-filters', '--', join(place, name));
    await git('update-index', '--add', '--cacheinfo', `100644,${hash.trim()},${name}`);
  }
}
