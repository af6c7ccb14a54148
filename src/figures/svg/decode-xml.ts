/**
 * Decodes an XML file by its byte order mark or its encoding declaration; undefined when the bytes are not valid in that
 * encoding.
 */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  try {
    return new TextDecoder(marked ?? declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Predefined entities and character references. */
const predefined = /&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos);/gi;

/**
 * Removes the document type and expands the entities that it declares, which Illustrator writes. Undefined when an entity
 * refers to a file or to another entity, or when the text would exceed `limit` characters: nested entities can expand to
 * gigabytes (“billion laughs”).
 */
export function expandDoctype(text: string, limit: number): string | undefined {
  const from = text.search(/<!DOCTYPE\s/i);
  const to = from < 0 ? 0 : endOfDoctype(text, from);
  if (to < 0) return undefined;
  const rest = from < 0 ? text : text.slice(0, from) + text.slice(to);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(rest)) return undefined;
  const entities = declaredEntities(from < 0 ? '' : text.slice(from, to));
  if (!entities) return undefined;
  if (entities.size === 0) return rest;
  let length = rest.length;
  for (const [, name] of rest.matchAll(/&([\w.:-]+);/g)) length += entities.get(name ?? '')?.length ?? 0;
  if (length > limit) return undefined;
  return rest.replace(/&([\w.:-]+);/g, (reference, name: string) => entities.get(name) ?? reference);
}

/** The offset after the document type, skipping strings, comments and its internal subset; -1 without an end. */
function endOfDoctype(text: string, from: number): number {
  const interesting = /["'[\]>]|<!--/g;
  interesting.lastIndex = from;
  let inSubset = false;
  for (let match = interesting.exec(text); match; match = interesting.exec(text)) {
    const [found] = match;
    if (found === '[') inSubset = true;
    else if (found === ']') inSubset = false;
    else if (found === '>' && !inSubset) return match.index + 1;
    else if (found !== '>') {
      const close = found === '<!--' ? '-->' : found;
      const end = text.indexOf(close, interesting.lastIndex);
      if (end < 0) return -1;
      interesting.lastIndex = end + close.length;
    }
  }
  return -1;
}

function declaredEntities(subset: string): ReadonlyMap<string, string> | undefined {
  const entities = new Map<string, string>();
  for (const [, parameter, name, quoted] of subset.matchAll(
    /<!ENTITY\s+(%\s+)?([\w.:-]+)\s+("[^"]*"|'[^']*'|[^>]*)/g,
  )) {
    if (parameter !== undefined || name === undefined || quoted === undefined || !/^["']/.test(quoted))
      return undefined;
    const value = quoted.slice(1, -1);
    if (/[<&%]/.test(value.replace(predefined, ''))) return undefined;
    if (!entities.has(name)) entities.set(name, value);
  }
  return entities;
}
