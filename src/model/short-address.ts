/** Maximum length of an address in a message or on a page; a `data:` address can have megabytes. */
const maxLength = 120;

/** An address as messages and pages name it: a long one is cut, a `data:` address down to its type. */
export function shortAddress(href: string): string {
  const limit = /^\s*data:/i.test(href) ? 40 : maxLength;
  return href.length <= limit ? href : `${href.slice(0, limit)}…`;
}
