import type { CollectRecord } from './collected.js';
import { decodeUrl } from './decode-url.js';

/** How hosts of repositories name their pages: after the repository's address, before the commit and a file's path. */
const forms = {
  github: { commit: '/commit/', file: '/blob/' },
  gitlab: { commit: '/-/commit/', file: '/-/blob/' },
  bitbucket: { commit: '/commits/', file: '/src/' },
  gitea: { commit: '/commit/', file: '/src/commit/' },
} as const;

/** The pages of a collected commit on its host. */
export interface SourceLinks {
  readonly repository: string;
  /** Null where the host is none whose addresses are known. */
  readonly commit: string | null;
  /** The page of a file, by its path in the repository; null like `commit`. */
  file(path: string): string | null;
}

/** The pages of a collected commit; null where the source is no repository on the web. */
export function sourceLinks({ repository, commit }: Pick<CollectRecord, 'repository' | 'commit'>): SourceLinks | null {
  const home = webAddress(repository);
  if (home === null || commit === null) return null;
  const kind = hostKind(new URL(home).hostname);
  if (!kind) return { repository: home, commit: null, file: () => null };
  const form = forms[kind];
  return {
    repository: home,
    commit: `${home}${form.commit}${commit}`,
    file: (path) => `${home}${form.file}${commit}/${path.split('/').map(encodeURIComponent).join('/')}`,
  };
}

/** `git@host:owner/name.git` and `ssh://git@host/owner/name` as the address of the web page, without anything secret. */
function webAddress(repository: string): string | null {
  const [, host = '', path = ''] = /^(?:ssh:\/\/)?(?:[\w.-]+@)([\w.-]+)(?::\d+\/|[:/])(.+)$/.exec(repository) ?? [];
  const address = host === '' ? repository : `https://${host}/${path}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
}

/** What runs on a host, by its name: courses have servers of their own, which are called `gitlab.example.org`. */
function hostKind(host: string): keyof typeof forms | undefined {
  if (/github/.test(host)) return 'github';
  if (/gitlab/.test(host)) return 'gitlab';
  if (/bitbucket/.test(host)) return 'bitbucket';
  return /gitea|forgejo|codeberg/.test(host) ? 'gitea' : undefined;
}

/**
 * Where a relative link of a report leads in its repository: the page of the file, or undefined where it leaves the
 * repository or nothing is known of the host's pages. One that begins with `/` starts at the repository's top, as on
 * GitHub.
 */
export function linkInSource(
  href: string,
  { folder, ...record }: Pick<CollectRecord, 'repository' | 'commit' | 'folder'>,
): string | undefined {
  const links = sourceLinks(record);
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href.replace(/[\p{Cc}\s]/gu, ''))) return undefined;
  if (!links || path === '' || path.includes('\0')) return undefined;
  const parts: string[] = [];
  const from = path.startsWith('/') ? '' : folder;
  for (const part of `${from}/${decodeUrl(path)}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  const page = links.file(parts.join('/'));
  return page === null ? undefined : page + rest;
}
