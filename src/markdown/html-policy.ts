import htmlTags from 'html-tags';
import { escapeHtml } from './html-scan.js';

/**
 * What becomes of HTML in a report. One policy for the parser, which counts what a reader sees, and for the sanitizer,
 * which decides what reaches the page.
 */

/** Elements of earlier HTML versions that reports still use and browsers still know. */
const obsolete = ['acronym', 'big', 'center', 'dir', 'font', 'frame', 'frameset', 'marquee', 'nobr', 'strike', 'tt'];

const elementNames: ReadonlySet<string> = new Set([...htmlTags, ...obsolete]);

/** Elements that cannot hold anything and need no end tag. */
const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr', 'col', 'source', 'track', 'area', 'input', 'link', 'meta', 'base', 'embed', 'param']);

/** Elements whose end tag HTML lets an author leave out. */
const optionalEnd: ReadonlySet<string> = new Set(['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'colgroup', 'caption', 'option', 'rt', 'rp']);

/** Elements kept on the page, without attributes unless `keptAttributes` names them. */
export const keptElements: readonly string[] = [
  'a', 'abbr', 'b', 'bdi', 'bdo', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del',
  'details', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'ins',
  'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub',
  'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr',
];

const keptSet: ReadonlySet<string> = new Set(keptElements);

/** Attributes that mean something to a reader; every other goes, `id` and `class` with them: those are the page's own. */
const keptAttributes: Readonly<Record<string, readonly string[]>> = {
  '*': ['dir', 'lang', 'title'],
  a: ['href'],
  bdo: ['dir'],
  blockquote: ['cite'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  div: ['align'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  p: ['align'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

/** Writes a start tag anew, with the attributes that are kept. `unescape` resolves entities in their values. */
export function cleanTag({ name, attributes }: Pick<Tag, 'name' | 'attributes'>, unescape: (text: string) => string): string {
  const kept = [...(keptAttributes['*'] ?? []), ...(keptAttributes[name] ?? [])].flatMap((key) => {
    const value = attribute(attributes, key);
    return value === undefined ? [] : [` ${key}="${escapeHtml(unescape(value))}"`];
  });
  return `<${name}${kept.join('')}>`;
}

/** Elements that go with everything in them: none of it is text that a reader would see. */
export const droppedWithContent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'noembed', 'noframes', 'svg', 'math', 'head']);

/** How one tag is treated. */
export type TagFate =
  /** Not HTML at all, `<run_id>` for instance: shown as the characters it is. */
  | 'literal'
  | 'keep'
  /** The tag goes, the text in it stays. */
  | 'unwrap'
  /** The tag goes with all that is in it. */
  | 'drop';

export interface Tag {
  readonly name: string;
  /** The attributes as written; empty when there are none. */
  readonly attributes: string;
  /** Whether the report holds both its start and its end. */
  readonly paired: boolean;
}

/** Decides what becomes of a tag. */
export function fateOf({ name, attributes, paired }: Tag): TagFate {
  if (!elementNames.has(name) && !droppedWithContent.has(name)) return 'literal';
  if (voidElements.has(name)) return name === 'img' || keptSet.has(name) ? 'keep' : attributes === '' ? 'literal' : 'unwrap';
  // `<address>`, `<title>`, `<i>`: names of elements, but a word in angle brackets with no end tag and no attributes
  // is far more often a stand-in ("curl <address>") than a forgotten end.
  const standIn = !paired && attributes === '' && !optionalEnd.has(name) && !blockContainers.has(name);
  if (standIn) return 'literal';
  if (droppedWithContent.has(name)) return paired ? 'drop' : 'unwrap';
  if (paired && isHidden(attributes)) return 'drop';
  return keptSet.has(name) ? 'keep' : 'unwrap';
}

/** Elements that people do open and forget to close, and that a browser closes for them. */
const blockContainers: ReadonlySet<string> = new Set(['details', 'div', 'center', 'table', 'ul', 'ol', 'dl', 'blockquote', 'figure', 'pre', 'script', 'style', 'iframe', 'form', 'section', 'article']);

/** Whether leaving such an element open is worth a word to its author. */
export function needsEnd(name: string): boolean {
  return blockContainers.has(name);
}

/** Whether an element with these attributes is invisible to a reader in every browser. */
export function isHidden(attributes: string): boolean {
  if (/(?:^|\s)hidden(?=\s|=|\/|$)/i.test(attributes)) return true;
  const style = /(?:^|\s)style\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)/i.exec(attributes)?.[1] ?? '';
  return /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i.test(style);
}

/** Reads one attribute out of a tag's attributes; undefined when it is absent, empty when it has no value. */
export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/]|$)`, 'i').exec(attributes);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}
