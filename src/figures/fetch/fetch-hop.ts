import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { Resolve } from './public-address.js';
import { isPublicAddress, RefusedAddressError } from './public-address.js';

/** One request; redirects are not followed. */
export interface Hop {
  readonly url: URL;
  readonly resolve: Resolve;
  /** Whether the address check is waived for this host. */
  readonly trusted: boolean;
  readonly maxBytes: number;
  /** Aborts the whole download. */
  readonly signal: AbortSignal;
  /** Called once, when the response headers have arrived. */
  readonly onAnswer: () => void;
}

/** The server's response. */
export interface HopAnswer {
  readonly status: number;
  /** The `Location` header as sent. */
  readonly location?: string;
  /** Empty unless the status is 200. */
  readonly body: Uint8Array;
  readonly encoding: string;
}

/** The response exceeds the size limit. */
export class TooLargeError extends Error {}

/**
 * Sends one request. The IP address is checked in the socket's own lookup, so a second DNS answer cannot replace it (DNS
 * rebinding), and once more after connecting. No cookies, no credentials, no connection reuse.
 */
export function fetchHop(hop: Hop): Promise<HopAnswer> {
  const { url, trusted } = hop;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // Node does not call `lookup` for a host that is an IP address.
    if (isIP(hostname) !== 0 && !trusted && !isPublicAddress(hostname)) throw new RefusedAddressError(hostname);
    const options: RequestOptions = {
      method: 'GET',
      agent: false,
      lookup: lookupFor(hop),
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'handin' },
      signal: hop.signal,
    };
    const target = new URL(url);
    target.username = '';
    target.password = '';
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(target, options);
    request.on('socket', (socket) => {
      socket.on('connect', () => {
        if (!trusted && !isPublicAddress(socket.remoteAddress ?? ''))
          request.destroy(new RefusedAddressError(hostname));
      });
    });
    request.on('error', reject);
    request.on('response', (response) => {
      hop.onAnswer();
      readAnswer(response, hop.maxBytes)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.end();
  });
}

function lookupFor({ resolve, trusted }: Hop): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const allowed = trusted ? addresses : addresses.filter(({ address }) => isPublicAddress(address));
        const [first] = allowed;
        if (!first) callback(new RefusedAddressError(hostname), '');
        else if (options.all === true) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<HopAnswer> {
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (status !== 200)
    return { status, ...(location === undefined ? {} : { location }), body: new Uint8Array(), encoding };
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new TooLargeError();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new TooLargeError();
    chunks.push(chunk);
  }
  return { status, body: Buffer.concat(chunks), encoding };
}
