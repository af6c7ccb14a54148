/**
 * The domain of one's own that a site is published under, as GitHub Pages reads it from a file `CNAME`; null when it has
 * none. By the rule of GitHub: an address with nothing but a host, which is no `*.github.io`, has one. An address below
 * a host, such as `https://example.com/reports/`, may lie anywhere, so it says nothing about this repository.
 *
 * @param base `site.base` of the configuration; null when it is not known
 */
export function domainOf(base: string | null): string | null {
  if (base === null || !URL.canParse(base)) return null;
  const { hostname, port, pathname, username } = new URL(base);
  const isBare = pathname === '/' && port === '' && username === '';
  const isName = hostname.includes('.') && /[a-z]$/.test(hostname);
  return isBare && isName && !/(?:^|\.)github\.io$/.test(hostname) ? hostname : null;
}
