import { type SafeHtml, trustedHtml } from '../safe-html.js';
import { type ScannedAttribute, scanAttributes, scanTags } from './scan-tags.js';

/** The differences between a report's page and the page that an answer is moved to. */
export interface Relocation {
  /** The prefix of its ids, before and after. */
  readonly idPrefix: { readonly from: string; readonly to: string };
  /** The report's folder with a trailing slash, and its page, relative to the other page; absent if it was moved before. */
  readonly home?: { readonly folder: string; readonly page: string };
}

/** Attributes that contain a URL or an id. */
const movedAttributes: ReadonlySet<string> = new Set(['id', 'href', 'src', 'srcset']);

/** What tags with such an attribute contain. */
const mayMove = /(?:id|href|src|srcset)="/;

/**
 * Moves the rendered HTML of an answer from its report's page to another: its ids get another prefix, links to them
 * follow, other links within the report's page lead there, and URLs of figures point into the report's folder. This is
 * cheaper than to render and sanitize it again.
 *
 * @param html As `ProseRenderer.render` makes it, with its figures in `figures/`.
 */
export function relocate(html: SafeHtml, relocation: Relocation): SafeHtml {
  const source = html.toString();
  const attributes = attributesOf(source);
  const ids = new Set(attributes.flatMap(({ name, value }) => (name === 'id' ? [value] : [])));
  const pieces: string[] = [];
  let copied = 0;
  for (const { name, value, start } of attributes) {
    pieces.push(source.slice(copied, start), move(name, value, ids, relocation));
    copied = start + value.length;
  }
  return trustedHtml(pieces.join('') + source.slice(copied));
}

function attributesOf(html: string): readonly ScannedAttribute[] {
  const attributes: ScannedAttribute[] = [];
  for (const tag of scanTags(html)) {
    if (!mayMove.test(tag.attributes)) continue;
    for (const attribute of scanAttributes(tag)) if (movedAttributes.has(attribute.name)) attributes.push(attribute);
  }
  return attributes;
}

function move(name: string, value: string, ids: ReadonlySet<string>, relocation: Relocation): string {
  if (name === 'id') return withNewPrefix(value, relocation);
  if (value.startsWith('#') && ids.has(value.slice(1))) return `#${withNewPrefix(value.slice(1), relocation)}`;
  if (!relocation.home) return value;
  const { folder, page } = relocation.home;
  if (value.startsWith('#')) return `${page}${value}`;
  if (name === 'srcset') return value.replaceAll(/(^|, )figures\//g, `$1${folder}figures/`);
  return value.startsWith('figures/') ? `${folder}${value}` : value;
}

/** Ids of footnotes begin with `fn-` or `fnref-`, followed by the prefix. */
function withNewPrefix(id: string, { idPrefix: { from, to } }: Relocation): string {
  const start = /^fn(?:ref)?-/.exec(id)?.[0].length ?? 0;
  return id.startsWith(from, start) ? `${id.slice(0, start)}${to}${id.slice(start + from.length)}` : id;
}
