import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown } from '../markdown/dialect.js';
import { attribute } from '../markdown/html-policy.js';
import { scanHtml } from '../markdown/html-scan.js';
import { pointInBlock } from '../markdown/positions.js';
import { type DialectEnv, metaOf, type TextPoint } from '../markdown/rules.js';
import type { Excerpt } from '../model/excerpt.js';
import { countWords } from './words.js';

/** An image or a link as it stands in a piece of Markdown. */
export interface ProseLink {
  readonly href: string;
  /** Alternative text of an image, text of a link. */
  readonly text: string;
  readonly form: 'image' | 'link' | 'html';
  readonly at: TextPoint;
}

/** What a piece of Markdown holds, without its rendering. */
export interface Prose {
  /** Words a reader would count. */
  readonly words: number;
  /** Whether a reader sees anything at all. */
  readonly visible: boolean;
  readonly images: readonly ProseLink[];
  readonly links: readonly ProseLink[];
  /** The text of each heading. */
  readonly headings: readonly string[];
  readonly removed: NonNullable<DialectEnv['removed']>;
  /** What is opened and never closed: `code block`, `comment`, `<details>`. */
  readonly neverClosed: NonNullable<DialectEnv['neverClosed']>;
}

const md: MarkdownIt = answerMarkdown();

/** Reads a piece of a report. `references` are the link definitions of the whole document. */
export function readProse(excerpt: Excerpt, references: NonNullable<DialectEnv['references']> = {}): Prose {
  const env: DialectEnv = { references: { ...references } };
  const tokens = excerpt.markdown === '' ? [] : md.parse(excerpt.markdown, env);
  const reader = new ProseReader(excerpt.markdown.split('\n'));
  for (const token of tokens) reader.block(token);
  const { openFences, ...found } = reader.result();
  return {
    ...found,
    removed: env.removed ?? [],
    neverClosed: [...openFences.map((at) => ({ what: 'code block', at })), ...(env.neverClosed ?? [])],
  };
}

/** Addresses that Markdown made into links by itself: they are addresses, not words. */
function isBareAddress(token: Token): boolean {
  return token.markup === 'linkify' || token.markup === 'autolink';
}

class ProseReader {
  private words = 0;
  private visible = false;
  private row = 0;
  private readonly images: ProseLink[] = [];
  private readonly links: ProseLink[] = [];
  private readonly headings: string[] = [];
  private inHeading = false;
  private readonly openFences: TextPoint[] = [];

  constructor(private readonly lines: readonly string[]) {}

  result(): Omit<Prose, 'removed' | 'neverClosed'> & { readonly openFences: readonly TextPoint[] } {
    const { words, images, links, headings, openFences } = this;
    return { words, images, links, headings, openFences, visible: this.visible || words > 0 || images.length > 0 };
  }

  block(token: Token): void {
    if (token.type === 'heading_open') this.inHeading = true;
    if (token.type === 'tr_open' && token.map) this.row = token.map[0];
    if (token.type === 'fence' && metaOf(token).unclosed && token.map)
      this.openFences.push({ line: token.map[0], column: 0 });
    if (token.type === 'fence' || token.type === 'code_block') this.visible ||= token.content.trim() !== '';
    else if (token.type === 'html_block') {
      this.words += countWords(htmlText(token.content));
      this.htmlLinks(token.content, (offset) => pointInBlock(this.lines, token, offset));
    } else if (token.type === 'inline') this.inline(token);
  }

  private inline(block: Token): void {
    let text = '';
    let link: { href: string; start: number; at: TextPoint; bare: boolean } | undefined;
    for (const token of block.children ?? []) {
      const at = (): TextPoint => pointInBlock(this.lines, block, metaOf(token).at ?? 0, this.row);
      if (token.type === 'image') {
        this.images.push({
          href: String(token.attrGet('src') ?? ''),
          text: token.content,
          form: metaOf(token).html ? 'html' : 'image',
          at: at(),
        });
      } else if (token.type === 'link_open') {
        link = { href: String(token.attrGet('href') ?? ''), start: text.length, at: at(), bare: isBareAddress(token) };
      } else if (token.type === 'link_close' && link) {
        this.links.push({ href: link.href, text: text.slice(link.start).trim(), form: 'link', at: link.at });
        if (link.bare) {
          this.visible = true;
          text = `${text.slice(0, link.start)} `;
        }
        link = undefined;
      } else if (token.type === 'html_inline') {
        this.htmlLinks(token.content, at);
        if (/^<br/i.test(token.content)) text += ' ';
      } else if (token.type === 'text' || token.type === 'code_inline') text += token.content;
      else if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' ';
    }
    this.words += countWords(text);
    if (this.inHeading) this.headings.push(text.trim());
    this.inHeading = false;
  }

  private htmlLinks(html: string, at: (offset: number) => TextPoint): void {
    for (const piece of scanHtml(html)) {
      const href = piece.kind === 'open' && piece.name === 'a' ? attribute(piece.attributes, 'href') : undefined;
      if (href !== undefined) this.links.push({ href, text: '', form: 'html', at: at(piece.offset) });
    }
  }
}

/** The text a reader sees of raw HTML; preformatted text is code. */
function htmlText(html: string): string {
  let preformatted = 0;
  let text = '';
  for (const piece of scanHtml(html)) {
    if (piece.kind === 'text' && preformatted === 0)
      text += piece.raw.replace(/&nbsp;/gi, ' ').replace(/&(?:[a-z]+|#\w+);/gi, '');
    else if (piece.kind === 'open' && piece.name === 'pre') preformatted += 1;
    else if (piece.kind === 'close' && piece.name === 'pre') preformatted -= 1;
    else if (piece.kind !== 'text') text += ' ';
  }
  return text;
}
