/** What a request asks for. */
export type Target =
  | {
      /** Decoded, `/` between its parts and none before them: `figures/a b.png`. Empty, or with `/` at its end, for a folder. */
      readonly path: string;
      readonly query: URLSearchParams;
    }
  /** It is no path that any site has, or leads to another server. */
  | { readonly refused: 'malformed' | 'elsewhere' };

/**
 * Reads the target of a request (RFC 9112, section 3.2). Paths are taken as they stand: what has to be normalised or
 * decoded twice before it leads somewhere leads nowhere.
 *
 * @param isOwn whether a name, with its port, is the server's
 */
export function readTarget(target: string, isOwn: (host: string) => boolean): Target {
  const [, host, rest = target] = /^http:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  if (host !== undefined && !isOwn(host)) return { refused: 'elsewhere' };
  const [, path, query = ''] = /^\/([^?#]*)(?:\?([^#]*))?$/.exec(rest) ?? [];
  const parts = path?.split('/').map(decodePart);
  if (!parts || parts.some((part, index) => !isName(part, index === parts.length - 1))) return { refused: 'malformed' };
  return { path: parts.join('/'), query: new URLSearchParams(query) };
}

/** A path as it stands in an address. */
export function addressOf(path: string): string {
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
