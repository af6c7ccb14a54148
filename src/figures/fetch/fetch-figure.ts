import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { isShowable, sniff } from '../inspect/sniff.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import { explainFailure, Refusal, tookTooLong } from './fetch-failure.js';
import type { HopAnswer } from './fetch-hop.js';
import { fetchHop } from './fetch-hop.js';
import type { Resolve } from './public-address.js';
import { resolveHost } from './public-address.js';

/** Limits on each remote figure. */
export interface RemoteLimits {
  /** Largest response body in bytes; 20 million. */
  readonly maxBytes: number;
  /** Timeout in milliseconds for the whole download, redirects included; 10,000. */
  readonly timeout: number;
  /** Timeout in milliseconds until the response headers arrive, which detects a missing network; 4,000. */
  readonly answerTimeout: number;
  /** Most redirects that are followed; 5. */
  readonly maxRedirects: number;
  /**
   * Hosts, as `host` or `host:port` exactly as in the URL, that may have a private or local address and any port. All
   * others must have a public address and use the default port. None.
   */
  readonly allowHosts: readonly string[];
}

/** The limits where the configuration says nothing. */
const defaultRemoteLimits: RemoteLimits = {
  maxBytes: 20_000_000,
  timeout: 10_000,
  answerTimeout: 4_000,
  maxRedirects: 5,
  allowHosts: [],
};

/** Why a remote figure could not be downloaded. */
export interface Unreachable {
  readonly failure: 'unreachable';
  /** One sentence for the student: what went wrong and what to do. */
  readonly reason: string;
}

/** Downloads remote figures; keeps the state of the circuit breaker for one build. */
export interface Fetcher {
  /**
   * The bytes of an image. Rejects only when the signal aborts. Concurrent requests for the same URL are joined, and what
   * failed is not tried again.
   */
  fetch(url: string, signal?: AbortSignal): Promise<Uint8Array | Unreachable>;
}

/** Creates the fetcher of one build. `resolve` replaces the DNS lookup in tests. */
export function createFetcher(limits: Partial<RemoteLimits> = {}, resolve: Resolve = resolveHost): Fetcher {
  const context: Context = { limits: { ...defaultRemoteLimits, ...limits }, breaker: createCircuitBreaker(), resolve };
  const known = new Map<string, Promise<Uint8Array | Unreachable>>();
  return {
    fetch: (url, signal) => {
      const before = known.get(url);
      if (before) return before;
      const result = download(context, url, signal);
      known.set(url, result);
      // What was downloaded is in the store, and what was aborted was not tried.
      const forget = (): void => void known.delete(url);
      result.then((answer) => answer instanceof Uint8Array && forget(), forget);
      return result;
    },
  };
}

interface Context {
  readonly limits: RemoteLimits;
  readonly breaker: CircuitBreaker;
  readonly resolve: Resolve;
}

interface Request extends Context {
  /** Called when the request is sent. */
  readonly onStart: () => void;
}

async function download(
  context: Context,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | Unreachable> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Waiting for the first request to the same host does not count towards the timeout.
  const onStart = (): void => {
    timer ??= setTimeout(() => deadline.abort(), context.limits.timeout);
  };
  try {
    const stop = AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]);
    const answer = await followRedirects({ ...context, onStart }, new URL(url), stop);
    const bytes = await decodeBody(answer, context.limits.maxBytes);
    if (!isShowable(sniff(bytes))) throw new Refusal('the address does not lead to a picture');
    return bytes;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const why = deadline.signal.aborted
      ? tookTooLong(context.limits.timeout)
      : explainFailure(error, context.limits.maxBytes);
    return {
      failure: 'unreachable',
      reason: `The picture could not be downloaded because ${why}.`,
    };
  } finally {
    clearTimeout(timer);
  }
}

async function followRedirects(context: Request, from: URL, signal: AbortSignal): Promise<HopAnswer> {
  let url = from;
  for (let redirects = 0; ; redirects++) {
    checkAddress(url, context.limits);
    const answer = await sendRequest(context, url, signal);
    const redirected = [301, 302, 303, 307, 308].includes(answer.status) && answer.location !== undefined;
    if (!redirected && answer.status !== 200) throw new Refusal(`the server answered ${answer.status}`);
    if (!redirected) return answer;
    if (redirects === context.limits.maxRedirects) throw new Refusal(`it was redirected more than ${redirects} times`);
    url = redirectTarget(url, answer.location ?? '');
  }
}

/** The target of a redirect; throws a {@link Refusal} when it may not be followed. */
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

/** Sends one request, with the shorter timeout for its headers. */
async function sendRequest(
  { limits, breaker, resolve, onStart }: Request,
  url: URL,
  signal: AbortSignal,
): Promise<HopAnswer> {
  const trusted = limits.allowHosts.includes(url.host);
  return breaker.run(url.host, async () => {
    onStart();
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

/** Decompresses a body that was compressed although we asked for `identity`; the limit applies to the result. */
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
