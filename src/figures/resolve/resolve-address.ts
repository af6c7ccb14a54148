import type { FigureTarget } from '../../model/figure.js';
import type { FileIndex } from './file-index.js';
import { leavesFolder, matchPath } from './file-index.js';

const scheme = /^([a-z][a-z0-9+.-]*):/i;

/**
 * Resolves an address that is not a path: a URL, a drive letter, another scheme. Undefined when it can only be a path.
 */
export function resolveAddress(address: string, files: FileIndex): FigureTarget | undefined {
  const named = scheme.exec(address)?.[1]?.toLowerCase();
  if (named === undefined) return withoutScheme(address, files);
  if (named.length === 1 || named === 'file') return { kind: 'outside' };
  if (named === 'data') return { kind: 'embedded', url: address };
  if (named !== 'http' && named !== 'https') return { kind: 'refused', scheme: named };
  const url = parseUrl(address);
  if (!url) return { kind: 'missing' };
  return fileOnGitHub(url, files) ?? { kind: 'remote', url: url.href };
}

/** `//host/path` is a protocol-relative URL; `\\server\share` is a Windows share. */
function withoutScheme(address: string, files: FileIndex): FigureTarget | undefined {
  if (!/^[\\/]{2}/.test(address)) return undefined;
  const host = /^[\\/]{2,}([^\\/?#]*)/.exec(address)?.[1] ?? '';
  // Public host names have a dot, so `//figures/a.png` is a path with an extra slash.
  if (!host.includes('.') || files.topFolders.has(host.toLowerCase())) return undefined;
  if (address.includes('\\')) return { kind: 'outside' };
  const url = parseUrl(`https:${address}`);
  if (!url) return { kind: 'missing' };
  return fileOnGitHub(url, files) ?? { kind: 'remote', url: url.href };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Per host, matches the part of the path from the branch name on. A branch name may contain slashes. */
const hosts: Readonly<Record<string, RegExp>> = {
  'github.com': /^\/[^/]+\/[^/]+\/(?:blob|raw|tree|blame)\/(.+)$/,
  'www.github.com': /^\/[^/]+\/[^/]+\/(?:blob|raw|tree|blame)\/(.+)$/,
  'raw.githubusercontent.com': /^\/[^/]+\/[^/]+\/(.+)$/,
  'media.githubusercontent.com': /^\/media\/[^/]+\/[^/]+\/(.+)$/,
};

/** Longest path that is searched for a file, at every slash. */
const longestLookedAt = 2048;

/** Most parts at the end of a path in which a file is looked for: no file that is listed lies deeper. */
const mostParts = 32;

/** The file of this folder that a GitHub page or raw URL shows: the longest suffix of the path that exists. */
function fileOnGitHub(url: URL, files: FileIndex): FigureTarget | undefined {
  const inside = hosts[url.hostname]?.exec(url.pathname)?.[1];
  if (inside === undefined || inside.length > longestLookedAt) return undefined;
  const parts = inside.split('/').map(decodePart);
  // The first part is the branch name, or its beginning.
  for (let from = Math.max(1, parts.length - mostParts); from < parts.length; from++) {
    const path = parts.slice(from).join('/');
    if (leavesFolder(path, files)) return { kind: 'outside' };
    const match = matchPath(path, files);
    if (match) return { kind: 'local', path: match.path, tolerance: toldAs(match.overlooked) };
  }
  return undefined;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function toldAs(overlooked: string | undefined): string {
  const address = 'the address of its page on GitHub was read as the file itself';
  return overlooked === undefined
    ? address
    : `${address}, and ${overlooked} ${overlooked.includes(' and ') ? 'were' : 'was'} overlooked`;
}
