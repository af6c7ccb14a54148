/**
 * The policy for raw HTML in reports. Shared by the parser, which counts what a reader sees, and the sanitizer, which
 * decides what reaches the page.
 */

import type { TextRange } from '../rules.js';
import {
  allowedAttributes,
  allowedElements,
  containers,
  droppedWithContent,
  formatting,
  htmlElements,
  optionalEndTag,
  voidElements,
} from './elements.js';
import { escapeHtml } from './escape-html.js';

/** What is done with a tag. */
export type TagAction =
  /** Shown as text because it is not HTML, such as `<run_id>`. */
  | 'literal'
  | 'keep'
  /** The tag is removed, its content stays. */
  | 'unwrap'
  /** The tag is removed together with its content. */
  | 'drop';

/** A start tag. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  /** The attributes as written; empty without any. */
  readonly attributes: string;
  /** Whether the report has both the start tag and the end tag. */
  readonly paired: boolean;
}

/** Decides what is done with a tag. */
export function actionFor({ name, attributes, paired }: Tag): TagAction {
  if (!htmlElements.has(name)) return 'literal';
  if (voidElements.has(name)) {
    if (name === 'img' || allowedElements.has(name)) return 'keep';
    return attributes === '' ? 'literal' : 'unwrap';
  }
  // `<address>`, `<title>`, `<i>` are elements, but without an end tag and attributes they are far more often
  // placeholders in angle brackets (`curl <address>`) than forgotten end tags.
  if (!paired && attributes === '' && !optionalEndTag.has(name) && !containers.has(name)) return 'literal';
  if (droppedWithContent.has(name)) return paired ? 'drop' : 'unwrap';
  if (paired && isHidden(attributes)) return 'drop';
  return allowedElements.has(name) ? 'keep' : 'unwrap';
}

/**
 * Whether a missing end tag is worth a diagnostic: for elements that contain others or format text, and for any with
 * attributes, which cannot be a placeholder.
 */
export function needsEnd({ name, attributes }: Omit<Tag, 'paired'>): boolean {
  if (!htmlElements.has(name) || voidElements.has(name) || optionalEndTag.has(name)) return false;
  return containers.has(name) || formatting.has(name) || attributes !== '';
}

/** Whether an element with these attributes is invisible in every browser. */
export function isHidden(attributes: string): boolean {
  if (attribute(attributes, 'hidden') !== undefined) return true;
  const style = attribute(attributes, 'style') ?? '';
  return /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])/i.test(
    style,
  );
}

/** Maximum length of a name. */
const maxName = 200;

/** The name by which links may lead to an element, undecoded: its `id`, or the `name` of a link. */
export function targetName(element: string, attributes: string): string | undefined {
  const name = attribute(attributes, 'id') ?? (element === 'a' ? attribute(attributes, 'name') : undefined);
  return name?.trim() && name.length <= maxName ? name.trim() : undefined;
}

/** Reads one attribute of a tag; undefined when it is absent, empty when it has no value. */
export function attribute(attributes: string, name: string): string | undefined {
  const range = attributeRange(attributes, name);
  return range && attributes.slice(range.from, range.to);
}

/** One attribute with its optional value, quoted or unquoted. */
const oneAttribute = /([a-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/dgi;

/** The range of an attribute's value in the attributes as written, without quotation marks. */
export function attributeRange(attributes: string, name: string): TextRange | undefined {
  for (const { 1: key, index, 0: whole, indices } of attributes.matchAll(oneAttribute)) {
    if (key?.toLowerCase() !== name) continue;
    const [from, to] = indices?.[2] ?? indices?.[3] ?? indices?.[4] ?? [index + whole.length, index + whole.length];
    return { from, to };
  }
  return undefined;
}

/** Rebuilds a start tag with the allowed attributes only. `resolveEntities` decodes their values. */
export function sanitizedTag(
  { name, attributes }: Pick<Tag, 'name' | 'attributes'>,
  resolveEntities: (text: string) => string,
): string {
  const kept = allowedAttributes(name).flatMap((key) => {
    const value = attribute(attributes, key);
    return value === undefined ? [] : [` ${key}="${escapeHtml(resolveEntities(value))}"`];
  });
  return `<${name}${kept.join('')}>`;
}
