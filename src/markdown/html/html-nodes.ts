import type { Token } from 'markdown-it';
import { metaOf } from '../rules.js';
import { actionFor, type TagAction } from './policy.js';
import { type HtmlPiece, scanHtml } from './scan-html.js';

/** A piece of raw HTML with its position and the other tag of its element. */
export interface HtmlNode {
  readonly piece: HtmlPiece;
  readonly block: Token;
  /** The offset in the block's content. */
  readonly at: number;
  /** The matching tag, if there is one. */
  partner?: HtmlNode;
}

/**
 * Pairs each start tag with its end tag: the nearest one of the same name that is still open.
 *
 * An element that is removed with its content may only span blocks that are siblings, since removing half of a list
 * would leave the other half without its start. Other tags stay unpaired and lose no content.
 */
export function pairTags(nodes: readonly HtmlNode[]): void {
  const open = new Map<string, HtmlNode[]>();
  for (const node of nodes) {
    const { piece } = node;
    if (piece.kind === 'open') {
      const stack = open.get(piece.name) ?? [];
      stack.push(node);
      open.set(piece.name, stack);
    } else if (piece.kind === 'close') {
      const start = open.get(piece.name)?.pop();
      if (!start || !siblings(start, node)) continue;
      start.partner = node;
      node.partner = start;
    }
  }
}

function siblings(start: HtmlNode, end: HtmlNode): boolean {
  return (
    start.block === end.block ||
    (start.block.type === 'html_block' && end.block.type === 'html_block' && start.block.level === end.block.level)
  );
}

/** Splits all raw HTML among the tokens into pieces. */
export function collectHtml(tokens: readonly Token[]): HtmlNode[] {
  const nodes: HtmlNode[] = [];
  for (const block of tokens) {
    if (block.type === 'html_block') {
      for (const piece of scanHtml(block.content)) nodes.push({ piece, block, at: piece.offset });
    }
    for (const child of block.children ?? []) {
      if (child.type !== 'html_inline') continue;
      for (const piece of scanHtml(child.content)) nodes.push({ piece, block, at: metaOf(child).at ?? 0 });
    }
  }
  return nodes;
}

/** Decides what is done with a piece. */
export function actionForNode({ piece, partner }: HtmlNode): TagAction {
  if (piece.kind === 'comment') return 'drop';
  if (piece.kind === 'text') return 'literal';
  if (piece.kind === 'open')
    return actionFor({ name: piece.name, attributes: piece.attributes, paired: partner !== undefined });
  if (partner?.piece.kind === 'open') return actionForNode(partner);
  const action = actionFor({ name: piece.name, attributes: '', paired: true });
  return action === 'literal' ? 'literal' : 'unwrap';
}
