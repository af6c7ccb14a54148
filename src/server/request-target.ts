/** What a request asks for. */
export type RequestTarget =
  | {
      /** Decoded, `/` between its parts and none before them: `figures/a b.png`. Empty, or with `/` at its end, for a folder. */
      readonly path: string;
      readonly query: URLSearchParams;
    }
  /** Not a path that a site can have, or a URL of another server. */
  | { readonly refused: 'malformed' | 'elsewhere' };

/**
 * Reads the target of a request (RFC 9112, section 3.2). Paths are decoded once and never normalised:
 * one that would need either is refused.
 *
 * @param isOwn whether a host, with its port, is this server
 */
export function readTarget(target: string, isOwn: (host: string) => boolean): RequestTarget {
  const [, host, rest = target] = /^http:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  if (host !== undefined && !isOwn(host)) return { refused: 'elsewhere' };
  const [, path, query = ''] = /^\/([^?#]*)(?:\?([^#]*))?$/.exec(rest) ?? [];
  const parts = path?.split('/').map(decodePart);
  if (!parts || parts.some((part, index) => !isName(part, index === parts.length - 1))) return { refused: 'malformed' };
  return { path: parts.join('/'), query: new URLSearchParams(query) };
}

/** A path percent-encoded for a URL, with a leading `/`. */
export function urlPathOf(path: string): string {
  return `/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const inNoName = /[\u0000-\u001f\u007f/\\:]/;

/** Whether a part of a path can be the name of a file or folder; only the last one may be empty. */
function isName(part: string | undefined, last: boolean): boolean {
  if (part === undefined || part === '.' || part === '..' || inNoName.test(part)) return false;
  return part !== '' || last;
}
