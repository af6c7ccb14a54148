import sanitizeHtml from 'sanitize-html';
import { allowedElements, attributesByElement, droppedWithContent } from '../../markdown/html/elements.js';
import { generated } from './generated.js';
import { slotElements } from './slots.js';

/** Classes of links that the renderer creates; reports cannot use them, since their class attributes are removed. */
const ownAnchors: ReadonlySet<string> = new Set(['heading-anchor', 'footnote-link', 'footnote-backref']);

/** How a link is rendered: with a URL; `broken`, marked as such; `text`, not as a link. */
export type ResolveLink = (href: string) => { readonly href: string } | 'broken' | 'text';

/** The context that the HTML is inserted into. */
export interface SanitizeOptions {
  readonly resolveLink: ResolveLink;
  /** The highest level a heading may have there, 1 to 6. */
  readonly headingLevel: number;
}

/**
 * Sanitizes the HTML of one answer. Raw HTML was already filtered by the Markdown rules; this is the second line of
 * defence, and it closes elements that were left open.
 */
export function sanitize(html: string, { resolveLink, headingLevel }: SanitizeOptions): string {
  return sanitizeHtml(html, {
    allowedTags: [...allowedElements, 'section', 'input', ...slotElements],
    allowedAttributes: {
      ...mutable(attributesByElement),
      '*': ['id', 'class', 'dir', 'lang', 'title', 'tabindex', 'role', 'aria-label'],
      a: ['href', 'rel', generated],
      'handin-code': ['data-slot'],
      'handin-figure': ['data-slot'],
      input: ['type', 'checked', 'disabled'],
      td: ['align', 'colspan', 'rowspan', 'style'],
      th: ['align', 'colspan', 'rowspan', 'scope', 'style'],
    },
    // markdown-it aligns table cells by a style attribute, which the page's CSP forbids: use `align` instead.
    allowedStyles: {},
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp'],
    allowProtocolRelative: true,
    nonTextTags: [...droppedWithContent],
    transformTags: {
      a: (_name, attributes) => link(attributes, resolveLink),
      ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5'].map((name) => [name, lowered(headingLevel)])),
      td: alignCell,
      th: alignCell,
    },
    exclusiveFilter: (frame) => frame.tag === 'input' && frame.attribs.type !== 'checkbox',
  });
}

/** The types of sanitize-html require mutable arrays. */
function mutable(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
}

function link(attributes: sanitizeHtml.Attributes, resolveLink: ResolveLink): sanitizeHtml.Tag {
  const { href, ...rest } = attributes;
  if (href === undefined || ownAnchors.has(rest.class ?? '')) return { tagName: 'a', attribs: attributes };
  const target = resolveLink(href);
  if (target === 'text') return { tagName: 'span', attribs: {} };
  if (target === 'broken')
    return { tagName: 'span', attribs: { class: 'link-broken', title: 'This link leads nowhere from this page.' } };
  const away = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target.href);
  return {
    tagName: 'a',
    attribs: { ...rest, href: target.href, ...(away ? { rel: 'noopener noreferrer nofollow' } : {}) },
  };
}

/** Keeps headings written in HTML below the level of their question, like those in Markdown. */
function lowered(level: number): sanitizeHtml.Transformer {
  return (name, attribs) => ({ tagName: `h${Math.max(level, Number(name.slice(1)))}`, attribs });
}

function alignCell(tagName: string, { style, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const align = /^text-align:(left|center|right)$/.exec(style ?? '')?.[1];
  return { tagName, attribs: align === undefined ? attribs : { ...attribs, align } };
}
