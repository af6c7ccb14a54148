/** What every layout receives: what a page says about itself, and where it is. */
export interface PageView {
  /** BCP 47 language tag of the page. */
  readonly lang: string;
  /** For `<title>`. */
  readonly documentTitle: string;
  /** One sentence on what the page holds, for what shows links to it. */
  readonly description: string;
  readonly noindex: boolean;
  /** The page's address on the web; null when it is not known. */
  readonly canonical: string | null;
  /** A picture for what shows links to the page, its whole address; null when there is none, or the site's is not known. */
  readonly image: string | null;
  /** The course's own links, for the header. */
  readonly links: readonly LinkView[];
  /** The way from the start of the site to this page, which comes last and has no address. */
  readonly crumbs: readonly CrumbView[];
  /** The pages over all groups; none on a report's own page, which must be the same alone and among others. */
  readonly nav: readonly NavView[];
  readonly generator: string;
}

export interface LinkView {
  readonly title: string;
  readonly href: string;
}

export interface CrumbView {
  readonly title: string;
  /** Null for the page itself. */
  readonly href: string | null;
}

export interface NavView extends LinkView {
  readonly current: boolean;
}

/** What all pages of a site share. */
export interface SiteFacts {
  readonly title: string;
  readonly lang: string;
  readonly noindex: boolean;
  readonly links: readonly LinkView[];
  /** Absolute address of the site, `/` at its end; null when it is not known. */
  readonly base: string | null;
  readonly generator: string;
}

/** A page over all groups. */
export interface SitePage {
  readonly title: string;
  /** Address seen from the site's root. */
  readonly path: string;
}

/** What tells one page from the others. */
export interface PageFacts {
  /** Its address seen from the site's root, encoded: `blue-heron/index.html`. */
  readonly path: string;
  readonly title: string;
  readonly documentTitle: string;
  readonly description: string;
  /** A picture that stands for the page, seen from the site's root; encoded. */
  readonly image?: string;
  /** Pages between the start and this one. */
  readonly above?: readonly SitePage[];
  /** The pages over all groups. */
  readonly pages?: readonly SitePage[];
  /** The path of the one among `pages` that this page belongs to. */
  readonly section?: string;
}

/** The page that a site starts with. */
export const startPage = 'index.html';

/** Says of a page what every layout needs to know. Addresses are relative, so that the site works wherever it lies. */
export function viewPage(site: SiteFacts, page: PageFacts): PageView {
  const root = toRoot(page.path);
  const { title, base, ...shared } = site;
  const home = page.path === startPage ? [] : [{ title, path: startPage }];
  return {
    ...shared,
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

/** The way from a page to the site's root: `''`, `../`, `../../`. */
export function toRoot(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
