import type { Rule } from '../rule.js';

/** Schemes that a reader's browser can follow from anywhere. */
const reachable = /^(?:https?|mailto|tel|ftp):/i;

export const linkBroken: Rule = {
  name: 'link-broken',
  meaning: 'A link leads nowhere from the page.',
  remedy: 'Use an address that a reader can open, such as the file’s page on GitHub.',
  find: ({ report }) => {
    const anchors = new Set(report.anchors.map((anchor) => anchor.slug));
    return report.links.flatMap((link) => {
      const why = trouble(link.href, anchors);
      return why === undefined
        ? []
        : [
            {
              rule: 'link-broken' as const,
              message: why,
              span: link.span,
              ...(link.question === undefined ? {} : { question: link.question }),
            },
          ];
    });
  },
};

function trouble(href: string, anchors: ReadonlySet<string>): string | undefined {
  if (href.trim() === '') return 'This link has no address. Give it one, or write plain text.';
  if (href.startsWith('#')) {
    const known = anchors.has(decoded(href.slice(1)).toLowerCase());
    return known ? undefined : `No heading of the report is called “${href}”. Correct the link, or write plain text.`;
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href.replace(/[\p{Cc}\s]/gu, ''))?.[1];
  if (scheme === undefined) {
    return href.startsWith('//')
      ? undefined
      : `“${href}” leads out of the hand-in, where a reader has no such file. Link to its page on the web.`;
  }
  return reachable.test(href)
    ? undefined
    : `A link that begins with “${scheme.toLowerCase()}:” cannot be followed from a page. Use an address that begins with https:.`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
