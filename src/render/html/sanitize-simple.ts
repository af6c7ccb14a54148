import { escapeHtml, unescapeHtml } from '../../markdown/html/escape-html.js';
import { rewriteTag, type SanitizeOptions, sanitizedAttributes } from './allowed-html.js';
import { generated } from './generated.js';

/** Allowed elements that are parsed like any other and have an end tag. */
const elements: ReadonlySet<string> = new Set(
  `a b blockquote code del details div em h1 h2 h3 h4 h5 h6 handin-code handin-figure i ins kbd li mark ol p pre s section
  small span strong sub summary sup table tbody td th thead tr u ul`.split(/\s+/),
);

/** The elements that a start tag closes where one of them is the innermost open one, as HTML has it. */
const impliedEnds: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...'blockquote details div h1 h2 h3 h4 h5 h6 hr ol p pre section table ul'
    .split(' ')
    .map((name) => [name, ['p']] as const),
  ['li', ['li']],
  ['tbody', ['thead', 'tbody']],
  ['td', ['thead', 'th', 'td']],
  ['th', ['th']],
  ['tr', ['tr', 'th', 'td']],
]);

/** The attributes of a task's checkbox; other inputs are left to sanitize-html. */
const taskBox = /^ type="checkbox" disabled(?: checked)? aria-label="(?:Done|Open)"$/;

/** Tags as the renderer writes them; the entities that escaped text contains, and the characters that it does not. */
const markup =
  /<(\/?)([a-z][a-z0-9-]*)((?: [a-z-]+(?:="(?!")[^"&<>]*(?:&(?:amp|lt|gt|quot);[^"&<>]*)*")?)*)>|&(?:amp|lt|gt|quot);|[<>&]/g;

const attribute = / ([a-z-]+)(?:="([^"]+)")?/g;

const urlAttributes: ReadonlySet<string> = new Set(['href', 'cite']);

/** URLs that need no closer look: their scheme is allowed, or they can have none. */
const safeUrl = /^(?:#|https?:\/\/|mailto:|figures\/|\.\.\/)[^\s\p{Cc}]*$/u;

/**
 * Sanitizes HTML that is as simple as most of what Markdown becomes: balanced, its text escaped, with common elements
 * and allowed attributes only. The result is that of sanitize-html, in a fraction of the time.
 *
 * Nothing is trusted: every character belongs to text without markup or to a tag that is checked. Undefined for all
 * other HTML, where something would have to be corrected or removed.
 */
export function sanitizeSimple(html: string, options: SanitizeOptions): string | undefined {
  const open: OpenElement[] = [];
  let result = '';
  let copied = 0;
  for (const match of html.matchAll(markup)) {
    const [raw, slash, name, attributes = ''] = match;
    const written =
      name === undefined
        ? character(raw)
        : slash === '/'
          ? endTag(name, attributes, open)
          : startTag({ name, attributes, open, options });
    if (written === undefined) return undefined;
    if (written === raw) continue;
    result += html.slice(copied, match.index) + written;
    copied = match.index + raw.length;
  }
  return open.length > 0 ? undefined : result + html.slice(copied);
}

interface OpenElement {
  readonly name: string;
  /** Its end tag as it is written; links may become other elements, and headings others. */
  readonly end: string;
}

/** Text may contain quotation marks; a bare bracket or ampersand is not escaped text. */
function character(raw: string): string | undefined {
  if (raw.length === 1) return undefined;
  return raw === '&quot;' ? '"' : raw;
}

function endTag(name: string, attributes: string, open: OpenElement[]): string | undefined {
  const innermost = open.pop();
  return innermost?.name === name && attributes === '' ? innermost.end : undefined;
}

interface StartTag {
  readonly name: string;
  readonly attributes: string;
  readonly open: OpenElement[];
  readonly options: SanitizeOptions;
}

/** A start tag as it is written; undefined where it ends another element, or its attributes are not allowed. */
function startTag({ name, attributes, open, options }: StartTag): string | undefined {
  const innermost = open.at(-1);
  if (innermost && impliedEnds.get(name)?.includes(innermost.name)) return undefined;
  if (name === 'input') return taskBox.test(attributes) ? `<input${attributes} />` : undefined;
  if (name === 'br' || name === 'hr') return attributes === '' ? `<${name} />` : undefined;
  const read = elements.has(name) ? readAttributes(name, attributes) : undefined;
  if (!read) return undefined;
  const { tagName, attribs } = rewriteTag(name, read, options) ?? { tagName: name, attribs: read };
  let text = `<${tagName}`;
  for (const key in attribs) {
    const value = attribs[key] ?? '';
    if (urlAttributes.has(key) && !safeUrl.test(value)) return undefined;
    text += key === generated ? ` ${key}` : ` ${key}="${escapeHtml(value)}"`;
  }
  open.push({ name, end: `</${tagName}>` });
  return `${text}>`;
}

const noAttributes: Readonly<Record<string, string>> = {};

function readAttributes(name: string, text: string): Record<string, string> | undefined {
  if (text === '') return noAttributes;
  const read: Record<string, string> = {};
  for (const [, key = '', value] of text.matchAll(attribute)) {
    const isAllowed = sanitizedAttributes['*']?.includes(key) || sanitizedAttributes[name]?.includes(key);
    // Only this one is known to need no value.
    if (!isAllowed || key in read || (value === undefined) !== (key === generated)) return undefined;
    read[key] = value === undefined ? '' : unescapeHtml(value);
  }
  return read;
}
