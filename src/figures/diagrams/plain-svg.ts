import { decodeText } from './labels.js';

/**
 * The colours of the CSS variables that the library defines with `color-mix()` in its style sheet, which the sanitizer
 * and other viewers do not evaluate. Drawings have a light background in both colour schemes; text has a contrast of at
 * least 7 to 1 on white.
 */
const colours: Readonly<Record<string, string>> = {
  bg: '#ffffff',
  fg: '#27272a',
  _text: '#27272a',
  '_text-sec': '#3f3f46',
  '_text-muted': '#3f3f46',
  '_text-faint': '#52525b',
  _line: '#71717a',
  _arrow: '#3f3f46',
  '_node-fill': '#f6f6f7',
  '_node-stroke': '#a1a1aa',
  '_group-fill': '#ffffff',
  '_group-hdr': '#f0f0f1',
  '_inner-stroke': '#d4d4d8',
  '_key-badge': '#e4e4e7',
};

const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"';
const monospace = 'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"';

/** What the library writes into an entity without attributes. */
const remark = /<text [^>]*>\(no attributes\)<\/text>/g;

/** Diamonds of class diagrams, which the library draws beyond the end of their line, below the box there. */
const hiddenMarker = /(<marker id="cls-(?:composition|aggregation)" .*)refX="0"/;

/** The library's drawing without what only it needs: web fonts, style sheet, variables, data for scripts. */
export function plainSvg(drawn: string): string {
  const svg = drawn.replace(/<style>.*?<\/style>/s, '').replace(remark, '');
  return svg.replace(/<[^>]*>|[^<]+/g, (piece) => (piece.startsWith('<') ? plainTag(piece) : readable(piece)));
}

function plainTag(tag: string): string {
  return tag
    .replace(hiddenMarker, '$1refX="12"')
    .replace(/ style="--[^"]*"/, ` ${font}`)
    .replace(/ class="mono"/, ` ${monospace}`)
    .replace(/ (?:class|data-[\w-]+)="[^"]*"/g, '')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours[name] ?? 'currentColor')
    .replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));
}

/** Text with the characters that labels had before the library got them. */
function readable(text: string): string {
  return decodeText(text)
    .replace(/&(?!(?:amp|lt|gt|quot|#39);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
