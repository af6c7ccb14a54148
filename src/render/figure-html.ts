import { escapeHtml } from '../markdown/html-scan.js';
import type { FigureAsset, FigureOutcome, FigureVariant } from '../model/figure.js';

/** A figure on its way to the page. */
export interface FigureMarkup {
  readonly href: string;
  readonly alt: string;
  /** The width in pixels that the report asks for. */
  readonly width?: number;
  readonly files: FigureFiles;
}

/** Where the page finds a figure's files. */
export interface FigureFiles {
  /** The address of a variant. */
  readonly addressOf: (variant: FigureVariant) => string;
  /** The figures are inside the page: each is given once, in one size. */
  readonly embedded: boolean;
}

/** The width of the text column in CSS pixels: what a figure is shown at on a wide screen. */
const columnWidth = 720;

/** A figure as HTML: the picture with a link to its full resolution, or a box that says why there is none. */
export function figureHtml(outcome: FigureOutcome | undefined, markup: FigureMarkup): string {
  return outcome && 'asset' in outcome ? picture(outcome.asset, markup) : box(outcome, markup);
}

/** The variant that a page with its figures inside holds: sharp on dense screens, and no larger than that takes. */
export function embeddedVariant({ variants }: FigureAsset): FigureVariant {
  return variants.find((variant) => variant.width >= 2 * columnWidth) ?? fullVariant({ variants });
}

/** The full resolution. */
export function fullVariant({ variants }: Pick<FigureAsset, 'variants'>): FigureVariant {
  return variants.at(-1) ?? variants[0];
}

function picture(asset: FigureAsset, { alt, width: asked, files }: FigureMarkup): string {
  const full = fullVariant(asset);
  const width = Math.min(asked && asked > 0 ? asked : full.width, full.width);
  const height = Math.round((full.height * width) / full.width);
  const classes = ['figure', ...(asset.transparent ? ['figure-transparent'] : []), ...(width < 400 ? ['figure-small'] : [])];
  const size = `width="${width}" height="${height}" alt="${escapeHtml(alt)}" loading="lazy" decoding="async"`;
  const address = (variant: FigureVariant): string => escapeHtml(files.addressOf(variant));
  const image = files.embedded
    ? `<img src="${address(embeddedVariant(asset))}" ${size}>`
    : `<a class="figure-zoom" href="${address(full)}"><img src="${address(asset.variants.find((variant) => variant.width >= columnWidth) ?? full)}"${sources(asset, Math.min(width, columnWidth), address)} ${size}></a>`;
  const caption = describes(alt) ? `<figcaption>${escapeHtml(alt)}</figcaption>` : '';
  return `<figure class="${classes.join(' ')}">${image}${caption}</figure>`;
}

function sources({ variants }: FigureAsset, shownWidth: number, address: (variant: FigureVariant) => string): string {
  if (variants.length === 1) return '';
  const list = variants.map((variant) => `${address(variant)} ${variant.width}w`).join(', ');
  return ` srcset="${list}" sizes="(min-width: ${columnWidth + 48}px) ${shownWidth}px, 100vw"`;
}

/** What editors put in the place of a description when nobody writes one. */
export function describes(alt: string): boolean {
  return /[\p{L}\p{N}]/u.test(alt) && !/^(?:(?:my|this|the|an?|alt)[\s_-]*)*(?:alt|image|img|figure|picture|text)?$/i.test(alt.trim());
}

function box(outcome: FigureOutcome | undefined, { href, alt }: FigureMarkup): string {
  const reason = outcome && 'reason' in outcome ? outcome.reason : 'This figure was not looked up.';
  const address = outcome?.target.kind === 'remote' ? outcome.target.url : undefined;
  const name = escapeHtml(href);
  const title = address === undefined ? `<span class="figure-box-name">${name}</span>` : `<a class="figure-box-name" href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">${name}</a>`;
  const description = alt === '' ? '' : `<span class="figure-box-alt">${escapeHtml(alt)}</span>`;
  return `<div class="figure-box">${description}${title}<span class="figure-box-reason">${escapeHtml(reason)}</span></div>`;
}
