import { decodeUrl } from '../../model/decode-url.js';
import type { Finding } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { Link } from '../../model/report.js';
import type { Rule } from '../rule.js';

/** Schemes that a browser can follow from any page. */
const followableSchemes = /^(?:https?|mailto|tel|ftp):/i;

export const linkBroken: Rule = {
  name: 'link-broken',
  meaning: 'A link leads nowhere from the page.',
  remedy: 'Use an address that a reader can open, such as the file’s page on GitHub.',
  find: ({ report, outcomes, isInSource = () => false }) => {
    const anchors = new Set(report.anchors.map((anchor) => anchor.slug));
    // Documents that are copied beside the page.
    const links = report.links.filter(({ href }) => outcomes.get(href)?.target.kind !== 'local');
    return [...groupBy(links, ({ href }) => href)].flatMap(([href, same]) => {
      const why = isInSource(href) ? undefined : problemOf(href, anchors);
      // Links with an empty URL have nothing in common.
      if (why !== undefined && href.trim() === '') return same.map((link) => broken(link, why));
      const [first, ...others] = same;
      return why === undefined || !first ? [] : [broken(first, `${why}${otherLines(others)}`)];
    });
  },
};

function broken({ span, question }: Link, message: string): Finding {
  return { rule: 'link-broken', message, span, ...(question === undefined ? {} : { question }) };
}

/** Maximum number of lines listed. */
const maxLines = 5;

/** Describes on which other lines the same URL occurs. */
function otherLines(links: readonly Link[]): string {
  if (links.length === 0) return '';
  const lines = links.slice(0, maxLines).map(({ span }) => String(span.line));
  const more = links.length - lines.length;
  const last = more > 0 ? `${more} more` : lines.pop();
  const list = lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`;
  return ` The same address stands on ${list}.`;
}

function problemOf(href: string, anchors: ReadonlySet<string>): string | undefined {
  if (href.trim() === '') return 'This link has no address. Give it one, or write plain text.';
  if (href.startsWith('#')) {
    const known = anchors.has(decodeUrl(href.slice(1)).toLowerCase());
    return known ? undefined : `No heading of the report is called “${href}”. Correct the link, or write plain text.`;
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href.replace(/[\p{Cc}\s]/gu, ''))?.[1];
  if (scheme === undefined) {
    if (href.startsWith('//')) return undefined;
    return leavesFolder(href)
      ? `“${href}” leads out of the hand-in, where a reader has no such file. Link to its page on the web.`
      : `“${href}” is a file beside the report, and the page is published without it. Link to its page on the web.`;
  }
  return followableSchemes.test(href)
    ? undefined
    : `A link that begins with “${scheme.toLowerCase()}:” cannot be followed from a page. Use an address that begins with https:.`;
}

/** Whether a relative address leads out of the report's folder. */
function leavesFolder(href: string): boolean {
  const path = decodeUrl(href.replace(/[?#].*$/s, '')).replaceAll('\\', '/');
  if (path.startsWith('/')) return true;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
