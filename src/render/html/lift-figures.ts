/**
 * Markdown puts images inside paragraphs, but figures are rendered as blocks: this moves them out of their paragraphs.
 * Consecutive images become a row of figures; an image in the middle of a sentence splits the paragraph; a figure that is
 * only linked to follows the paragraph. Elements of HTML that no paragraph can contain, such as `<details>`, split it too.
 */
import type { Token } from 'markdown-it';
import { markCaptioned } from './captions.js';
import { type FigureMeta, type InlinePart, type LiftOptions, splitInline } from './split-inline.js';

/** The meta data of a token for a row of figures. */
export interface FigureRowMeta {
  readonly figures: readonly FigureMeta[];
}

/**
 * Returns block tokens without figures inside paragraphs and headings; table cells may contain them. Consecutive figures,
 * in one paragraph or in several, become one token.
 */
export function liftFigures(tokens: readonly Token[], options: LiftOptions): Token[] {
  const result = withRows(lifted(tokens, options), options);
  markCaptioned(result);
  return result;
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
    const parts = token.children ? splitInline(token.children, options) : undefined;
    const last = result.at(-1);
    if (parts && last?.type === 'paragraph_open') {
      openParagraph = result.pop();
      for (const part of divided(parts, last, token, options)) result.push(part);
    } else if (parts) {
      token.children = parts.flatMap((part) => (part.kind === 'figures' ? [] : part.children));
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
function divided(parts: readonly InlinePart[], open: Token, inline: Token, { newToken }: LiftOptions): Token[] {
  return parts.flatMap((part) => {
    if (part.kind === 'figures') return part.figures;
    const text = newToken('inline', '', 0);
    text.children = part.children;
    text.content = inline.content;
    if (part.kind === 'block') return [text];
    const close = newToken('paragraph_close', 'p', -1);
    close.block = true;
    close.hidden = open.hidden;
    return [open, text, close];
  });
}
