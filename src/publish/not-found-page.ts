import type { Config } from '../config/config.js';
import { generator, packageAssets, packageLayouts } from '../config/package-files.js';
import { openPages } from '../render/page.js';
import { openLayouts } from '../render/templates.js';
import { startPage, viewPage } from '../render/views/page.js';
import type { NotFoundView } from '../render/views/report.js';
import type { Language } from '../words/language.js';
import { loadLanguage } from '../words/load-language.js';
import type { SiteFolder } from './site-folder.js';

/** The file that GitHub Pages shows for an unknown URL at any depth. */
export const notFoundFile = '404.html';

type NotFoundConfig = Pick<Config, 'title' | 'site' | 'layouts' | 'assets'>;

/**
 * Renders the page for addresses at which nothing is published.
 *
 * @param home The address of the start of the site; null where it is unknown.
 */
export function notFoundPage(config: NotFoundConfig, site: SiteFolder, home: string | null): Uint8Array {
  const { language } = loadLanguage(config.site.lang, config.layouts);
  const pages = openPages(openLayouts(config.layouts, packageLayouts, { language }), {
    folders: [config.assets, ...packageAssets],
    language,
  });
  return pages.render('notFound', viewNotFound(config, site, { address: home, language }));
}

/** The page is shown at any depth, so its URLs are absolute, or absolute on the host. */
function viewNotFound(
  { title, site }: NotFoundConfig,
  { files }: SiteFolder,
  { address, language }: { readonly address: string | null; readonly language: Language },
): NotFoundView {
  const homeHref = files.includes(startPage) ? address : null;
  const links = site.links.filter(({ href }) => /^(?:https?|mailto):/i.test(href));
  const own = language.t('notFound.title');
  const view = viewPage(
    { ...site, language, title, links, noindex: true, base: null, generator, audience: 'public' },
    {
      path: notFoundFile,
      title: own,
      documentTitle: `${own} · ${title}`,
      description: language.t('notFound.description'),
    },
  );
  const home = homeHref === null ? [] : [{ title, href: homeHref }];
  return { ...view, crumbs: [...home, { title: own, href: null }], homeHref };
}
