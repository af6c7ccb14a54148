/**
 * Markdown puts images inside paragraphs, but figures are rendered as blocks: this moves them out of their paragraphs.
 * Consecutive images become a row of figures; an image in the middle of a sentence splits the paragraph; a figure that is
 * only linked to follows the paragraph.
 */
import type { Token } from 'markdown-it';
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

/** The meta data of a token for a row of figures. */
export interface FigureRowMeta {
  readonly figures: readonly FigureMeta[];
}

/**
 * Returns block tokens without figures inside paragraphs and headings; table cells may contain them. Consecutive figures,
 * in one paragraph or in several, become one token.
 */
export function liftFigures(tokens: readonly Token[], options: LiftOptions): Token[] {
  return withRows(lifted(tokens, options), options);
}

/** Joins consecutive figures into rows. */
function withRows(tokens: readonly Token[], { newToken }: LiftOptions): Token[] {
  const result: Token[] = [];
  let figures: FigureMeta[] = [];
  for (const token of tokens) {
    if (token.type !== 'figure') {
      figures = [];
      result.push(token);
      continue;
    }
    figures.push(token.meta as unknown as FigureMeta);
    if (figures.length > 1) result.pop();
    const row = newToken(figures.length > 1 ? 'figure_row' : 'figure', 'figure', 0);
    row.meta = figures.length > 1 ? { figures } : token.meta;
    result.push(row);
  }
  return result;
}

function lifted(tokens: readonly Token[], options: LiftOptions): Token[] {
  const result: Token[] = [];
  let openParagraph: Token | undefined;
  let belowHeading: readonly Token[] = [];
  for (const token of tokens) {
    const parts = token.children && holdsFigure(token.children, options) ? partsOf(token.children, options) : undefined;
    const last = result.at(-1);
    if (parts && last?.type === 'paragraph_open') {
      openParagraph = result.pop();
      for (const part of divided(parts, last, token, options)) result.push(part);
    } else if (parts) {
      token.children = parts.flatMap((part) => (part.kind === 'text' ? part.children : []));
      const figures = parts.flatMap((part) => (part.kind === 'figures' ? part.figures : []));
      result.push(token);
      if (last?.type === 'heading_open') belowHeading = figures;
      else for (const figure of figures) result.push(figure);
    } else if (token.type === 'paragraph_close' && openParagraph) openParagraph = undefined;
    else result.push(token);
    if (token.type === 'heading_close') {
      for (const figure of belowHeading) result.push(figure);
      belowHeading = [];
    }
  }
  return result;
}

/** Splits a paragraph into paragraphs of text with the figures between them. */
function divided(parts: readonly Part[], open: Token, inline: Token, { newToken }: LiftOptions): Token[] {
  return parts.flatMap((part) => {
    if (part.kind === 'figures') return part.figures;
    const text = newToken('inline', '', 0);
    text.children = part.children;
    text.content = inline.content;
    const close = newToken('paragraph_close', 'p', -1);
    close.block = true;
    close.hidden = open.hidden;
    return [open, text, close];
  });
}

function figureToken(meta: FigureMeta, { newToken }: LiftOptions): Token {
  const token = newToken('figure', 'figure', 0);
  token.meta = { ...meta };
  return token;
}

type Part =
  | { readonly kind: 'text'; readonly children: Token[] }
  | { readonly kind: 'figures'; readonly figures: Token[] };

function holdsFigure(children: readonly Token[], { isFigure }: LiftOptions): boolean {
  return children.some(
    (child) => child.type === 'image' || (child.type === 'link_open' && isFigure(String(child.attrGet('href') ?? ''))),
  );
}

/** Splits inline tokens into runs of text and runs of figures, in order. */
function partsOf(children: readonly Token[], options: LiftOptions): readonly Part[] {
  const parts: Part[] = [];
  let text: Token[] = [];
  const nested: Token[] = [];
  const linkedTo: Token[] = [];
  let depth = 0;
  const flushText = (): void => {
    const trimmed = trimBreaks(text);
    if (trimmed.length > 0) parts.push({ kind: 'text', children: trimmed });
    text = [];
  };
  const addFigure = (figure: Token): void => {
    flushText();
    const last = parts.at(-1);
    if (last?.kind === 'figures') last.figures.push(figure);
    else parts.push({ kind: 'figures', figures: [figure] });
  };
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (!child) continue;
    const linked = child.type === 'link_open' ? linkedFigure(children, index, options) : undefined;
    if (linked && depth === 0 && linked.alone) {
      addFigure(linked.figure);
      index = linked.end;
    } else if (child.type === 'image') {
      const figure = figureToken(figureOf(child), options);
      if (depth === 0) addFigure(figure);
      else nested.push(figure);
    } else {
      if (linked) linkedTo.push(linked.figure);
      depth += child.nesting;
      text.push(child);
      if (depth === 0) for (const figure of nested.splice(0)) addFigure(figure);
    }
  }
  flushText();
  for (const figure of [...nested, ...linkedTo]) addFigure(figure);
  return parts;
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
