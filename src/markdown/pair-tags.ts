import type { Token } from 'markdown-it';
import type { HtmlPiece } from './html-scan.js';

/** One piece of HTML, where it stands, and what becomes of it. */
export interface Mark {
  readonly piece: HtmlPiece;
  readonly block: Token;
  /** Characters from the start of the block's content. */
  readonly at: number;
  /** The other end of the element, when there is one. */
  partner?: Mark;
}

/**
 * Gives each start tag its end tag: the nearest one of the same name that is still open.
 *
 * An element that goes with its content may only span blocks that are siblings, since taking out half a list would leave
 * the other half without a beginning; tags that do not fit so stay unpaired and lose no content.
 */
export function pairTags(marks: readonly Mark[]): void {
  const open = new Map<string, Mark[]>();
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

function siblings(start: Mark, end: Mark): boolean {
  return (
    start.block === end.block ||
    (start.block.type === 'html_block' && end.block.type === 'html_block' && start.block.level === end.block.level)
  );
}
