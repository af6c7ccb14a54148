import { convertFormula } from '../../../src/formulas/convert-formula.js';
import { escapeHtml } from '../../../src/markdown/html/escape-html.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';

const renderer = createProseRenderer();

const context: ProseContext = {
  outcomes: new Map(),
  linkedFigures: new Set(),
  files: { embedded: false, addressOf: ({ name }) => name },
  highlight: escapeHtml,
  formula: convertFormula,
  references: {},
  notes: new Map(),
  addressOf: (href) => href,
};

/** An answer as HTML, without the anchors of its headings and blocks. */
export function rendered(markdown: string): string {
  return renderer
    .render(markdown, context, { idPrefix: 'q1', headingLevel: 4, own: true })
    .toString()
    .replace(/(?<=<(?:blockquote|details|div|dl|figure|h\d|ol|p|pre|table|ul)) id="q1[^"]*"/g, '')
    .replace(/ ?<a class="heading-anchor"[^>]*><\/a>/g, '')
    .trim();
}
