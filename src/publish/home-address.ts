/** What the address of a published site is known from. */
export interface HomeSources {
  /** `site.base` of the configuration; null when it is not set. */
  readonly base: string | null;
  /** The custom domain in the branch's `CNAME`; null for none. */
  readonly domain: string | null;
  /** The address of the remote for git. */
  readonly remote: string;
}

/**
 * The address of the start of a site on GitHub Pages, which holds at any depth; null where it is unknown. A repository of
 * GitHub is served under its name, whatever the host: that of the owner may have a domain of its own.
 */
export function homeAddress({ base, domain, remote }: HomeSources): string | null {
  if (base !== null) return base;
  if (domain !== null) return `https://${domain}/`;
  const [, name] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?github\.com(?::\d+)?[:/]+[^/]+\/([\w.-]+?)(?:\.git)?\/?$/i.exec(remote) ?? [];
  if (name === undefined) return null;
  return /\.github\.io$/i.test(name) ? '/' : `/${name}/`;
}
