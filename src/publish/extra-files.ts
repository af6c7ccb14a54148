import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { generator, packageAssets, packageLayouts } from '../config/package-files.js';
import { openPages } from '../render/page.js';
import { openLayouts } from '../render/templates.js';
import { startPage, viewPage } from '../render/views/page.js';
import type { NotFoundView } from '../render/views/report.js';
import type { SiteFolder } from './site-folder.js';
import type { Staging } from './staging.js';

/** The page that GitHub Pages shows for an unknown URL at any depth. */
const notFound = '404.html';

/** What the extra files are generated from. */
export interface ExtraInput {
  readonly config: Pick<Config, 'title' | 'site' | 'layouts' | 'assets'>;
  readonly site: SiteFolder;
  /** The custom domain; null for none, or where the branch has a `CNAME` already. */
  readonly domain: string | null;
}

/**
 * Adds the files for GitHub Pages to the index: `.nojekyll`, so that the files are served unprocessed, `404.html`, and
 * `CNAME`. A file of the site with such a name is kept.
 */
export async function addExtraFiles({ folder, git }: Staging, input: ExtraInput): Promise<void> {
  const extras = new Map([
    ['.nojekyll', ''],
    [notFound, await notFoundPage(input)],
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

async function notFoundPage({ config, site }: ExtraInput): Promise<string> {
  const renderPage = await openPages(openLayouts(config.layouts, packageLayouts), [config.assets, ...packageAssets]);
  return renderPage('notFound', viewNotFound(config, site));
}

/** The page is shown at any depth, so it contains absolute URLs only. */
function viewNotFound({ title, site }: ExtraInput['config'], { files }: SiteFolder): NotFoundView {
  const homeHref = files.includes(startPage) ? site.base : null;
  const links = site.links.filter(({ href }) => /^(?:https?|mailto):/i.test(href));
  const own = 'Page not found';
  const view = viewPage(
    { ...site, title, links, noindex: true, base: null, generator },
    {
      path: notFound,
      title: own,
      documentTitle: `${own} · ${title}`,
      description: 'Nothing is published at this address.',
    },
  );
  const home = homeHref === null ? [] : [{ title, href: homeHref }];
  return { ...view, crumbs: [...home, { title: own, href: null }], homeHref };
}
