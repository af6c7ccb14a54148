/**
 * What becomes of HTML in a report. One policy for the parser, which counts what a reader sees, and for the sanitizer,
 * which decides what reaches the page.
 */

import { escapeHtml } from './escape-html.js';
import {
  attributesOf,
  containers,
  droppedWithContent,
  formatting,
  htmlElements,
  keptElements,
  optionalEnd,
  voidElements,
} from './html-elements.js';
import type { TextRange } from './rules.js';

/** How one tag is treated. */
export type TagFate =
  /** Not HTML at all, `<run_id>` for instance: shown as the characters it is. */
  | 'literal'
  | 'keep'
  /** The tag goes, the text in it stays. */
  | 'unwrap'
  /** The tag goes with all that is in it. */
  | 'drop';

/** A start tag. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  /** The attributes as written; empty when there are none. */
  readonly attributes: string;
  /** Whether the report holds both its start and its end. */
  readonly paired: boolean;
}

/** Decides what becomes of a tag. */
export function fateOf({ name, attributes, paired }: Tag): TagFate {
  if (!htmlElements.has(name)) return 'literal';
  if (voidElements.has(name)) {
    if (name === 'img' || keptElements.has(name)) return 'keep';
    return attributes === '' ? 'literal' : 'unwrap';
  }
  // `<address>`, `<title>`, `<i>`: names of elements, but a word in angle brackets with no end tag and no attributes
  // is far more often a stand-in ("curl <address>") than a forgotten end.
  if (!paired && attributes === '' && !optionalEnd.has(name) && !containers.has(name)) return 'literal';
  if (droppedWithContent.has(name)) return paired ? 'drop' : 'unwrap';
  if (paired && isHidden(attributes)) return 'drop';
  return keptElements.has(name) ? 'keep' : 'unwrap';
}

/**
 * Whether leaving such an element open is worth a word to its author: one that holds other elements, one that formats
 * text, and any that has attributes and so is no stand-in.
 */
export function needsEnd({ name, attributes }: Omit<Tag, 'paired'>): boolean {
  if (!htmlElements.has(name) || voidElements.has(name) || optionalEnd.has(name)) return false;
  return containers.has(name) || formatting.has(name) || attributes !== '';
}

/** Whether an element with these attributes is invisible to a reader in every browser. */
export function isHidden(attributes: string): boolean {
  if (attribute(attributes, 'hidden') !== undefined) return true;
  const style = attribute(attributes, 'style') ?? '';
  return /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])/i.test(
    style,
  );
}

/** Reads one attribute out of a tag's attributes; undefined when it is absent, empty when it has no value. */
export function attribute(attributes: string, name: string): string | undefined {
  const range = attributeRange(attributes, name);
  return range && attributes.slice(range.from, range.to);
}

/** One attribute with its value, which may stand in quotation marks. */
const oneAttribute = /([a-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/dgi;

/** Where in a tag's attributes the value of one of them stands, without its quotation marks. */
export function attributeRange(attributes: string, name: string): TextRange | undefined {
  for (const { 1: key, index, 0: whole, indices } of attributes.matchAll(oneAttribute)) {
    if (key?.toLowerCase() !== name) continue;
    const [from, to] = indices?.[2] ?? indices?.[3] ?? indices?.[4] ?? [index + whole.length, index + whole.length];
    return { from, to };
  }
  return undefined;
}

/** Writes a start tag anew, with the attributes that are kept. `resolveEntities` is for their values. */
export function cleanTag(
  { name, attributes }: Pick<Tag, 'name' | 'attributes'>,
  resolveEntities: (text: string) => string,
): string {
  const kept = attributesOf(name).flatMap((key) => {
    const value = attribute(attributes, key);
    return value === undefined ? [] : [` ${key}="${escapeHtml(resolveEntities(value))}"`];
  });
  return `<${name}${kept.join('')}>`;
}
