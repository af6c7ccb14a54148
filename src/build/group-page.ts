import type { FigureOutcome } from '../model/figure.js';
import { embeddedVariant, type FigureFiles, fullVariant } from '../render/figure-html.js';
import type { Highlight } from '../render/highlight.js';
import type { RenderPage } from '../render/page.js';
import type { ProseRenderer } from '../render/prose.js';
import type { ProseContext } from '../render/prose-context.js';
import { type SiteFacts, viewReport } from '../render/view-report.js';
import type { SiteFile } from '../site/plan.js';
import type { BuiltGroup, FailedGroup } from './build-group.js';

/** What pages are made with. */
export interface PageContext {
  readonly renderPage: RenderPage;
  readonly renderer: ProseRenderer;
  readonly highlight: Highlight;
  readonly site: SiteFacts;
  readonly counting: 'read' | 'raw';
  readonly singleFile: boolean;
}

/** Where a group's page is, seen from the site's root. */
export function pageAddress(slug: string, singleFile: boolean): string {
  return singleFile ? `${slug}.html` : `${slug}/index.html`;
}

/** The files of one group's part of the site. */
export async function groupFiles(group: BuiltGroup, context: PageContext): Promise<readonly SiteFile[]> {
  const { slug } = group.report;
  const files = context.singleFile
    ? await embedded(group)
    : { embedded: false, addressOf: ({ name }: { readonly name: string }) => `figures/${encodeURIComponent(name)}` };
  const page = context.renderPage(
    'report',
    viewReport({
      report: group.report,
      diagnostics: group.diagnostics,
      renderer: context.renderer,
      prose: proseContext(group, files, context.highlight),
      counting: context.counting,
      site: context.site,
      ...(group.template ? { template: group.template } : {}),
    }),
  );
  const figures = context.singleFile
    ? []
    : [...group.figures.values()].flatMap((figure) =>
        figure.files.map(
          ({ name, sha256, contents }): SiteFile => ({ path: `${slug}/figures/${name}`, content: contents, sha256 }),
        ),
      );
  return [{ path: pageAddress(slug, context.singleFile), content: page }, ...figures];
}

/** The page of a group whose report could not be built. */
export function failureFile(
  { source, failure }: FailedGroup,
  path: string,
  { renderPage, site, singleFile }: PageContext,
): SiteFile {
  const page = renderPage('failure', {
    lang: site.lang,
    documentTitle: source.group,
    group: source.group,
    noindex: site.noindex,
    canonical: null,
    cohortHref: site.cohortHref,
    links: site.links,
    reason: failure.reason,
    advice: failure.advice,
    path,
    generator: site.generator,
  });
  return { path: pageAddress(source.slug, singleFile), content: page };
}

/** Figures as `data:` addresses, for a page that is one file. */
async function embedded(group: BuiltGroup): Promise<FigureFiles> {
  const addresses = new Map<string, string>();
  for (const { outcome, files } of group.figures.values()) {
    if (!('asset' in outcome)) continue;
    const variant = embeddedVariant(outcome.asset);
    const file = files.find(({ name }) => name === variant.name);
    if (file)
      addresses.set(
        variant.name,
        `data:image/${variant.format};base64,${Buffer.from(await file.contents()).toString('base64')}`,
      );
  }
  return { embedded: true, addressOf: ({ name }) => addresses.get(name) ?? '' };
}

function proseContext({ report, figures }: BuiltGroup, files: FigureFiles, highlight: Highlight): ProseContext {
  const outcomes = new Map([...figures].map(([href, { outcome }]) => [href, outcome]));
  const anchors = new Map(report.anchors.map(({ slug, id }) => [slug, id]));
  return {
    outcomes,
    files,
    highlight,
    references: report.references,
    linkedFigures: new Set(
      report.figures.filter(({ form, context }) => form === 'link' && context === 'answer').map(({ href }) => href),
    ),
    addressOf: (href) => addressOfLink(href, { outcomes, anchors, files }),
  };
}

interface LinkTargets {
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  readonly anchors: ReadonlyMap<string, string>;
  readonly files: FigureFiles;
}

/** Where a link of a report leads from its page: to a heading, to a figure's file, to the web, or nowhere. */
function addressOfLink(href: string, { outcomes, anchors, files }: LinkTargets): string | undefined {
  const outcome = outcomes.get(href);
  if (outcome) return 'asset' in outcome && !files.embedded ? files.addressOf(fullVariant(outcome.asset)) : undefined;
  if (href.startsWith('#')) {
    const id = anchors.get(decode(href.slice(1)).toLowerCase());
    return id === undefined ? undefined : `#${id}`;
  }
  if (href.startsWith('//')) return `https:${href}`;
  return /^(?:https?|mailto|tel|ftp):/i.test(href) ? href : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
