import { allowedElements, attributesByElement } from '../../markdown/html/elements.js';
import { generated } from './generated.js';
import { slotElements } from './slots.js';

/** The elements of an answer: those of a report, and those that only the renderer writes. */
export const sanitizedElements: readonly string[] = [...allowedElements, 'section', 'input', ...slotElements];

/** The attributes of an answer, by element; those below `*` are allowed on every element. */
export const sanitizedAttributes: Readonly<Record<string, readonly string[]>> = {
  ...attributesByElement,
  '*': ['id', 'class', 'dir', 'lang', 'title', 'tabindex', 'role', 'aria-label'],
  a: ['href', 'rel', generated],
  'handin-code': ['data-slot'],
  'handin-figure': ['data-slot'],
  input: ['type', 'checked', 'disabled'],
  span: [generated],
  td: ['align', 'colspan', 'rowspan', 'style'],
  th: ['align', 'colspan', 'rowspan', 'scope', 'style'],
};

/** Classes of links that the renderer creates; reports cannot use them, since their class attributes are removed. */
const ownAnchors: ReadonlySet<string> = new Set(['heading-anchor', 'footnote-link', 'footnote-backref']);

/** How a link is rendered: with a URL; `broken`, marked as such; `text`, not as a link. */
export type ResolveLink = (href: string) => { readonly href: string } | 'broken' | 'text';

/** The context that the HTML is inserted into. */
export interface SanitizeOptions {
  readonly resolveLink: ResolveLink;
  /** The highest level a heading may have there, 1 to 6. */
  readonly headingLevel: number;
  /** What is said of a link that leads nowhere. */
  readonly brokenLink: string;
}

/** A start tag; a type of its own, as sanitize-html has it. */
export interface StartTag {
  tagName: string;
  attribs: Record<string, string>;
}

/** Rewrites a start tag for the page; undefined for elements that stay as they are. */
export function rewriteTag(
  name: string,
  attributes: Record<string, string>,
  { resolveLink, headingLevel, brokenLink }: SanitizeOptions,
): StartTag | undefined {
  if (name === 'a') return link(attributes, resolveLink, brokenLink);
  // Keeps headings written in HTML below the level of their question, like those in Markdown.
  if (/^h[1-5]$/.test(name)) return { tagName: `h${Math.max(headingLevel, Number(name[1]))}`, attribs: attributes };
  return name === 'td' || name === 'th' ? alignCell(name, attributes) : undefined;
}

/** Elements whose start tags `rewriteTag` changes. */
export const rewrittenElements: readonly string[] = ['a', 'h1', 'h2', 'h3', 'h4', 'h5', 'td', 'th'];

function link(attributes: Record<string, string>, resolveLink: ResolveLink, brokenLink: string): StartTag {
  const { href, ...rest } = attributes;
  if (href === undefined || ownAnchors.has(rest['class'] ?? '')) return { tagName: 'a', attribs: attributes };
  const target = resolveLink(href);
  if (target === 'text') return { tagName: 'span', attribs: {} };
  if (target === 'broken') return { tagName: 'span', attribs: { class: 'link-broken', title: brokenLink } };
  const away = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target.href);
  return {
    tagName: 'a',
    attribs: { ...rest, href: target.href, ...(away ? { rel: 'noopener noreferrer nofollow' } : {}) },
  };
}

/** markdown-it aligns table cells by a style attribute, which the page's CSP forbids: use `align` instead. */
function alignCell(tagName: string, { style, ...attribs }: Record<string, string>): StartTag {
  const align = /^text-align:(left|center|right)$/.exec(style ?? '')?.[1];
  return { tagName, attribs: align === undefined ? attribs : { ...attribs, align } };
}
