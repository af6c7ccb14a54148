/**
 * Markdown puts images into paragraphs, in lines of text. A report's figures are blocks: this takes them out of their
 * paragraphs. Images with nothing between them become a row of figures; an image in mid-sentence divides it, as a wide picture in a
 * line of text does everywhere; a figure that is only linked to follows the paragraph.
 */
import type { Token } from 'markdown-it';
import { metaOf } from '../../markdown/rules.js';

/** How figures are told from other things, and how tokens are made. */
export interface LiftOptions {
  /** Whether a link's address is that of a figure. */
  readonly isFigure: (href: string) => boolean;
  readonly newToken: (type: string, tag: string, nesting: 1 | 0 | -1) => Token;
}

/** What the token of a figure carries. */
export interface FigureMeta {
  readonly href: string;
  readonly alt: string;
  /** Pixels that the report asks for. */
  readonly width?: number | undefined;
}

/** What the token of a row of figures carries. */
export interface FigureRowMeta {
  readonly figures: readonly FigureMeta[];
}

/**
 * Returns block tokens in which no paragraph and no heading holds a figure; the cell of a table may. Figures that follow
 * one another, in one paragraph or in several, become one token.
 */
export function liftFigures(tokens: readonly Token[], options: LiftOptions): Token[] {
  return withRows(lifted(tokens, options), options);
}

/** Puts figures together that nothing stands between. */
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

/** A paragraph as paragraphs of text with the figures between them. */
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

/** Divides a paragraph into runs of text and runs of figures, in order. */
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
      const width = metaOf(child).html?.width;
      const figure = figureToken({ href: String(child.attrGet('src') ?? ''), alt: child.content, width }, options);
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

/** A link to a figure. Alone on its line it is the figure, with its text as caption; in a sentence its text stays. */
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
