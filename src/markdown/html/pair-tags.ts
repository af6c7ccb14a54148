import type { Token } from 'markdown-it';
import type { HtmlPiece } from './scan-html.js';

/** A piece of raw HTML with its position and the other tag of its element. */
export interface HtmlMark {
  readonly piece: HtmlPiece;
  readonly block: Token;
  /** The offset in the block's content. */
  readonly at: number;
  /** The matching tag, if there is one. */
  partner?: HtmlMark;
}

/**
 * Pairs each start tag with its end tag: the nearest one of the same name that is still open.
 *
 * An element that is removed with its content may only span blocks that are siblings, since removing half of a list
 * would leave the other half without its start. Other tags stay unpaired and lose no content.
 */
export function pairTags(marks: readonly HtmlMark[]): void {
  const open = new Map<string, HtmlMark[]>();
  for (const mark of marks) {
    const { piece } = mark;
    if (piece.kind === 'open') {
      const stack = open.get(piece.name) ?? [];
      stack.push(mark);
      open.set(piece.name, stack);
    } else if (piece.kind === 'close') {
      const start = open.get(piece.name)?.pop();
      if (!start || !siblings(start, mark)) continue;
      start.partner = mark;
      mark.partner = start;
    }
  }
}

function siblings(start: HtmlMark, end: HtmlMark): boolean {
  return (
    start.block === end.block ||
    (start.block.type === 'html_block' && end.block.type === 'html_block' && start.block.level === end.block.level)
  );
}
