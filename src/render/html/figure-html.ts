import { escapeHtml } from '../../markdown/html-scan.js';
import { describesFigure } from '../../model/alt-text.js';
import type { FigureAsset, FigureOutcome, FigureVariant } from '../../model/figure.js';

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

/** Widths in CSS pixels that figures have on the page, by the least width of the window: see assets/report.css, breakpoints.css. */
const shownWidths = [
  { window: '84rem', figure: 868 },
  { window: '72rem', figure: 792 },
  { window: '46rem', figure: 608 },
] as const;

/** The width for browsers that do not choose among sources themselves. */
const usualWidth = 720;

/** A figure as HTML: the picture with a link to its full resolution, or a box that says why there is none. */
export function figureHtml(outcome: FigureOutcome | undefined, markup: FigureMarkup): string {
  return outcome && 'asset' in outcome ? picture(outcome.asset, markup) : box(outcome, markup);
}

/** Width over height of a figure's picture; undefined when there is none. */
export function aspectOf(outcome: FigureOutcome | undefined): number | undefined {
  if (!outcome || !('asset' in outcome)) return undefined;
  const { width, height } = fullVariant(outcome.asset);
  return width / height;
}

/** The variant that a page with its figures inside holds: sharp on dense screens, and no larger than that takes. */
export function embeddedVariant(asset: FigureAsset): FigureVariant {
  return commonVariants(asset).find((variant) => variant.width >= 2 * usualWidth) ?? fullVariant(asset);
}

/** The full resolution, in a format that every browser shows where there is one. */
export function fullVariant(asset: Pick<FigureAsset, 'variants'>): FigureVariant {
  return commonVariants(asset).at(-1) ?? asset.variants[0];
}

/** Variants in the format for browsers that do not choose: AVIF only when there is nothing else. */
function commonVariants({ variants }: Pick<FigureAsset, 'variants'>): readonly FigureVariant[] {
  const common = variants.filter(({ format }) => format !== 'avif');
  return common.length > 0 ? common : variants;
}

function picture(asset: FigureAsset, { alt, width: asked, files }: FigureMarkup): string {
  const full = fullVariant(asset);
  const width = Math.min(asked && asked > 0 ? asked : full.width, full.width);
  const height = Math.round((full.height * width) / full.width);
  const classes = [
    'figure',
    ...(asset.transparent ? ['figure-transparent'] : []),
    ...(width < 400 ? ['figure-small'] : []),
    ...(height > 1.2 * width ? ['figure-tall'] : []),
  ];
  const size = `width="${width}" height="${height}" alt="${escapeHtml(alt)}" loading="lazy" decoding="async"`;
  const address = (variant: FigureVariant): string => escapeHtml(files.addressOf(variant));
  const common = commonVariants(asset);
  const shown = common.find((variant) => variant.width >= usualWidth) ?? full;
  const image = files.embedded
    ? `<img src="${address(embeddedVariant(asset))}" ${size}>`
    : `<a class="figure-zoom" href="${address(full)}">${alternatives(asset, width, address, `<img src="${address(shown)}"${common.length > 1 ? sources(common, width, address) : ''} ${size}>`)}</a>`;
  const caption = describesFigure(alt) ? `<figcaption>${escapeHtml(alt)}</figcaption>` : '';
  return `<figure class="${classes.join(' ')}">${image}${caption}</figure>`;
}

type AddressOf = (variant: FigureVariant) => string;

/** A picture with smaller formats before the common one, where the course asks for both. */
function alternatives({ variants }: FigureAsset, width: number, address: AddressOf, image: string): string {
  const avif = variants.filter(({ format }) => format === 'avif');
  if (avif.length === 0 || avif.length === variants.length) return image;
  return `<picture><source type="image/avif"${sources(avif, width, address)}>${image}</picture>`;
}

function sources(variants: readonly FigureVariant[], width: number, address: AddressOf): string {
  const list = variants.map((variant) => `${address(variant)} ${variant.width}w`).join(', ');
  const sizes = shownWidths.map(({ window, figure }) => `(min-width: ${window}) ${Math.min(width, figure)}px`);
  return ` srcset="${list}" sizes="${sizes.join(', ')}, 100vw"`;
}

function box(outcome: FigureOutcome | undefined, { href, alt }: FigureMarkup): string {
  const reason = outcome && 'reason' in outcome ? outcome.reason : 'This figure was not looked up.';
  const address = outcome?.target.kind === 'remote' ? outcome.target.url : undefined;
  const name = escapeHtml(href);
  const title =
    address === undefined
      ? `<span class="figure-box-name">${name}</span>`
      : `<a class="figure-box-name" href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">${name}</a>`;
  const description = alt === '' ? '' : `<span class="figure-box-alt">${escapeHtml(alt)}</span>`;
  return `<div class="figure-box">${[description, title, `<span class="figure-box-reason">${escapeHtml(reason)}</span>`].join(' ').trim()}</div>`;
}
