/**
 * Markdown puts images into paragraphs, in lines of text. A report's figures are blocks: this takes them out of their
 * paragraphs. A paragraph of images becomes a row of figures; an image in mid-sentence divides it, as a wide picture in a
 * line of text does everywhere; a figure that is only linked to follows the paragraph.
 */
import type { Token } from 'markdown-it';

/** Makes the token that stands for a figure. */
export type MakeFigure = (figure: { readonly href: string; readonly alt: string; readonly image?: Token }) => Token;

export interface LiftOptions {
  readonly makeFigure: MakeFigure;
  /** Makes the tokens around several figures in a row. */
  readonly makeRow: (figures: readonly Token[]) => readonly Token[];
  /** Whether a link's address is that of a figure. */
  readonly isFigure: (href: string) => boolean;
}

/** Returns block tokens in which no paragraph holds a figure. */
export function liftFigures(tokens: readonly Token[], options: LiftOptions): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const inline = tokens[index + 1];
    const close = tokens[index + 2];
    if (
      token?.type === 'paragraph_open' &&
      inline?.children &&
      close?.type === 'paragraph_close' &&
      holdsFigure(inline.children, options)
    ) {
      for (const part of partsOf(inline.children, options)) {
        if (part.kind === 'figures')
          result.push(...(part.figures.length > 1 ? options.makeRow(part.figures) : part.figures));
        else
          result.push(
            token,
            Object.assign(Object.create(Object.getPrototypeOf(inline)), inline, { children: part.children }),
            close,
          );
      }
      index += 2;
    } else if (token?.type === 'inline' && token.children && holdsFigure(token.children, options)) {
      const parts = partsOf(token.children, options);
      token.children = parts.flatMap((part) => (part.kind === 'text' ? part.children : []));
      const figures = parts.flatMap((part) => (part.kind === 'figures' ? part.figures : []));
      // A heading cannot hold a block; a cell of a table can.
      const ahead = close && inline?.type === 'heading_close' ? [] : figures;
      result.push(token, ...ahead);
      if (inline?.type === 'heading_close') {
        result.push(inline, ...figures);
        index += 1;
      }
    } else if (token) result.push(token);
  }
  return result;
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
      const figure = options.makeFigure({ href: String(child.attrGet('src') ?? ''), alt: child.content, image: child });
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
  const end = children.findIndex((child, index) => index > start && child.type === 'link_close');
  const inside = children.slice(start + 1, end);
  if (inside.some((child) => child.type === 'image')) return undefined;
  const alt = inside
    .map((child) => child.content)
    .join('')
    .trim();
  return {
    figure: options.makeFigure({ href, alt }),
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
