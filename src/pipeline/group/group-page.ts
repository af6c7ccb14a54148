import type { EvidenceRule } from '../../cohort/evidence.js';
import type { LinkedFile } from '../../model/figure.js';
import { sha256OfParts } from '../../model/sha256.js';
import { embeddedVariant, type FigureAddresses } from '../../render/html/figure-html.js';
import type { ProseRenderer } from '../../render/html/prose.js';
import type { Pages } from '../../render/page.js';
import type { EditorLink } from '../../render/report/problem-places.js';
import { reportJson } from '../../render/report/report-json.js';
import { viewReport } from '../../render/report/report-page.js';
import { type SiteFacts, type SitePage, viewPage } from '../../render/views/page.js';
import type { ReportView } from '../../render/views/report.js';
import type { SiteFile } from '../../site/plan.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import type { GroupFile } from './group-output.js';
import { type ProseExtras, proseContext } from './group-prose-context.js';
import type { GroupCode } from './kept-code.js';
import type { PreparedGroup } from './prepare-group.js';

/** What pages are made with. */
export interface PageContext {
  readonly pages: Pages;
  readonly renderer: ProseRenderer;
  /**
   * Loads what a group's code and formulas are shown with.
   *
   * @param code What of its code is kept from the last build.
   */
  readonly openExtras: (group: PreparedGroup, code?: GroupCode) => Promise<ProseExtras>;
  readonly site: SiteFacts;
  /** What the course should know of the words of its pages, one sentence each. */
  readonly notes: readonly string[];
  readonly counting: 'read' | 'raw';
  readonly singleFile: boolean;
  /** None on a public site. */
  readonly evidence: readonly EvidenceRule[];
  /** Only in the preview: a site that is built has no path of this machine. */
  readonly editor?: EditorLink | undefined;
}

/** What one group's page is made with. */
export interface GroupContext extends PageContext {
  readonly extras: ProseExtras;
}

/** Where a group's page is, seen from the site's root; encoded. */
export function pageAddress(slug: string, singleFile: boolean): string {
  const name = encodeURIComponent(slug);
  return singleFile ? `${name}.html` : `${name}/index.html`;
}

/** The same as a path on disk. */
function pagePath(slug: string, singleFile: boolean): string {
  return singleFile ? `${slug}.html` : `${slug}/index.html`;
}

/** One group's part of the site. */
export interface GroupPage {
  readonly view: ReportView;
  readonly files: readonly GroupFile[];
}

/** Where the page of a group finds its figures. */
export async function pageFigures(group: PreparedGroup, singleFile: boolean): Promise<FigureAddresses> {
  return singleFile ? embedded(group) : beside('figures/');
}

/**
 * Makes the page of one group, with its figures and the same for machines.
 *
 * @param files See `pageFigures`
 */
export function groupPage(group: PreparedGroup, context: GroupContext, files: FigureAddresses): GroupPage {
  const { pages, renderer, extras, counting, site, singleFile } = context;
  const { report, diagnostics, template, collected, authors } = group;
  const { slug } = report;
  const view = viewReport({
    report,
    diagnostics,
    renderer,
    prose: proseContext(group, { files, extras, reportPage: '' }),
    counting,
    site,
    path: pageAddress(slug, singleFile),
    collected,
    editor: context.editor,
    authors,
    ...(template ? { template } : {}),
  });
  const draft = pages.draft('report', view);
  return {
    view,
    files: [
      {
        path: pagePath(slug, singleFile),
        content: async () => Buffer.concat(pages.finish('report', draft)),
        sha256: sha256OfParts(pages.finish('report', draft)),
        draft,
      },
      { path: `${slug}/report.json`, content: reportJson(view) },
      ...(singleFile ? [] : figureFiles(group)),
    ],
  };
}

/** A group's figures as files of the site. */
export function figureFiles({ report, figures }: PreparedGroup): readonly SiteFile[] {
  return [...figures.values()].flatMap(({ files }) =>
    files.map(
      ({ name, sha256, contents }): SiteFile => ({ path: `${report.slug}/figures/${name}`, content: contents, sha256 }),
    ),
  );
}

/** Figures that lie in a folder; `folder` is its address with `/` at its end. */
export function beside(folder: string): FigureAddresses {
  return { embedded: false, addressOf: ({ name }) => folder + encodeURIComponent(name) };
}

/** The page of a group whose report could not be built. `path` is its README as messages name it. */
export function failureFile(
  { source, failure }: FailedGroup,
  { path, pages, context }: { path: string; pages: readonly SitePage[]; context: PageContext },
): SiteFile {
  const { group, slug, absent = false } = source;
  const { t } = context.site.language;
  const page = context.pages.render('failure', {
    ...viewPage(context.site, {
      path: pageAddress(slug, context.singleFile),
      title: group,
      documentTitle: group,
      description: t(absent ? 'groups.nothingHandedIn' : 'failure.description'),
      pages,
    }),
    group,
    absent,
    reason: failure.reason,
    advice: failure.advice,
    responsible: failure.responsible,
    path,
  });
  return { path: pagePath(slug, context.singleFile), content: page };
}

/** Maximum size of a file that a page embeds only to be opened, and of all links to such files. */
const maxEmbeddedBytes = 10_000_000;
const maxEmbeddedLinks = 50_000_000;

/** Figures as `data:` addresses, for a page that is one file. */
async function embedded(group: PreparedGroup): Promise<FigureAddresses> {
  const addresses = new Map<string, string>();
  const linked = new Set<string>();
  for (const { outcome, files } of group.figures.values()) {
    const embed = async (name: string, type: string): Promise<void> => {
      const file = files.find((candidate) => candidate.name === name);
      if (file) addresses.set(name, `data:${type};base64,${Buffer.from(await file.contents()).toString('base64')}`);
    };
    const { file } = 'asset' in outcome ? outcome.asset : outcome;
    if ('asset' in outcome) {
      const { name, format } = embeddedVariant(outcome.asset);
      await embed(name, `image/${format}`);
    }
    if (!file || file.bytes > maxEmbeddedBytes) continue;
    await embed(file.name, mediaType(file));
    linked.add(file.name);
  }
  let room = maxEmbeddedLinks;
  const addressOf = ({ name }: { readonly name: string }): string => {
    const address = addresses.get(name) ?? '';
    if (!linked.has(name)) return address;
    // Each link has the whole file in it.
    room -= address.length;
    return room < 0 ? '' : address;
  };
  return { embedded: true, addressOf };
}

function mediaType({ format }: LinkedFile): string {
  return `${format === 'pdf' ? 'application' : 'image'}/${format}`;
}
