import type { Token } from 'markdown-it';
import { metaOf } from '../rules.js';
import { allowedElements, containers, filteredTags } from './elements.js';
import { actionFor, isHidden, type TagAction } from './policy.js';
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

/**
 * Whether two tags may belong to one element. One that stays may also begin or end inside a paragraph, as in
 * `text <details>`: the paragraph ends there.
 */
function siblings({ piece, block }: HtmlNode, end: HtmlNode): boolean {
  if (block === end.block) return true;
  if (levelOf(block) !== levelOf(end.block)) return false;
  if (isHtmlBlock(block) && isHtmlBlock(end.block)) return true;
  return (
    piece.kind === 'open' &&
    allowedElements.has(piece.name) &&
    containers.has(piece.name) &&
    !isHidden(piece.attributes)
  );
}

/** The level of a block, or of the paragraph around inline content. */
function levelOf(block: Token): number {
  return isHtmlBlock(block) ? block.level : block.level - 1;
}

function isHtmlBlock({ type }: Token): boolean {
  return type === 'html_block';
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

/** Whether a piece is a tag inside a sentence that is shown as it is written. */
export function isFilteredTag(piece: HtmlPiece, block: Token): boolean {
  return (piece.kind === 'open' || piece.kind === 'close') && !isHtmlBlock(block) && filteredTags.has(piece.name);
}

/** Decides what is done with a piece. */
export function actionForNode({ piece, partner, block }: HtmlNode): TagAction {
  if (piece.kind === 'comment') return 'drop';
  if (piece.kind === 'text' || isFilteredTag(piece, block)) return 'literal';
  if (piece.kind === 'open')
    return actionFor({ name: piece.name, attributes: piece.attributes, paired: partner !== undefined });
  if (partner?.piece.kind === 'open') return actionForNode(partner);
  const action = actionFor({ name: piece.name, attributes: '', paired: true });
  return action === 'literal' ? 'literal' : 'unwrap';
}
