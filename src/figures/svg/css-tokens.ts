/** Tokens of CSS values: their functions, strings and URLs. */
import { ident, string, tokenize, tokenTypes, url } from 'css-tree';
import { isFragment } from './fragment.js';

/** A token of CSS as it is written. */
export interface Token {
  readonly type: number;
  readonly text: string;
}

/** The tokens of CSS, comments and whitespace included. */
export function tokensOf(css: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenize(css, (type, start, end) => tokens.push({ type, text: css.slice(start, end) }));
  return tokens;
}

/** Whether a token is a `url(…)`, or the function token at the start of a quoted one. */
export function isUrl({ type, text }: Token): boolean {
  return type === tokenTypes.Url || (type === tokenTypes.Function && functionName(text) === 'url');
}

/** The URL fragments that a CSS value refers to by `url(#id)`, each with its `#`. */
export function referencedFragments(css: string): readonly string[] {
  const tokens = tokensOf(css);
  const fragments: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const target = token.type === tokenTypes.Url ? unquotedTarget(token.text) : quotedUrl(tokens, index)?.target;
    if (target !== undefined && isFragment(target)) fragments.push(target);
  }
  return fragments;
}

/** The value of a string token. A font can be megabytes, and the decoder goes through it character by character. */
export function stringValue(text: string): string {
  return text.includes('\\') ? string.decode(text) : text.slice(1, -1);
}

/** The URL in a `url(…)` token, which has no quotation marks; undefined when it is not closed. */
export function unquotedTarget(text: string): string | undefined {
  if (!/(?:^|[^\\])\)$/.test(text.slice(-2))) return undefined;
  return trimmed(text.includes('\\') ? url.decode(text) : text.slice('url('.length, -1));
}

/** Trims the whitespace that CSS and URLs know; `String.trim` removes more, which browsers keep. */
function trimmed(url: string): string {
  const isBlank = (at: number): boolean => /[\t\n\f\r ]/.test(url.charAt(at));
  let start = 0;
  let end = url.length;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return url.slice(start, end);
}

/** The name of a function token, without its escapes and in lower case. */
export function functionName(text: string): string {
  return ident.decode(text.slice(0, -1)).toLowerCase();
}

/** The names of the functions in a value, with repetitions. */
export function functionsIn(value: string): readonly string[] {
  if (!value.includes('(')) return [];
  return tokensOf(value).flatMap(({ type, text }) => (type === tokenTypes.Function ? functionName(text) : []));
}

/** A `url("…")` that begins at a token, which to the tokenizer is a function; undefined when there is none, or no plain one. */
export function quotedUrl(
  tokens: readonly Token[],
  at: number,
): { readonly target: string; readonly text: string; readonly last: number } | undefined {
  const first = tokens[at];
  if (first?.type !== tokenTypes.Function || !isUrl(first)) return undefined;
  let next = at + 1;
  const skipBlanks = (): void => {
    while (tokens[next]?.type === tokenTypes.WhiteSpace) next += 1;
  };
  skipBlanks();
  const target = tokens[next];
  if (target?.type !== tokenTypes.String) return undefined;
  next += 1;
  skipBlanks();
  if (tokens[next]?.type !== tokenTypes.RightParenthesis) return undefined;
  const text = tokens
    .slice(at, next + 1)
    .map((token) => token.text)
    .join('');
  return { target: trimmed(stringValue(target.text)), text, last: next };
}
