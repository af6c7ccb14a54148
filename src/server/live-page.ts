import { sha256 } from '../model/sha256.js';
import { extendPolicy } from './policy.js';

/** URL paths of the live script and of its event stream. No slug can begin with `-`, so no group’s folder collides. */
export const livePaths = { script: '-handin/live.js', events: '-handin/events' } as const;

/** A digest of a page’s content. */
export function versionOf(content: Uint8Array): string {
  return sha256(content, 'base64url').slice(0, 22);
}

/**
 * Adds the live script to a page, and to its Content-Security-Policy the permission to run and to connect to this server.
 * No other byte changes.
 *
 * @param nonce base64url
 */
export function withLiveScript(content: Uint8Array, nonce: string): Uint8Array {
  // Latin-1 maps every byte to one character and back, so invalid UTF-8 survives.
  const html = Buffer.from(content).toString('latin1');
  const script = `<script src="/${livePaths.script}" data-version="${versionOf(content)}" nonce="${nonce}"></script>`;
  const end = html.toLowerCase().lastIndexOf('</body');
  const place = end < 0 ? html.length : end;
  return Buffer.from(extendPolicies(html.slice(0, place), nonce) + script + html.slice(place), 'latin1');
}

/** Extends every policy in the head: a browser enforces all of them. */
function extendPolicies(html: string, nonce: string): string {
  const end = html.search(/<\/head|<body/i);
  const head = html.slice(0, Math.max(end, 0));
  const extended = head.replace(/<meta\b[^>]*>/gi, (tag) =>
    /\bhttp-equiv\s*=\s*["']?content-security-policy\b/i.test(tag) ? extendMeta(tag, nonce) : tag,
  );
  return extended + html.slice(head.length);
}

function extendMeta(tag: string, nonce: string): string {
  return tag.replace(
    /(\bcontent\s*=\s*)(?:"([^"]*)"|'([^']*)')/i,
    (_, name: string, double?: string, single?: string) =>
      [name, '"', encode(extendPolicy(decode(double ?? single ?? ''), nonce)), '"'].join(''),
  );
}

const entities: Readonly<Record<string, string>> = {
  '&#39;': `'`,
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

function decode(text: string): string {
  return text.replace(/&(?:#39|quot|lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
