import type { CollectRecord } from '../../model/collected.js';
import { decodeUrl } from '../../model/decode-url.js';
import type { FigureOutcome } from '../../model/figure.js';
import { linkInSource } from '../../model/source-links.js';
import { type FigureAddresses, fullVariant } from '../../render/html/figure-html.js';
import type { ProseContext } from '../../render/html/prose-context.js';
import type { PreparedGroup } from './prepare-group.js';

/** What code and formulas are shown with. */
export type ProseExtras = Pick<ProseContext, 'highlight' | 'formula'>;

/** Where a piece of a report is shown. */
export interface ProseHome {
  readonly files: FigureAddresses;
  readonly extras: ProseExtras;
  /** The report's own page seen from there; empty on that page itself. */
  readonly reportPage: string;
}

/** The context in which a group's Markdown is rendered. */
export function proseContext(
  { report, figures, collected }: PreparedGroup,
  { files, extras, reportPage }: ProseHome,
): ProseContext {
  const outcomes = new Map([...figures].map(([href, { outcome }]) => [href, outcome]));
  const anchors = new Map(report.anchors.map(({ slug, id }) => [slug, id]));
  return {
    outcomes,
    files,
    ...extras,
    references: report.references,
    notes: report.notes,
    linkedFigures: new Set(
      report.figures.filter(({ form, context }) => form === 'link' && context === 'answer').map(({ href }) => href),
    ),
    addressOf: (href) => addressOfLink(href, { outcomes, anchors, files, reportPage, collected }),
  };
}

interface LinkTargets {
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  readonly anchors: ReadonlyMap<string, string>;
  readonly files: FigureAddresses;
  readonly reportPage: string;
  readonly collected: CollectRecord | null;
}

/**
 * Where a link of a report leads from a page: to a heading, to a figure's file, to the web, to the repository that the
 * report was collected from, or nowhere.
 */
function addressOfLink(
  href: string,
  { outcomes, anchors, files, reportPage, collected }: LinkTargets,
): string | undefined {
  const outcome = outcomes.get(href);
  if (outcome) {
    const file = 'asset' in outcome ? fullVariant(outcome.asset) : outcome.file;
    return file && !files.embedded ? files.addressOf(file) : undefined;
  }
  if (href.startsWith('#')) {
    const id = anchors.get(decodeUrl(href.slice(1)).toLowerCase());
    return id === undefined ? undefined : `${reportPage}#${id}`;
  }
  if (href.startsWith('//')) return `https:${href}`;
  if (/^(?:https?|mailto|tel|ftp):/i.test(href)) return href;
  return collected ? linkInSource(href, collected) : undefined;
}
