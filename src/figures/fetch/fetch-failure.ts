import { codeOf } from './circuit-breaker.js';
import { TooLargeError } from './fetch-hop.js';
import { RefusedAddressError } from './public-address.js';

/** A reason not to fetch a figure; the message completes “… because …”. */
export class Refusal extends Error {}

/** The reason for a timeout; completes “… because …”. */
export function tookTooLong(milliseconds: number): string {
  return `the server took longer than ${milliseconds / 1000} ${milliseconds === 1000 ? 'second' : 'seconds'}`;
}

const network: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its server was not found',
  EAI_AGAIN: 'its server was not found',
  EAI_FAIL: 'its server was not found',
  ECONNREFUSED: 'its server does not answer',
  ECONNRESET: 'its server broke the connection off',
  EPIPE: 'its server broke the connection off',
  EHOSTUNREACH: 'its server cannot be reached',
  ENETUNREACH: 'its server cannot be reached',
  ETIMEDOUT: 'its server does not answer',
};

/** Why fetching failed; completes “… because …”. `maxBytes` is the size limit, for the message. */
export function explainFailure(error: unknown, maxBytes: number): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof RefusedAddressError) return 'its server is not on the public internet';
  const code = codeOf(error);
  if (error instanceof TooLargeError || code === 'ERR_BUFFER_TOO_LARGE')
    return `it is larger than ${Math.floor(maxBytes / 1_000_000)} MB`;
  if (typeof code === 'string' && /CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code))
    return 'its server could not prove who it is';
  if (typeof code === 'string' && code.startsWith('Z_')) return 'what the server sent is damaged';
  return network[String(code)] ?? 'the connection failed';
}
