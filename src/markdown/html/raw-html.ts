/**
 * Rewrites raw HTML, as the last core rule. Reports contain much that only looks like HTML: tags that are not HTML
 * become text, images become image tokens whichever way they were written, what no reader could see is removed (and
 * recorded), and what is left is well-formed HTML for the sanitizer.
 */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { maxElementDepth } from '../limits/nesting-limits.js';
import { pointInBlock } from '../positions.js';
import {
  addMeta,
  type DialectEnv,
  type HtmlLink,
  metaOf,
  type Removed,
  type TextPoint,
  type UnclosedHtml,
} from '../rules.js';
import { voidElements } from './elements.js';
import { escapeHtml } from './escape-html.js';
import { actionForNode, collectHtml, type HtmlNode, pairTags } from './html-nodes.js';
import { findMedia, type ImageSurroundings, type MediaNode } from './media-nodes.js';
import { attribute, attributeRange, isHidden, needsEnd, sanitizedTag, type TagAction } from './policy.js';
import { type HtmlPiece, scanHtml } from './scan-html.js';

/** Adds the core rule that rewrites raw HTML. It must be the last one. */
export function rawHtml(md: MarkdownIt): void {
  md.core.ruler.push('raw_html', (state) => {
    const holdsHtml = (token: Token): boolean => token.type === 'html_block' || token.type === 'html_inline';
    if (!state.tokens.some((token) => holdsHtml(token) || token.children?.some(holdsHtml))) return;
    const nodes = collectHtml(state.tokens);
    pairTags(nodes);
    new Rewriter(state, nodes, findMedia(nodes)).rewrite();
  });
}

/** Rebuilds the token list in one pass. */
class Rewriter {
  private readonly lines: readonly string[];
  private readonly removed: Removed[] = [];
  private readonly neverClosed: UnclosedHtml[] = [];
  private readonly htmlLinks: HtmlLink[] = [];
  private next = 0;
  /** Number of open elements. */
  private depth = 0;
  private readonly tooDeep = new Set<HtmlNode>();
  /** While set, everything up to this tag is inside an element that is removed with its content. */
  private droppingUntil: HtmlNode | undefined;

  constructor(
    private readonly state: StateCore,
    private readonly nodes: readonly HtmlNode[],
    private readonly media: ReadonlyMap<HtmlNode, MediaNode>,
  ) {
    this.lines = state.src.split('\n');
  }

  rewrite(): void {
    this.state.tokens = this.state.tokens.flatMap((block) => {
      if (block.type === 'html_block') return this.htmlBlock(block);
      if (block.children) block.children = block.children.flatMap((child) => this.inline(child, block));
      return this.droppingUntil ? [] : [block];
    });
    const { removed, neverClosed, htmlLinks } = this;
    Object.assign(this.state.env as DialectEnv, { removed, neverClosed, htmlLinks });
  }

  private htmlBlock(block: Token): Token[] {
    const result: Token[] = [];
    if (isUnclosedComment(block)) this.neverClosed.push({ what: 'comment', at: pointInBlock(this.lines, block, 0) });
    let html = '';
    const flush = (): void => {
      if (html.trim() !== '') result.push(this.token('html_block', html, block));
      html = '';
    };
    for (let node = this.nodes[this.next]; node?.block === block; node = this.nodes[this.next]) {
      this.next += 1;
      const action = this.decide(node);
      const single = action === 'keep' ? this.single(node, 0) : undefined;
      if (single) {
        flush();
        result.push(this.singleBlock(node, single));
      } else if (action === 'keep') html += this.tag(node);
      else if (action === 'literal')
        html += node.piece.kind === 'text' ? escapeBrackets(node.piece.raw) : escapeHtml(node.piece.raw);
    }
    flush();
    return result;
  }

  private inline(child: Token, block: Token): Token[] {
    if (child.type !== 'html_inline') return this.droppingUntil ? [] : [child];
    const result: Token[] = [];
    for (const _ of scanHtml(child.content)) {
      const node = this.nodes[this.next];
      this.next += 1;
      if (!node || node.block !== block) break;
      const action = this.decide(node);
      if (action === 'keep')
        result.push(this.single(node, node.at) ?? this.token('html_inline', this.tag(node), child));
      else if (action === 'literal') result.push(this.token('text', node.piece.raw, child));
    }
    return result;
  }

