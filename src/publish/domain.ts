/**
 * The custom domain of a site on GitHub Pages, for its `CNAME` file; null when it has none. A URL without a path whose
 * host is not `*.github.io` has one. A URL with a path, such as `https://example.com/reports/`, may be served from
 * anywhere, so it says nothing about this repository.
 *
 * @param base `site.base` of the configuration; null when it is not set
 */
export function domainOf(base: string | null): string | null {
  if (base === null || !URL.canParse(base)) return null;
  const { hostname, port, pathname, username } = new URL(base);
  const isBare = pathname === '/' && port === '' && username === '';
  const isName = hostname.includes('.') && /[a-z]$/.test(hostname);
  return isBare && isName && !/(?:^|\.)github\.io$/.test(hostname) ? hostname : null;
}
