import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { lowerBound } from '../model/lower-bound.js';
import { hasLinkEnd } from './limits/link-end.js';
import { addMeta, metaOf, type TextPoint, type TextRange, wrapInlineRule } from './rules.js';

/**
 * Inline rules whose tokens a diagnostic may point at: the character that triggers each, and the first token it
 * creates.
 */
const locatedRules = {
  image: { opener: '!', type: 'image' },
  link: { opener: '[', type: 'link_open' },
  autolink: { opener: '<', type: 'link_open' },
  linkify: { opener: ':', type: 'link_open' },
  html_inline: { opener: '<', type: 'html_inline' },
} as const;

/**
 * Sets `meta.at` on images, links and inline HTML, and `meta.address` on images and links whose URL is written inline;
 * markdown-it records only the lines of blocks.
 */
export function positions(md: MarkdownIt): void {
  for (const [name, { opener, type }] of Object.entries(locatedRules)) {
    wrapInlineRule(md, name, (rule) => (state, silent) => {
      const start = state.pos;
      if (state.src[start] !== opener) return false;
      if ((name === 'link' || name === 'image') && !hasLinkEnd(state)) return false;
      const before = state.tokens.length;
      if (!rule(state, silent)) return false;
      if (silent) return true;
      const token = state.tokens.slice(before).find((candidate) => candidate.type === type);
      if (!token) return true;
      addMeta(token, { at: name === 'linkify' ? startOfScheme(state.src, start) : start });
      const address = name === 'image' || name === 'link' ? inlineUrl(state, start) : undefined;
      if (address) addMeta(token, { address });
      return true;
    });
  }
}

/** markdown-it triggers on the colon after a URL's scheme. */
function startOfScheme(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && /[a-z0-9+.-]/i.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

/**
 * The URL's range in the link or image from `start` to `state.pos`; undefined when it is in a link reference
 * definition.
 */
function inlineUrl(state: StateInline, start: number): TextRange | undefined {
  const { src, pos: end } = state;
  const bracket = src[start] === '!' ? start + 1 : start;
  const labelEnd = state.md.helpers.parseLinkLabel(state, bracket, bracket === start);
  if (labelEnd < 0 || src[labelEnd + 1] !== '(' || end <= labelEnd + 2) return undefined;
  const from = labelEnd + 2 + (/^\s*/.exec(src.slice(labelEnd + 2, end))?.[0].length ?? 0);
  return destinationRange(state.md, src.slice(0, end), from);
}

/** The range of a link destination that begins at `from`, without angle brackets around it. */
export function destinationRange(md: MarkdownIt, text: string, from: number): TextRange | undefined {
  const { ok, pos } = md.helpers.parseLinkDestination(text, from, text.length);
  if (!ok || pos === from) return undefined;
  return text[from] === '<' ? { from: from + 1, to: pos - 1 } : { from, to: pos };
}

/**
 * Translates an offset in a block's inline content to a position in the parsed text.
 *
 * @param lines The text, line by line.
 * @param block An `inline` or `html_block` token.
 * @param at The offset in the block's content.
 */
export function pointInBlock(lines: readonly string[], block: Token, at: number): TextPoint {
  const { starts, indents } = layoutOf(block);
  const skipped = lowerBound(starts, at + 1) - 1;
  const lineStart = starts[skipped] ?? 0;
  const line = (block.map?.[0] ?? 0) + skipped;
  const known = skipped === 0 ? metaOf(block).column : undefined;
  let indent = known ?? indents.get(line);
  if (indent === undefined) {
    const contentLine = block.content.slice(lineStart, starts[skipped + 1] ?? block.content.length);
    indent = Math.max(0, (lines[line] ?? '').lastIndexOf(contentLine.trimEnd()));
    indents.set(line, indent);
  }
  return { line, column: indent + at - lineStart };
}

/** The offsets at which the lines of a block's content begin, and the indentation of each in the text. */
interface BlockLayout {
  readonly starts: readonly number[];
  readonly indents: Map<number, number>;
}

/** Cached because a block is asked about once for each of its links, and one line may hold thousands. */
const layouts = new WeakMap<Token, BlockLayout & { readonly content: string }>();

function layoutOf(block: Token): BlockLayout {
  const known = layouts.get(block);
  if (known && known.content === block.content) return known;
  const starts = [0, ...Array.from(block.content.matchAll(/\n/g), (match) => match.index + 1)];
  const layout = { starts, indents: new Map<number, number>(), content: block.content };
  layouts.set(block, layout);
  return layout;
}
