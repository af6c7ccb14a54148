import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/**
 * A short name between colons. Unlike on GitHub, none begins or ends inside a word, a number or another pair of colons:
 * `on`, `id` and `100` are names too.
 */
const code = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]+):(?![\p{L}\p{N}:])/gu;

const hint = /:[a-z0-9_+-]+:/;

/** The emoji by their short names, once a document needed them. */
let emoji: Readonly<Record<string, string>> = {};

/**
 * Loads the names for `emojiCodes` if the Markdown of a document has some. The table takes longer to load than a README to
 * parse, and most reports have no short name; the rules of a parser are synchronous, so it is loaded before one runs.
 */
export async function loadEmoji(markdown: string): Promise<void> {
  if (hint.test(markdown)) emoji = (await import('markdown-it-emoji/lib/data/full.mjs')).default;
}

/**
 * Replaces `:tada:` and the other short names of GitHub by their emoji; what is no name stays as it is. The plugin that the
 * names come from looks for each of them in every text, and copies the list of tokens for each that it finds. `loadEmoji`
 * must have read the document before.
 */
export function emojiCodes(md: MarkdownIt): void {
  md.core.ruler.after('linkify', 'emoji', (state) => {
    for (const block of state.tokens) {
      if (block.children && hint.test(block.content)) block.children = withEmoji(block.children, state);
    }
  });
  md.renderer.rules['emoji'] = (tokens, index) => tokens[index]?.content ?? '';
}

function withEmoji(children: readonly Token[], state: StateCore): Token[] {
  let inAddress = false;
  return children.flatMap((token) => {
    if (token.type === 'link_open' || token.type === 'link_close')
      inAddress = token.nesting > 0 && token.info === 'auto';
    return token.type === 'text' && !inAddress ? split(token, state) : [token];
  });
}

function split(text: Token, { Token: NewToken }: StateCore): Token[] {
  const { content, level } = text;
  const parts: Token[] = [];
  let copied = 0;
  const add = (type: string, from: number, to: number): Token => {
    const token = new NewToken(type, '', 0);
    token.content = content.slice(from, to);
    token.level = level;
    parts.push(token);
    return token;
  };
  for (const { 0: written, 1: name = '', index } of content.matchAll(code)) {
    if (!Object.hasOwn(emoji, name)) continue;
    if (index > copied) add('text', copied, index);
    copied = index + written.length;
    const token = add('emoji', index, copied);
    token.content = emoji[name] ?? written;
    token.markup = written;
  }
  if (parts.length === 0) return [text];
  if (copied < content.length) add('text', copied, content.length);
  return parts;
}
