/** Splits a paragraph's tokens by what may stay in it. */
import type { Token } from 'markdown-it';
import { endsParagraph, voidElements } from '../../markdown/html/elements.js';
import { metaOf } from '../../markdown/rules.js';

/** How figures are recognized, and how tokens are created. */
export interface LiftOptions {
  /** Whether a link leads to a figure. */
  readonly isFigure: (href: string) => boolean;
  readonly newToken: (type: string, tag: string, nesting: 1 | 0 | -1) => Token;
}

/** The meta data of a figure token. */
export interface FigureMeta {
  readonly href: string;
  readonly alt: string;
  /** The width in pixels that the report specifies. */
  readonly width?: number | undefined;
  /** The URL of its version for dark pages. */
  readonly dark?: string | undefined;
  /** The URL of the link around it. */
  readonly link?: string | undefined;
  /** Whether the author's own caption follows. */
  readonly captioned?: boolean;
}

/** The meta data of an image's token. */
export function figureOf(image: Token): FigureMeta {
  const { html, dark, link } = metaOf(image);
  return {
    href: String(image.attrGet('src') ?? ''),
    alt: image.content,
    width: html?.width,
    dark,
    link: link?.href,
  };
}

/** A run of inline tokens. */
export type InlinePart =
  | { readonly kind: 'text'; readonly children: Token[] }
  /** HTML that ends a paragraph, with what is in it. */
  | { readonly kind: 'block'; readonly children: Token[] }
  | { readonly kind: 'figures'; readonly figures: Token[] };

/**
 * Splits inline tokens into runs of text, of figures, and of HTML that no paragraph can contain, in order. Undefined
 * where all of it is text.
 */
export function splitInline(children: readonly Token[], options: LiftOptions): readonly InlinePart[] | undefined {
  const isText = (child: Token): boolean => !isFigure(child, options) && blockNesting(child) === undefined;
  return children.every(isText) ? undefined : new Splitter(children, options).split();
}

class Splitter {
  private readonly parts: InlinePart[] = [];
  private text: Token[] = [];
  private block: Token[] = [];
  /** Figures inside the elements that are open, which they follow. */
  private readonly nested: Token[] = [];
  /** Figures that are only linked to. */
  private readonly linkedTo: Token[] = [];
  /** Number of open elements in the run of text, and in that of HTML. */
  private depth = 0;
  private blockDepth = 0;

  constructor(
    private readonly children: readonly Token[],
    private readonly options: LiftOptions,
  ) {}

  split(): readonly InlinePart[] {
    const { children, options } = this;
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index];
      if (!child) continue;
      const linked = child.type === 'link_open' ? linkedFigure(children, index, options) : undefined;
      const nesting = blockNesting(child);
      if (linked?.alone && this.depth === 0 && this.blockDepth === 0) {
        this.addFigure(linked.figure);
        index = linked.end;
        continue;
      }
      if (linked) this.linkedTo.push(linked.figure);
      if (nesting !== undefined || this.blockDepth > 0) this.addBlock(child, nesting ?? 0);
      else if (child.type === 'image') this.addImage(figureToken(figureOf(child), options));
      else this.addText(child);
    }
    this.flush();
    for (const figure of [...this.nested, ...this.linkedTo]) this.addFigure(figure);
    return this.parts;
  }

  private addText(child: Token): void {
    this.depth = Math.max(0, this.depth + nestingOf(child));
    this.text.push(child);
    if (this.depth === 0) for (const figure of this.nested.splice(0)) this.addFigure(figure);
  }

  private addImage(figure: Token): void {
    if (this.depth === 0) this.addFigure(figure);
    else this.nested.push(figure);
  }

  /** Figures inside such an element stay where they are. */
  private addBlock(child: Token, nesting: number): void {
    if (this.block.length === 0) this.flush();
    this.block.push(child);
    this.blockDepth = Math.max(0, this.blockDepth + nesting);
    if (this.blockDepth === 0) this.flush();
  }

  private addFigure(figure: Token): void {
    this.flush();
    const last = this.parts.at(-1);
    if (last?.kind === 'figures') last.figures.push(figure);
    else this.parts.push({ kind: 'figures', figures: [figure] });
  }

  private flush(): void {
    const { text, block } = this;
    const trimmed = trimBreaks(text);
    if (trimmed.length > 0) this.parts.push({ kind: 'text', children: trimmed });
    if (block.length > 0) this.parts.push({ kind: 'block', children: block });
    this.text = [];
    this.block = [];
  }
}

function isFigure(child: Token, { isFigure }: LiftOptions): boolean {
  return child.type === 'image' || (child.type === 'link_open' && isFigure(String(child.attrGet('href') ?? '')));
}

/** How many elements a tag opens: -1 for an end tag. */
function nestingOf({ type, nesting, content }: Token): number {
  if (type !== 'html_inline') return nesting;
  const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(content) ?? [];
  if (slash === '/') return -1;
  return name === '' || voidElements.has(name) || content.endsWith(`</${name}>`) ? 0 : 1;
}

/** The same for a tag that ends the paragraph around it; undefined for others. */
function blockNesting(token: Token): number | undefined {
  if (token.type !== 'html_inline') return undefined;
  const name = /^<\/?([a-z][a-z0-9]*)/.exec(token.content)?.[1] ?? '';
  return endsParagraph.has(name) ? nestingOf(token) : undefined;
}

function figureToken(meta: FigureMeta, { newToken }: LiftOptions): Token {
  const token = newToken('figure', 'figure', 0);
  token.meta = { ...meta };
  return token;
}

/** A link to a figure. Alone on its line it becomes the figure, with the link text as caption; in a sentence the text stays. */
function linkedFigure(
  children: readonly Token[],
  start: number,
  options: LiftOptions,
): { readonly figure: Token; readonly end: number; readonly alone: boolean } | undefined {
  const href = String(children[start]?.attrGet('href') ?? '');
  if (!options.isFigure(href)) return undefined;
  let end = start + 1;
  while (end < children.length && children[end]?.type !== 'link_close') end += 1;
  const inside = children.slice(start + 1, end);
  if (inside.some((child) => child.type === 'image')) return undefined;
  const alt = inside
    .map((child) => child.content)
    .join('')
    .trim();
  return {
    figure: figureToken({ href, alt }, options),
    end,
    alone: isBreak(children[start - 1]) && isBreak(children[end + 1]),
  };
}

function isBreak(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.type === 'softbreak' ||
    token.type === 'hardbreak' ||
    token.type === 'image' ||
    /^<br/i.test(token.content) ||
    (token.type === 'text' && token.content.trim() === '')
  );
}

function trimBreaks(tokens: readonly Token[]): Token[] {
  const empty = (token: Token | undefined): boolean => token !== undefined && token.type !== 'image' && isBreak(token);
  let start = 0;
  let end = tokens.length;
  while (start < end && empty(tokens[start])) start += 1;
  while (end > start && empty(tokens[end - 1])) end -= 1;
  return tokens.slice(start, end);
}
