/** How a URL is delimited, which decides which characters would end it early. */
export type UrlContext = 'bare' | 'quoted';

/** Characters that need no encoding in a URL, neither for Markdown nor for HTML. */
const unreserved = /[\p{L}\p{N}\p{M}/._~+,@-]/u;

/** Characters that end a bare URL, but not one in angle brackets or quotation marks. */
const endsBareUrl = /[ ()]/;

/**
 * Converts a file's path to a relative URL: non-ASCII letters stay readable, whatever is special in Markdown, HTML or
 * URLs is percent-encoded.
 *
 * @returns undefined for a path that no URL can express.
 */
export function pathToUrl(path: string, context: UrlContext): string | undefined {
  if (/\p{Cs}|\p{Cc}/u.test(path)) return undefined;
  const edge = path.startsWith(' ') || path.endsWith(' ');
  return [...path]
    .map((character) =>
      unreserved.test(character) || (context === 'quoted' && !edge && endsBareUrl.test(character))
        ? character
        : encode(character),
    )
    .join('');
}

function encode(character: string): string {
  // encodeURIComponent leaves characters such as `*` and `'`, which Markdown does not.
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
