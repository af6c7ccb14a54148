import { escapeHtml } from '../../markdown/html/escape-html.js';
import { describesFigure } from '../../model/alt-text.js';
import type { FigureAsset, FigureOutcome, FigureVariant, LinkedFile } from '../../model/figure.js';
import { shortAddress } from '../../model/short-address.js';
import { isEnglish, type Language } from '../../words/language.js';
import { generated } from './generated.js';

/** What is needed to render a figure. */
export interface FigureMarkup {
  readonly href: string;
  readonly alt: string;
  /** The width in pixels that the report specifies. */
  readonly width?: number;
  /** Whether the author's own caption follows, so that the alternative text is not one. */
  readonly captioned?: boolean;
  /** The URL of the link that the report puts around it. */
  readonly link?: string;
  /** Its version for dark pages. */
  readonly dark?: FigureAsset;
  /** What a diagram is called, and its source. */
  readonly diagram?: { readonly title: string; readonly source: string };
  readonly files: FigureAddresses;
  /** The language of what is put around it. */
  readonly language: Language;
}

/** Maps the variants of figures to URLs. */
export interface FigureAddresses {
  /** The URL of a variant. */
  readonly addressOf: (variant: Pick<FigureVariant, 'name'>) => string;
  /** Whether figures are embedded as data URLs: each then has a single size. */
  readonly embedded: boolean;
}

/** Widths of figures on the page in CSS pixels, by minimum viewport width; as in report.css and breakpoints.css. */
const shownWidths = [
  { window: '84rem', figure: 868 },
  { window: '72rem', figure: 792 },
  { window: '46rem', figure: 576 },
] as const;

/** The width for browsers without `srcset`. */
const usualWidth = 720;

/** A figure as HTML: an image with a link to its full resolution, or a box that says why there is none. */
export function figureHtml(outcome: FigureOutcome | undefined, markup: FigureMarkup): string {
  return outcome && 'asset' in outcome ? picture(outcome.asset, markup) : box(outcome, markup);
}

/** The aspect ratio (width / height) of a figure's image; undefined when there is none. */
export function aspectOf(outcome: FigureOutcome | undefined): number | undefined {
  if (!outcome || !('asset' in outcome)) return undefined;
  const { width, height } = fullVariant(outcome.asset);
  return width / height;
}

/** The variant for a page with embedded figures: the smallest that is sharp on high-density screens. */
export function embeddedVariant(asset: FigureAsset): FigureVariant {
  return commonVariants(asset).find((variant) => variant.width >= 2 * usualWidth) ?? fullVariant(asset);
}

/** The full resolution, preferably in a format that every browser supports. */
export function fullVariant(asset: Pick<FigureAsset, 'variants'>): FigureVariant {
  return commonVariants(asset).at(-1) ?? asset.variants[0];
}

/** Variants for browsers without `<picture>`: AVIF only when the full resolution is in no other format. */
function commonVariants({ variants }: Pick<FigureAsset, 'variants'>): readonly FigureVariant[] {
  const common = variants.filter(({ format }) => format !== 'avif');
  return common.at(-1)?.width === variants.at(-1)?.width ? common : variants;
}

function picture(asset: FigureAsset, markup: FigureMarkup): string {
  const { href, alt, dark, link, diagram, captioned, language } = markup;
  const full = fullVariant(asset);
  const { width, height } = shownSize(full, markup.width);
  const classes = [
    'figure',
    ...(asset.transparent ? ['figure-transparent'] : []),
    ...(width < 400 ? ['figure-small'] : []),
    ...(height > 1.2 * width ? ['figure-tall'] : []),
    ...(captioned ? ['figure-captioned'] : []),
  ];
  const image = dark
    ? `${shownImage(asset, { ...markup, scheme: 'light' })}${shownImage(dark, { ...markup, scheme: 'dark' })}`
    : shownImage(asset, markup);
  // A page with embedded figures has no file to open.
  const enlarge =
    link === undefined || markup.files.embedded
      ? ''
      : `<a class="figure-zoom figure-enlarge" ${generated} href="${escapeHtml(markup.files.addressOf(full))}">${escapeHtml(language.t('prose.enlarge'))}</a>`;
  const description = diagram
    ? escapeHtml(diagram.title)
    : !captioned && describesFigure(alt, href)
      ? escapeHtml(alt)
      : '';
  const whole = asset.file ? fileLink(asset.file, markup) : '';
  const parts = [description, enlarge, whole].filter((part) => part !== '');
  const caption = parts.length === 0 ? '' : `<figcaption ${generated}>${parts.join(' ')}</figcaption>`;
  const source = diagram ? sourceFold(diagram.source, language) : '';
  return `<figure class="${classes.join(' ')}">${image}${caption}${source}</figure>`;
}

/** The source of a diagram, for those who cannot see the drawing or want to copy it. */
function sourceFold(source: string, { t }: Language): string {
  return `<details class="figure-source" ${generated}><summary>${escapeHtml(t('prose.diagramSource'))}</summary><pre class="code" tabindex="0"><code>${escapeHtml(source)}</code></pre></details>`;
}

