import { decodeUrl } from '../../model/decode-url.js';
import type { FigureOutcome } from '../../model/figure.js';
import { type FigureAddresses, fullVariant } from '../../render/html/figure-html.js';
import type { Highlight } from '../../render/html/highlight.js';
import type { ProseContext } from '../../render/html/prose-context.js';
import type { PreparedGroup } from './prepare-group.js';

/** Where a piece of a report is shown. */
export interface ProseHome {
  readonly files: FigureAddresses;
  readonly highlight: Highlight;
  /** The report's own page seen from there; empty on that page itself. */
  readonly reportPage: string;
}

/** The context in which a group's Markdown is rendered. */
export function proseContext(
  { report, figures }: PreparedGroup,
  { files, highlight, reportPage }: ProseHome,
): ProseContext {
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
    addressOf: (href) => addressOfLink(href, { outcomes, anchors, files, reportPage }),
  };
}

interface LinkTargets {
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  readonly anchors: ReadonlyMap<string, string>;
  readonly files: FigureAddresses;
  readonly reportPage: string;
}

/** Where a link of a report leads from a page: to a heading, to a figure's file, to the web, or nowhere. */
function addressOfLink(href: string, { outcomes, anchors, files, reportPage }: LinkTargets): string | undefined {
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
  return /^(?:https?|mailto|tel|ftp):/i.test(href) ? href : undefined;
}
