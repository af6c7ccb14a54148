import type { Audience } from '../../model/audience.js';
import type { Language } from '../../words/language.js';

/** Data that every layout receives: metadata and navigation. */
export interface PageView {
  /** BCP 47 language tag of the page. */
  readonly lang: string;
  /** For `<title>`. */
  readonly documentTitle: string;
  /** One sentence that describes the page, for link previews. */
  readonly description: string;
  readonly noindex: boolean;
  /** The page's absolute URL; null if the site's URL is unknown. */
  readonly canonical: string | null;
  /** Absolute URL of an image for link previews; null if there is none or the site's URL is unknown. */
  readonly image: string | null;
  /** The course's links, for the header. */
  readonly links: readonly LinkView[];
  /** Breadcrumbs from the start page to this page, which comes last and has no URL. */
  readonly crumbs: readonly CrumbView[];
  /** The pages over all groups; empty on a report's own page, whose bytes must not depend on other reports. */
  readonly nav: readonly NavView[];
  readonly generator: string;
  /** Who the site is for: `staff` or `public`. */
  readonly audience: Audience;
}

/** A link with its text. */
export interface LinkView {
  readonly title: string;
  readonly href: string;
}

/** A breadcrumb. */
export interface CrumbView {
  readonly title: string;
  /** Null for the current page. */
  readonly href: string | null;
}

/** An entry of the navigation. */
export interface NavView extends LinkView {
  readonly current: boolean;
}

/** Data shared by all pages of a site. */
export interface SiteFacts {
  readonly title: string;
  readonly language: Language;
  readonly noindex: boolean;
  readonly links: readonly LinkView[];
  /** Absolute URL of the site, ending in `/`; null if it is unknown. */
  readonly base: string | null;
  readonly generator: string;
  readonly audience: Audience;
}

/** A page over all groups. */
export interface SitePage {
  readonly title: string;
  /** URL relative to the site's root. */
  readonly path: string;
}

/** Data specific to one page. */
export interface PageFacts {
  /** Its URL relative to the site's root, encoded: `blue-heron/index.html`. */
  readonly path: string;
  readonly title: string;
  readonly documentTitle: string;
  readonly description: string;
  /** A preview image of the page, relative to the site's root; encoded. */
  readonly image?: string;
  /** Pages between the start page and this one, for the breadcrumbs. */
  readonly above?: readonly SitePage[];
  /** The pages over all groups. */
  readonly pages?: readonly SitePage[];
  /** The path of the entry of `pages` that this page belongs to. */
  readonly section?: string;
}

/** The start page of a site. */
export const startPage = 'index.html';

/** Makes the data that every layout needs. URLs are relative, so that the site works in any location. */
export function viewPage(site: SiteFacts, page: PageFacts): PageView {
  const root = toRoot(page.path);
  const { title, base, language, ...shared } = site;
  const home = page.path === startPage ? [] : [{ title, path: startPage }];
  return {
    ...shared,
    lang: language.tag,
    documentTitle: page.documentTitle,
    description: page.description,
    canonical: base === null ? null : base + page.path.replace(/(^|\/)index\.html$/, '$1'),
    image: base === null || page.image === undefined ? null : base + page.image,
    crumbs: [
      ...[...home, ...(page.above ?? [])].map(({ title: name, path }) => ({ title: name, href: root + path })),
      { title: page.title, href: null },
    ],
    nav: (page.pages ?? []).map(({ title: name, path }) => ({
      title: name,
      href: root + path,
      current: path === (page.section ?? page.path),
    })),
  };
}

/** The relative URL from a page to the site's root: `''`, `../`, `../../`. */
export function toRoot(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
