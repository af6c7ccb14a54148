import { decodeHTML } from 'entities';
import { voidElements } from '../../markdown/html/elements.js';
import { unescapeHtml } from '../../markdown/html/escape-html.js';
import { trimTrailing } from '../../model/trim-trailing.js';
import type { SafeHtml } from '../safe-html.js';
import { generated } from './generated.js';
import { type ScannedTag, scanAttributes, scanTags } from './scan-tags.js';

/** Block-level elements. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);

/** Blocks that are not separated from the block before by an empty line. */
const closeBlocks: ReadonlySet<string> = new Set(['li', 'tr', 'dd', 'dt', 'summary', 'tbody', 'thead']);

/** Elements that are not shown. */
const unseen: ReadonlySet<string> = new Set(['mphantom', 'style', 'script', 'template']);

/**
 * The plain text of rendered HTML: blocks are separated by an empty line, list items and table rows by a line break,
 * cells by a tab; an image becomes its alternative text, a formula its source. What Handin itself wrote is left out. It is made from the HTML that the page shows, so a report cannot
 * hide text from readers that a program would see.
 */
export function readableText(html: SafeHtml | null): string {
  if (html === null) return '';
  const known = texts.get(html);
  if (known !== undefined) return known;
  const text = readText(html.toString());
  texts.set(html, text);
  return text;
}

/** Texts that were read: the report's JSON, the search, the comparison of answers and the checklist all need them. */
const texts = new WeakMap<SafeHtml, string>();

function readText(html: string): string {
  const writer = new TextWriter();
  const decode = decoderFor(html);
  let read = 0;
  for (const tag of scanTags(html)) {
    const { isEnd, name, attributes, start, end } = tag;
    if (start > read) writer.text(decode(html.slice(read, start)));
    read = end;
    if (isEnd) writer.close(name);
    else {
      writer.open(name, mayMatter(name, attributes) ? attributesOf(tag, decode) : {});
      if (voidElements.has(name) || attributes.endsWith('/')) writer.close(name);
    }
  }
  if (read < html.length) writer.text(decode(html.slice(read)));
  return writer.result();
}

/** An entity that `unescapeHtml` does not know. */
const unusualEntity = /&(?!(?:amp|lt|gt|quot);)/;

/** Decodes entities. Nearly always there are only those that escaping writes, which takes less time. */
type Decode = (text: string) => string;

function decoderFor(html: string): Decode {
  return unusualEntity.test(html) ? decodeHTML : unescapeHtml;
}

/** Whether `TextWriter` looks at a tag's attributes; most have others. */
function mayMatter(name: string, attributes: string): boolean {
  return name === 'img' || name === 'input' || name === 'math' || attributes.includes(generated);
}

function attributesOf(tag: ScannedTag, decode: Decode): Readonly<Record<string, string>> {
  return Object.fromEntries([...scanAttributes(tag)].map(({ name, value }) => [name, decode(value)]));
}

class TextWriter {
  private readonly written: string[] = [];
  private pending: '' | ' ' | '\t' | '\n' | '\n\n' = '';
  private preformatted = 0;
  /** How many elements are open. */
  private depth = 0;
  /** The depth of the outermost element that is left out; 0 outside of one. */
  private hiddenAt = 0;

  result(): string {
    return this.written
      .join('')
      .replace(/(?<![ \t])[ \t]+$/gm, '')
      .trim();
  }

  text(text: string): void {
    if (this.hiddenAt > 0) return;
    if (this.preformatted > 0) this.write(text);
    else this.prose(text);
  }

  /** Collapses whitespace to a single space. */
  private prose(text: string): void {
    if (/^\s/.test(text)) this.separate(' ');
    const words = text.trim().replace(/\s+/g, ' ');
    if (words === '') return;
    this.write(words);
    if (/\s$/.test(text)) this.separate(' ');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.depth += 1;
    if (this.hiddenAt > 0) return;
    const { alttext } = attributes;
    if (name === 'math' && alttext !== undefined) this.prose(`$${alttext}$`);
    if (unseen.has(name) || generated in attributes || alttext !== undefined) this.hiddenAt = this.depth;
    else if (name === 'img') this.write(attributes['alt'] ?? '');
    else if (name === 'input') this.write('checked' in attributes ? '[x]' : '[ ]');
    else this.separateBlock(name);
    if (name === 'pre') this.preformatted += 1;
  }

  /** Called for void elements too. */
  close(name: string): void {
    const hidden = this.hiddenAt > 0;
    if (this.hiddenAt === this.depth) this.hiddenAt = 0;
    this.depth -= 1;
    if (hidden) return;
    this.separateBlock(name);
    if (name !== 'pre') return;
    this.preformatted -= 1;
    this.trimLineBreaks();
  }

  /** Takes off the line breaks at the end of what is written. */
  private trimLineBreaks(): void {
    for (let last = this.written.pop(); last !== undefined; last = this.written.pop()) {
      const trimmed = trimTrailing(last, '\n');
      if (trimmed === '') continue;
      this.written.push(trimmed);
      return;
    }
  }

  private separateBlock(name: string): void {
    if (name === 'br') this.separate('\n');
    else if (name === 'td' || name === 'th') this.separate('\t');
    else if (blocks.has(name)) this.separate(closeBlocks.has(name) ? '\n' : '\n\n');
  }

  /** The strongest pending separator wins; it is written with the next text, so there is none at the start or end. */
  private separate(by: ' ' | '\t' | '\n' | '\n\n'): void {
    const order = ['', ' ', '\t', '\n', '\n\n'];
    if (order.indexOf(by) > order.indexOf(this.pending)) this.pending = by;
  }

  private write(text: string): void {
    if (text === '') return;
    this.written.push(this.written.length === 0 ? text : this.pending + text);
    this.pending = '';
  }
}