/** A link to a long animation beside the page, or in it; where it is not, only a sentence that says so. */
function fileLink(file: LinkedFile, { files, language }: FigureMarkup): string {
  const { t } = language;
  const kind = `${file.format.toUpperCase()}, ${sizeText(file.bytes, language)}`;
  const href = fileHref(file, files);
  const link =
    href === undefined
      ? escapeHtml(t('prose.fileTooLarge', { kind }))
      : `<a ${generated} ${href}>${escapeHtml(t(files.embedded ? 'prose.saveFile' : 'prose.openFile', { kind }))}</a>`;
  return `<span class="figure-file">${escapeHtml(t('prose.firstFrame'))} ${link}</span>`;
}

function sizeText(bytes: number, { wordsTag }: Language): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1000)} kB`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false } as const;
  return `${new Intl.NumberFormat(wordsTag, digits).format(bytes / 1e6)} MB`;
}

/** The attributes of a link to a file that is in the page; undefined where it is beside it, or nowhere. */
export function embeddedHref(outcome: FigureOutcome | undefined, files: FigureAddresses): string | undefined {
  const file = outcome && 'file' in outcome ? outcome.file : undefined;
  return file && files.embedded ? fileHref(file, files) : undefined;
}

/** The attributes of a link to a file; browsers save what is in a page, and do not open it. */
function fileHref(file: LinkedFile, files: FigureAddresses): string | undefined {
  const address = files.addressOf(file);
  if (address === '') return undefined;
  return `href="${escapeHtml(address)}"${files.embedded ? ` download="${escapeHtml(file.name)}"` : ''}`;
}

function shownSize(
  full: FigureVariant,
  asked: number | undefined,
): { readonly width: number; readonly height: number } {
  const width = Math.min(asked && asked > 0 ? asked : full.width, full.width);
  return { width, height: Math.round((full.height * width) / full.width) };
}

/** An image with its link: the report's own, else one to the full resolution. */
function shownImage(
  asset: FigureAsset,
  { alt, width: asked, link, files, scheme }: FigureMarkup & { readonly scheme?: 'light' | 'dark' },
): string {
  const full = fullVariant(asset);
  const { width, height } = shownSize(full, asked);
  const size = `width="${width}" height="${height}" alt="${escapeHtml(alt)}" loading="lazy" decoding="async"`;
  const address = (variant: FigureVariant): string => escapeHtml(files.addressOf(variant));
  const common = commonVariants(asset);
  const avif = asset.variants.filter((variant) => !common.includes(variant));
  const shown = common.find((variant) => variant.width >= usualWidth) ?? full;
  const own = scheme === undefined ? '' : ` figure-${scheme}`;
  // The same figure once more: its text counts once.
  const twin = scheme === 'dark' ? ` ${generated}` : '';
  if (files.embedded && link === undefined)
    return `<img src="${address(embeddedVariant(asset))}"${own === '' ? '' : ` class="${own.trim()}"${twin}`} ${size}>`;
  const image = files.embedded
    ? `<img src="${address(embeddedVariant(asset))}" ${size}>`
    : alternatives(
        avif,
        width,
        address,
        `<img src="${address(shown)}"${common.length > 1 ? sources(common, width, address) : ''} ${size}>`,
      );
  if (link === undefined) return `<a class="figure-zoom${own}"${twin} href="${address(full)}">${image}</a>`;
  const away = /^[a-z][a-z0-9+.-]*:/i.test(link) ? ' rel="noopener noreferrer nofollow"' : '';
  return `<a class="figure-link${own}"${twin} href="${escapeHtml(link)}"${away}>${image}</a>`;
}

type AddressOf = (variant: FigureVariant) => string;

/** A `<picture>` with AVIF sources before the common format, when both are configured. */
function alternatives(avif: readonly FigureVariant[], width: number, address: AddressOf, image: string): string {
  if (avif.length === 0) return image;
  return `<picture><source type="image/avif"${sources(avif, width, address)}>${image}</picture>`;
}

function sources(variants: readonly FigureVariant[], width: number, address: AddressOf): string {
  const list = variants.map((variant) => `${address(variant)} ${variant.width}w`).join(', ');
  const sizes = shownWidths.map(({ window, figure }) => `(min-width: ${window}) ${Math.min(width, figure)}px`);
  return ` srcset="${list}" sizes="${sizes.join(', ')}, 100vw"`;
}

function box(outcome: FigureOutcome | undefined, { href, alt, files, link, language }: FigureMarkup): string {
  const reason = outcome && 'reason' in outcome ? outcome.reason : 'This figure was not looked up.';
  const file = outcome && 'file' in outcome ? outcome.file : undefined;
  const address = outcome?.target.kind === 'remote' ? outcome.target.url : link;
  const away = address === undefined ? undefined : `href="${escapeHtml(address)}" rel="noopener noreferrer nofollow"`;
  const target = (file && fileHref(file, files)) ?? away;
  const name = escapeHtml(shortAddress(href));
  const messageLang = isEnglish(language) ? '' : ' lang="en"';
  const title =
    target === undefined
      ? `<span class="figure-box-name" ${generated}>${name}</span>`
      : `<a class="figure-box-name" ${generated} ${target}>${name}</a>`;
  const description = alt === '' ? '' : `<span class="figure-box-alt">${escapeHtml(alt)}</span>`;
  const missing =
    file && target === undefined
      ? ` <span class="figure-box-reason" ${generated}>${escapeHtml(language.t('prose.tooLarge'))}</span>`
      : '';
  return `<div class="figure-box">${[description, title, `<span class="figure-box-reason" ${generated}${messageLang}>${escapeHtml(reason)}</span>`].join(' ').trim()}${missing}</div>`;
}