  /** Decides what is done with a piece, and records what diagnostics need. */
  private decide(node: HtmlNode): TagAction {
    if (this.droppingUntil) {
      if (node === this.droppingUntil) this.droppingUntil = undefined;
      return 'drop';
    }
    const media = this.media.get(node);
    if (media?.kind === 'silent') return 'drop';
    if (media?.kind === 'video') {
      this.htmlLinks.push({
        href: this.state.md.utils.unescapeAll(media.href),
        at: pointInBlock(this.lines, node.block, node.at),
      });
      return 'keep';
    }
    const intended = actionForNode(node);
    const action = intended === 'keep' && this.isTooDeep(node) ? 'unwrap' : intended;
    const at = (): TextPoint => pointInBlock(this.lines, node.block, node.at);
    // An unclosed comment is reported as such, not a second time as removed.
    if (node.piece.kind === 'comment' && !isUnclosedComment(node.block))
      this.removed.push({ what: 'a comment', at: at() });
    if (node.piece.kind !== 'open') return action;
    const { name } = node.piece;
    if (!node.partner && needsEnd(node.piece))
      this.neverClosed.push({ what: `<${name}>`, at: at(), ...(action === 'literal' ? { literal: true } : {}) });
    const href = action === 'keep' && name === 'a' ? attribute(node.piece.attributes, 'href') : undefined;
    if (href !== undefined) this.htmlLinks.push({ href: this.state.md.utils.unescapeAll(href), at: at() });
    if (action === 'drop' || action === 'unwrap') {
      const what = action === 'unwrap' ? `the <${name}> tag` : droppedElement(node.piece);
      this.removed.push({ what, at: at() });
    }
    if (action === 'drop') this.droppingUntil = node.partner;
    return action;
  }

  /** Whether an element exceeds the nesting limit. Updates the count of open elements. */
  private isTooDeep(node: HtmlNode): boolean {
    const { piece, partner } = node;
    if (piece.kind === 'open' && !voidElements.has(piece.name)) {
      if (this.depth >= maxElementDepth) this.tooDeep.add(node);
      else this.depth += 1;
      return this.tooDeep.has(node);
    }
    if (piece.kind !== 'close' || !partner) return false;
    if (this.tooDeep.has(partner)) return true;
    this.depth -= 1;
    return false;
  }

  /** The token for an image or a video; undefined for other elements. */
  private single(node: HtmlNode, at: number): Token | undefined {
    const media = this.media.get(node);
    if (media?.kind === 'video') {
      const video = new this.state.Token('video', 'a', 0);
      video.attrs = [['href', this.state.md.utils.unescapeAll(media.href)]];
      return video;
    }
    return media?.kind === 'image' ? this.image(node, at, media) : undefined;
  }

  private singleBlock(node: HtmlNode, single: Token): Token {
    const { line, column } = pointInBlock(this.lines, node.block, node.at);
    const block = new this.state.Token('inline', '', 0);
    block.content = node.piece.raw;
    block.map = [line, line + node.piece.raw.split('\n').length];
    addMeta(block, { column });
    block.children = [single];
    return block;
  }

  private image({ piece }: HtmlNode, at: number, { light, dark, link }: ImageSurroundings): Token {
    const attributes = piece.kind === 'open' ? piece.attributes : '';
    const image = new this.state.Token('image', 'img', 0);
    const decode = this.state.md.utils.unescapeAll;
    image.attrs = [
      ['src', decode(light ?? attribute(attributes, 'src') ?? '').trim()],
      ['alt', ''],
    ];
    const alt = new this.state.Token('text', '', 0);
    alt.content = decode(attribute(attributes, 'alt') ?? '');
    image.children = [alt];
    image.content = alt.content;
    const width = /^\d{1,5}$/.exec(attribute(attributes, 'width') ?? '')?.[0];
    addMeta(image, { at, html: width === undefined ? {} : { width: Number(width) } });
    if (dark !== undefined) addMeta(image, { dark: decode(dark) });
    if (link !== undefined) addMeta(image, { link: { href: decode(link).trim(), at } });
    const source = light === undefined ? attributeRange(attributes, 'src') : undefined;
    const start = at + piece.raw.indexOf(attributes);
    if (source) addMeta(image, { address: { from: start + source.from, to: start + source.to } });
    return image;
  }

  private tag(node: HtmlNode): string {
    const { piece } = node;
    if (piece.kind !== 'open' && piece.kind !== 'close') return '';
    const name = this.media.get(node)?.kind === 'block' ? 'div' : piece.name;
    if (piece.kind === 'close') return `</${name}>`;
    return sanitizedTag({ name, attributes: piece.attributes }, (text) => this.state.md.utils.unescapeAll(text));
  }

  private token(type: string, content: string, like: Token): Token {
    const token = new this.state.Token(type, '', 0);
    token.content = content;
    token.map = like.map;
    token.level = like.level;
    return token;
  }
}

/** Describes an element that is removed with its content. */
function droppedElement({ name, attributes }: Extract<HtmlPiece, { readonly name: string }>): string {
  return `a ${isHidden(attributes) ? 'hidden ' : ''}<${name}> element`;
}

function isUnclosedComment(block: Token): boolean {
  return metaOf(block).unclosed === true && block.content.trimStart().startsWith('<!--');
}

/**
 * Text of a raw HTML block may contain entities, which stay, and angle brackets that are no tag, which must not become
 * one.
 */
function escapeBrackets(text: string): string {
  return text.replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
