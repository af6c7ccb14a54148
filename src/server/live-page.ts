import { createHash } from 'node:crypto';
import { extendPolicy } from './policy.js';

/** Where the pages' script is, and the stream of what it has to know. No folder of a site can have this name. */
export const livePaths = { script: '-handin/live.js', events: '-handin/events' } as const;

/** Names the content of a page. */
export function versionOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/**
 * A page with the script that keeps it up to date, and a Content-Security-Policy that lets this script run and talk to
 * the server it came from. No other byte of it changes.
 *
 * @param nonce what the policy knows the script by; letters, digits, `-` and `_`
 */
export function withLiveScript(content: Uint8Array, nonce: string): Uint8Array {
  // As Latin-1 every byte is a letter, and comes back as it was.
  const html = Buffer.from(content).toString('latin1');
  const script = `<script src="/${livePaths.script}" data-version="${versionOf(content)}" nonce="${nonce}"></script>`;
  const end = html.toLowerCase().lastIndexOf('</body');
  const place = end < 0 ? html.length : end;
  return Buffer.from(extendPolicies(html.slice(0, place), nonce) + script + html.slice(place), 'latin1');
}

/** Extends every policy in the head of a page: each of them binds it. */
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
