/**
 * Raw HTML around pictures and videos, as reports copy it from GitHub: `<picture>` with a source for each colour scheme,
 * `<a>` around an image, `<p align="center">` with an image, `<video>`.
 */
import type { HtmlNode } from './html-nodes.js';
import { attribute } from './policy.js';
import { type HtmlPiece, scanHtml } from './scan-html.js';

/** What is done with a piece of HTML other than the policy for its element says. */
export type MediaNode =
  /** Removed without a diagnostic, since nothing is lost. */
  | { readonly kind: 'silent' }
  /** A paragraph that contains blocks on the page, so it becomes a `div`. */
  | { readonly kind: 'block' }
  /** A video, replaced by a link to it; `href` as written. */
  | { readonly kind: 'video'; readonly href: string }
  /** An image, with the URLs around it as written. */
  | ({ readonly kind: 'image' } & ImageSurroundings);

/** The URLs around an image, as written. */
export interface ImageSurroundings {
  /** The target of the link that contains nothing but images. */
  readonly link?: string;
  /** The versions for one colour scheme. */
  readonly light?: string;
  readonly dark?: string;
}

/** Finds pictures and videos. `nodes` are all pieces of HTML in order, with their partners. */
export function findMedia(nodes: readonly HtmlNode[]): ReadonlyMap<HtmlNode, MediaNode> {
  const found = new Map<HtmlNode, MediaNode>();
  let around: ImageSurroundings = {};
  let video: HtmlNode | undefined;
  let paragraph: HtmlNode | undefined;
  for (const [index, node] of nodes.entries()) {
    const { piece, partner } = node;
    if (video) {
      found.set(node, { kind: 'silent' });
      if (node === video) video = undefined;
    } else if (isStart(node, 'video') || isStart(node, 'audio')) {
      const href = videoAddress(node, nodes, index);
      if (href === undefined) continue;
      found.set(node, { kind: 'video', href });
      video = partner?.block === node.block ? partner : undefined;
    } else if (isTag(piece, 'picture')) {
      found.set(node, { kind: 'silent' });
      const { link } = around;
      around = link === undefined ? {} : { link };
    } else if (isStart(node, 'source')) {
      found.set(node, { kind: 'silent' });
      around = { ...around, ...schemeSource(piece) };
    } else if (isStart(node, 'a') && partner && hasOnlyImages(node, partner)) {
      const link = piece.kind === 'open' ? attribute(piece.attributes, 'href') : undefined;
      if (link === undefined) continue;
      for (const tag of [node, partner]) found.set(tag, { kind: 'silent' });
      around = { ...around, link };
    } else if (piece.kind === 'close' && piece.name === 'a') around = {};
    else if (piece.kind === 'close' && piece.name === 'p') paragraph = undefined;
    else if (isStart(node, 'p')) {
      paragraph = partner ? node : undefined;
      // Blank lines inside make blocks of Markdown, which would end the paragraph.
      if (partner && partner.block !== node.block) for (const tag of [node, partner]) found.set(tag, { kind: 'block' });
    } else if (isStart(node, 'img')) {
      found.set(node, { kind: 'image', ...around });
      if (paragraph?.partner && node.block.type === 'html_block')
        for (const tag of [paragraph, paragraph.partner]) found.set(tag, { kind: 'block' });
    }
  }
  return found;
}

function isTag(piece: HtmlPiece, name: string): boolean {
  return (piece.kind === 'open' || piece.kind === 'close') && piece.name === name;
}

function isStart({ piece }: HtmlNode, name: string): boolean {
  return piece.kind === 'open' && piece.name === name;
}

/** The address of a video: its own, or that of its first source. */
function videoAddress(node: HtmlNode, nodes: readonly HtmlNode[], index: number): string | undefined {
  if (node.piece.kind !== 'open') return undefined;
  const own = attribute(node.piece.attributes, 'src')?.trim();
  if (own !== undefined && own !== '') return own;
  for (let at = index + 1; at < nodes.length && nodes[at] !== node.partner && node.partner; at += 1) {
    const { piece } = nodes[at] as HtmlNode;
    const source = piece.kind === 'open' && piece.name === 'source' ? attribute(piece.attributes, 'src')?.trim() : '';
    if (source !== undefined && source !== '') return source;
  }
  return undefined;
}

/** The first URL of a `<source>` for one colour scheme. */
function schemeSource(piece: HtmlPiece): ImageSurroundings {
  if (piece.kind !== 'open') return {};
  const scheme = /prefers-color-scheme\s*:\s*(dark|light)/i.exec(attribute(piece.attributes, 'media') ?? '')?.[1];
  const first = /^[\s,]*([^\s]+?),?(?:\s|$)/.exec(attribute(piece.attributes, 'srcset') ?? '')?.[1];
  if (scheme === undefined || first === undefined) return {};
  return scheme.toLowerCase() === 'dark' ? { dark: first } : { light: first };
}

/** Whether there is nothing but images between two tags of one block. */
function hasOnlyImages(start: HtmlNode, end: HtmlNode): boolean {
  if (start.block !== end.block) return false;
  const pieces = scanHtml(start.block.content.slice(start.at + start.piece.raw.length, end.at));
  const isImage = (piece: HtmlPiece): boolean => isTag(piece, 'img');
  return (
    pieces.some(isImage) &&
    pieces.every(
      (piece) =>
        isImage(piece) ||
        isTag(piece, 'picture') ||
        isTag(piece, 'source') ||
        isTag(piece, 'br') ||
        (piece.kind === 'text' && piece.raw.trim() === ''),
    )
  );
}
