import type { RosterSource } from '../../model/roster.js';

/** What a cell of the column `repository` means, or what is wrong with it, sentences. */
export type ReadSource =
  | { readonly source: RosterSource; readonly note?: string; readonly problem?: never }
  | { readonly source?: never; readonly problem: string };

/** Schemes that git may use; `file` needs git's own permission when it is used. */
const schemes: ReadonlySet<string> = new Set(['https', 'http', 'ssh', 'git', 'file']);

/** Reads the source of a group: an address for git, a folder or a ZIP file. */
export function readSource(cell: string): ReadSource {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(cell)) return { problem: 'The address has a control character. Write it anew.' };
  if (cell.startsWith('-'))
    return { problem: `“${cell}” begins with “-”, so git would take it for an option. Write an address or a path.` };
  if (/^[a-z\d+.-]*::/i.test(cell))
    return { problem: `“${cell}” would start a program. Write an address such as https://host/owner/repository.` };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(cell)?.[1]?.toLowerCase();
  if (scheme !== undefined) return schemes.has(scheme) ? readUrl(cell) : { problem: unknownScheme(scheme) };
  if (/^(?:www\.)?(?:github|gitlab)\.com\//i.test(cell)) return readUrl(`https://${cell}`);
  // `C:\folder` is a path; `git@host:owner/repository` is an address.
  if (/^(?:[^/\\@:]+@)?[^/\\@:]{2,}:[^\\]/.test(cell)) return readScp(cell);
  return { source: { kind: /\.zip$/i.test(cell) ? 'zip' : 'folder', path: cell } };
}

function unknownScheme(scheme: string): string {
  return `Git does not fetch from “${scheme}:” here. Write an address that begins with https:// or ssh://.`;
}

/** A host that begins with `-` would be an option of ssh. */
function readScp(cell: string): ReadSource {
  const host = cell.slice(cell.indexOf('@') + 1);
  if (host.startsWith('-')) return { problem: `The host of “${cell}” begins with “-”. Correct the address.` };
  return { source: { kind: 'git', address: cell } };
}

function readUrl(cell: string): ReadSource {
  const url = URL.canParse(cell) ? new URL(cell) : undefined;
  if (!url || (url.protocol !== 'file:' && url.hostname === '') || url.hostname.startsWith('-') || /\s/.test(cell))
    return { problem: 'This is no valid address. Copy the address of the repository from the browser.' };
  const page = /^(?:www\.)?(?:github|gitlab)\.com$/i.test(url.hostname)
    ? /^(\/[^/]+\/[^/]+?)(?:\.git)?\/(?:-\/)?(?:tree|blob|commits?|pulls?|issues|actions|settings)(?:\/.*)?$/.exec(
        url.pathname,
      )
    : null;
  const login = cell.slice(cell.indexOf('//') + 2, cell.indexOf(url.host, cell.indexOf('//')));
  if (page)
    return {
      source: { kind: 'git', address: `${url.protocol}//${login}${url.host}${page[1]}` },
      note: 'This is the address of a page about the repository, and is read as the address of the repository itself.',
    };
  return { source: { kind: 'git', address: cell.replace(/[#?].*$/, '').replace(/\/+$/, '') } };
}

/** Two addresses of one repository have the same key: letter case, `.git`, credentials and protocol aside. */
export function sourceKey(source: RosterSource): string {
  if (source.kind !== 'git') return `path:${source.path.replaceAll('\\', '/').replace(/\/+$/, '')}`;
  const address = source.address.replace(/^[a-z]+:\/\//i, '').replace(/^[^/@]*@/, '');
  return `git:${address
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\.git$/, '')
    .toLowerCase()}`;
}
