import { startPage, viewPage } from '../../render/views/page.js';
import type { MadeGroup } from '../group/group-output.js';
import { type PageContext, pageAddress } from '../group/group-page.js';
import type { KeptText } from '../incremental/kept-texts.js';
import type { SharedPage } from './cohort-pages.js';

/**
 * The start of a site that has one report: it leads to it, so that the site's own address shows something. Parts of a
 * larger site have none.
 */
export function startPages(
  groups: readonly MadeGroup[],
  { pages, site, singleFile }: PageContext,
): readonly SharedPage[] {
  const [only] = groups;
  if (!only || groups.length > 1) return [];
  const { group, slug } = only.source;
  const make = async (): Promise<KeptText> => ({
    content: pages.render('start', {
      ...viewPage(site, {
        path: startPage,
        title: site.title,
        documentTitle: group,
        description: site.language.t('start.description', { group }),
      }),
      group,
      href: pageAddress(slug, singleFile),
    }),
  });
  return [{ path: startPage, make }];
}
