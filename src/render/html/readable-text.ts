import { scanHtml } from '../../markdown/html-scan.js';
import type { SafeHtml } from '../safe-html.js';

/** Elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);

/** Of blocks, those that follow the one before without an empty line. */
const close: ReadonlySet<string> = new Set(['li', 'tr', 'dd', 'dt', 'summary', 'tbody', 'thead']);

/** What is there for machines: the source of a formula beside the formula itself; and captions, which repeat the picture's text. */
const unseen: ReadonlySet<string> = new Set(['annotation', 'figcaption', 'style', 'script', 'template']);

/**
 * What a reader of a page reads, as plain text: blocks are separated by an empty line, items and rows of tables by a
 * line break, cells by a tab; pictures are their alternative text. Made from the very HTML that the page shows, so that
 * nothing can be said to a machine that is not said to a reader.
 */
export function readableText(html: SafeHtml | null): string {
  if (html === null) return '';
  const writer = new TextWriter();
  for (const piece of scanHtml(html.toString())) {
    if (piece.kind === 'text') writer.text(piece.raw);
    else if (piece.kind !== 'comment') writer.tag(piece.name, piece.kind === 'open', piece.attributes);
  }
  return writer.result();
}

class TextWriter {
  private written = '';
  private pending: '' | ' ' | '\t' | '\n' | '\n\n' = '';
  private preformatted = 0;
  private hidden = 0;

  result(): string {
    return this.written.replace(/[ \t]+$/gm, '').trim();
  }

  text(raw: string): void {
    if (this.hidden > 0) return;
    const text = decodeEntities(raw);
    if (this.preformatted > 0) this.write(text);
    else this.prose(text);
  }

  /** Blanks and line breaks of the source are one blank. */
  private prose(text: string): void {
    if (/^\s/.test(text)) this.separate(' ');
    const words = text.trim().replace(/\s+/g, ' ');
    if (words === '') return;
    this.write(words);
    if (/\s$/.test(text)) this.separate(' ');
  }

  tag(name: string, opens: boolean, attributes: string): void {
    if (unseen.has(name)) this.hidden += opens ? 1 : -1;
    else if (name === 'br') this.separate('\n');
    else if (name === 'td' || name === 'th') this.separate('\t');
    else if (name === 'img') this.picture(attributes);
    else if (name === 'input') this.write(/\bchecked\b/.test(attributes) ? '[x]' : '[ ]');
    else if (blocks.has(name)) this.separate(close.has(name) ? '\n' : '\n\n');
    if (name === 'pre') this.preformatted += opens ? 1 : -1;
    if (name === 'pre' && !opens) this.written = this.written.replace(/\n+$/, '');
  }

  private picture(attributes: string): void {
    const alt = /\balt="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (alt !== '') this.write(decodeEntities(alt));
  }

  /** The strongest separation wins, and none is written before there is something to separate. */
  private separate(by: ' ' | '\t' | '\n' | '\n\n'): void {
    const order = ['', ' ', '\t', '\n', '\n\n'];
    if (order.indexOf(by) > order.indexOf(this.pending)) this.pending = by;
  }

  private write(text: string): void {
    if (text === '') return;
    this.written += this.written === '' ? text : this.pending + text;
    this.pending = '';
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Of named entities only those that HTML serializers write. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
