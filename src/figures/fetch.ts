import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { HopAnswer } from './fetch-hop.js';
import { fetchHop, TooLargeError } from './fetch-hop.js';
import type { HostGate } from './host-gate.js';
import { codeOf, openHostGate } from './host-gate.js';
import type { Resolve } from './public-address.js';
import { RefusedAddressError, resolveHost } from './public-address.js';
import { isShowable, sniff } from './sniff.js';

/** Limits on each remote figure. */
export interface RemoteLimits {
  /** Bytes of the picture; 20 million. */
  readonly maxBytes: number;
  /** Milliseconds for everything, redirects included; 10,000. */
  readonly timeout: number;
  /** Milliseconds until the server has answered something; a network that is not there shows this way; 4,000. */
  readonly answerTimeout: number;
  /** Redirects that are followed; 5. */
  readonly maxRedirects: number;
  /**
   * Hosts, as `host` or `host:port` exactly as in the address, that may be private or local and may have any port.
   * Everything else must be a public address on the default port. None.
   */
  readonly allowHosts: readonly string[];
}

/** The limits where the configuration says nothing. */
export const defaultRemoteLimits: RemoteLimits = {
  maxBytes: 20_000_000,
  timeout: 10_000,
  answerTimeout: 4_000,
  maxRedirects: 5,
  allowHosts: [],
};

/** Why a remote figure could not be had. */
export interface Unreachable {
  readonly failure: 'unreachable';
  /** One sentence for the student: what went wrong and what to do. */
  readonly reason: string;
}

/** Downloads remote figures; keeps, for one build, what it learns about hosts. */
export interface Fetcher {
  /** The bytes of a picture. Rejects only when the signal aborts. The same address is asked once at a time. */
  fetch(url: string, signal?: AbortSignal): Promise<Uint8Array | Unreachable>;
}

/** A reason in the middle of a sentence; thrown inside this file only. */
class Refusal extends Error {}

/** Makes a fetcher for one build. `resolve` is for tests: how a host's addresses are found and checked. */
export function createFetcher(limits: Partial<RemoteLimits> = {}, resolve: Resolve = resolveHost): Fetcher {
  const context: Context = { limits: { ...defaultRemoteLimits, ...limits }, gate: openHostGate(), resolve };
  const inFlight = new Map<string, Promise<Uint8Array | Unreachable>>();
  return {
    fetch: (url, signal) => {
      const running = inFlight.get(url);
      if (running) return running;
      const result = download(context, url, signal).finally(() => inFlight.delete(url));
      inFlight.set(url, result);
      return result;
    },
  };
}

interface Context {
  readonly limits: RemoteLimits;
  readonly gate: HostGate;
  readonly resolve: Resolve;
}

async function download(
  context: Context,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | Unreachable> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), context.limits.timeout);
  try {
    const stop = AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]);
    const answer = await followRedirects(context, new URL(url), stop);
    const bytes = await decodeBody(answer, context.limits.maxBytes);
    if (!isShowable(sniff(bytes))) throw new Refusal('the address does not lead to a picture');
    return bytes;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const why = deadline.signal.aborted ? tookTooLong(context.limits.timeout) : explain(error, context.limits);
    return {
      failure: 'unreachable',
      reason: `The picture could not be downloaded because ${why}: save it in the report's folder and refer to that file.`,
    };
  } finally {
    clearTimeout(timer);
  }
}

async function followRedirects(context: Context, from: URL, signal: AbortSignal): Promise<HopAnswer> {
  let url = from;
  for (let redirects = 0; ; redirects++) {
    checkAddress(url, context.limits);
    const answer = await ask(context, url, signal);
    const redirected = [301, 302, 303, 307, 308].includes(answer.status) && answer.location !== undefined;
    if (!redirected && answer.status !== 200) throw new Refusal(`the server answered ${answer.status}`);
    if (!redirected) return answer;
    if (redirects === context.limits.maxRedirects) throw new Refusal(`it was redirected more than ${redirects} times`);
    url = redirectTarget(url, answer.location ?? '');
  }
}

/** Where a redirect leads; throws when it may not be followed, with the reason in the middle of a sentence. */
export function redirectTarget(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new Refusal('it was redirected to something that is no address');
  const to = new URL(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') throw new Refusal('it was redirected from https to http');
  return to;
}

function checkAddress(url: URL, { allowHosts }: RemoteLimits): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Refusal(`"${url.protocol}" is no address of the web`);
  if (url.username !== '' || url.password !== '') throw new Refusal('the address holds a user name or password');
  if (url.port !== '' && !allowHosts.includes(url.host)) throw new Refusal(`port ${url.port} is not allowed`);
}

/** One request, with a shorter time in which something must be heard at all. */
async function ask({ limits, gate, resolve }: Context, url: URL, signal: AbortSignal): Promise<HopAnswer> {
  const trusted = limits.allowHosts.includes(url.host);
  return gate.run(url.host, async () => {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), limits.answerTimeout);
    try {
      const onAnswer = (): void => clearTimeout(timer);
      return await fetchHop({
        url,
        resolve,
        trusted,
        maxBytes: limits.maxBytes,
        signal: AbortSignal.any([signal, silence.signal]),
        onAnswer,
      });
    } catch (error) {
      if (silence.signal.aborted && !signal.aborted)
        throw Object.assign(new Refusal(tookTooLong(limits.answerTimeout)), { code: 'ETIMEDOUT' });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  });
}

/** Undoes a compression that was not asked for; the limit holds for what comes out. */
async function decodeBody({ body, encoding }: HopAnswer, maxBytes: number): Promise<Uint8Array> {
  const limit = { maxOutputLength: maxBytes };
  switch (encoding.toLowerCase()) {
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return promisify(gunzip)(body, limit);
    case 'deflate':
      return promisify(inflate)(body, limit);
    case 'br':
      return promisify(brotliDecompress)(body, limit);
    default:
      throw new Refusal('the server compressed it in an unknown way');
  }
}

function tookTooLong(milliseconds: number): string {
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

function explain(error: unknown, { maxBytes }: RemoteLimits): string {
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
