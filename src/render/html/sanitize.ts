import { createRequire } from 'node:module';
import type sanitizeHtml from 'sanitize-html';
import { droppedWithContent } from '../../markdown/html/elements.js';
import { once } from '../../model/once.js';
import {
  rewriteTag,
  rewrittenElements,
  type SanitizeOptions,
  sanitizedAttributes,
  sanitizedElements,
} from './allowed-html.js';
import { sanitizeSimple } from './sanitize-simple.js';

/**
 * Sanitizes the HTML of one answer. Raw HTML was already filtered by the Markdown rules; this is the second line of
 * defence, and it closes elements that were left open.
 */
export function sanitize(html: string, options: SanitizeOptions): string {
  return sanitizeSimple(html, options) ?? sanitizeAny(html, options);
}

/** Loaded for the first HTML that is not simple, which few reports have: it is a hundred modules. */
const loadSanitizer = once(() => createRequire(import.meta.url)('sanitize-html') as typeof sanitizeHtml);

/** Sanitizes any HTML. */
export function sanitizeAny(html: string, options: SanitizeOptions): string {
  const rewrite: sanitizeHtml.Transformer = (name, attributes) =>
    rewriteTag(name, attributes, options) ?? { tagName: name, attribs: attributes };
  const sanitizeWith = loadSanitizer();
  return sanitizeWith(html, {
    ...rules,
    transformTags: Object.fromEntries(rewrittenElements.map((name) => [name, rewrite])),
  });
}

/** What does not depend on where the HTML is inserted. */
const rules: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizedElements],
  // The types of sanitize-html require mutable arrays.
  allowedAttributes: Object.fromEntries(Object.entries(sanitizedAttributes).map(([name, list]) => [name, [...list]])),
  // No style survives: `rewriteTag` converts the alignment of table cells, and the page's CSP forbids the rest.
  allowedStyles: {},
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp'],
  allowProtocolRelative: true,
  nonTextTags: [...droppedWithContent],
  exclusiveFilter: (frame) => frame.tag === 'input' && frame.attribs['type'] !== 'checkbox',
};
