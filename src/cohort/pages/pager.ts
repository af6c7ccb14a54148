import { toRoot } from '../../render/views/page.js';
import type { PagerView, PartLinkView } from '../../render/views/pager.js';
import type { Language } from '../../words/language.js';
import { type Part, partPath } from '../parts.js';

/** A page that is made when it is needed, of content that is read then. */
export interface CohortPage<View, Content = null> {
  readonly path: string;
  readonly view: (content: Content) => View;
}

/** One of the parts of a page. */
export interface PagePart extends Part {
  readonly path: string;
  /** Its number, from 1. */
  readonly number: number;
  /** Number of all parts. */
  readonly count: number;
  /** Null where there are no others. */
  readonly pager: PagerView | null;
}

/**
 * Makes a page for each part of a long page. The first keeps the path of the whole.
 *
 * @param groups The name of the group of each item.
 */
export function pagesOfParts<Page>(
  path: string,
  { parts, groups }: { readonly parts: readonly Part[]; readonly groups: readonly string[] },
  toPage: (part: PagePart) => Page,
): readonly Page[] {
  const links = parts.map(
    ({ from, to }, index): PartLinkView => ({
      href: toRoot(path) + partPath(path, index + 1),
      from: from + 1,
      to,
      first: groups[from] ?? '',
      last: groups[to - 1] ?? '',
      current: false,
    }),
  );
  return parts.map((part, index) => {
    const own = partPath(path, index + 1);
    const pager = links.length > 1 ? viewPager(links, index, groups.length) : null;
    return toPage({ ...part, path: own, number: index + 1, count: links.length, pager });
  });
}

function viewPager(links: readonly PartLinkView[], index: number, of: number): PagerView | null {
  const parts = links.map((link, place) => (place === index ? { ...link, current: true } : link));
  const current = parts[index];
  return current ? { of, parts, current, previous: parts[index - 1] ?? null, next: parts[index + 1] ?? null } : null;
}

/** The title of a part, in a browser's tab: `Question 7, part 2 of 4`. */
export function titleOfPart(title: string, { number, count }: PagePart, t: Language['t']): string {
  return count === 1 ? title : t('part.title', { title, number, count });
}
