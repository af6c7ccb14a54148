/** Images and videos written as HTML, as the tokens that those of Markdown are. */
import type { StateCore, Token } from 'markdown-it';
import { addMeta } from '../rules.js';
import type { HtmlNode } from './html-nodes.js';
import type { ImageSurroundings, MediaNode } from './media-nodes.js';
import { attribute, attributeRange } from './policy.js';

/** A piece of HTML, and what was found around it. */
interface MediaInput {
  readonly node: HtmlNode;
  readonly media: MediaNode | undefined;
  /** The offset that positions in the token count from. */
  readonly at: number;
  readonly state: StateCore;
}

/** The token for an image or a video; undefined for other elements. */
export function mediaToken({ node, media, at, state }: MediaInput): Token | undefined {
  if (media?.kind === 'video') {
    const video = new state.Token('video', 'a', 0);
    video.info = node.piece.kind === 'open' ? node.piece.name : '';
    video.attrs = [['href', state.md.utils.unescapeAll(media.href)]];
    return video;
  }
  return media?.kind === 'image' ? imageToken({ node, media, at, state }) : undefined;
}

function imageToken({
  node: { piece },
  media: { light, dark, link },
  at,
  state,
}: MediaInput & { readonly media: ImageSurroundings }): Token {
  const attributes = piece.kind === 'open' ? piece.attributes : '';
  const image = new state.Token('image', 'img', 0);
  const decode = state.md.utils.unescapeAll;
  image.attrs = [
    ['src', decode(light ?? attribute(attributes, 'src') ?? '').trim()],
    ['alt', ''],
  ];
  const alt = new state.Token('text', '', 0);
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
