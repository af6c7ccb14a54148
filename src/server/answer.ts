import type { IncomingMessage, ServerResponse } from 'node:http';
import { livePaths } from './live-page.js';
import { mediaType } from './media-type.js';
import { isOwnHost, ownHost } from './own-host.js';
import { readTarget } from './request-target.js';
import { beginStream, refuse, send } from './respond.js';
import { fileFor, type SitePages, serveSite } from './serve-site.js';
import type { Streams } from './streams.js';

/** What requests are answered from. */
export interface Serving {
  readonly site: SitePages;
  readonly script: string;
  readonly streams: Streams;
  /** The host and port that the server listens on. */
  readonly host: string;
  readonly port: number;
}

/** Answers one request, after checking its host (DNS rebinding), method, target and origin. */
export async function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const own = ownHost([serving.host, request.socket.localAddress], serving.port);
  const isOwn = (host: string): boolean => isOwnHost(host, own);
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1 || !hosts.every(isOwn)) return misdirected(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(request, response, {
      status: 405,
      reason: 'Only GET and HEAD are answered.',
      headers: { Allow: 'GET, HEAD' },
    });
  const target = readTarget(request.url ?? '', isOwn);
  if ('refused' in target) {
    if (target.refused === 'elsewhere') return misdirected(request, response);
    return refuse(request, response, { status: 400, reason: 'There can be no file of this name.' });
  }
  const { path, query } = target;
  if (path !== livePaths.script && path !== livePaths.events)
    return await serveSite(request, response, { path, site: serving.site });
  if (isForeign(request))
    return refuse(request, response, { status: 403, reason: 'This is for pages of this server only.' });
  if (path === livePaths.script) send(request, response, { status: 200, type: mediaType('.js'), body: serving.script });
  else openStream(request, response, { page: query.get('page') ?? '', streams: serving.streams });
}

function misdirected(request: IncomingMessage, response: ServerResponse): void {
  refuse(request, response, { status: 421, reason: 'This server does not answer for that host.' });
}

/** Whether a browser says that the request comes from another origin. Other clients send no `Sec-Fetch-Site`. */
function isForeign({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function openStream(
  request: IncomingMessage,
  response: ServerResponse,
  asked: { readonly page: string; readonly streams: Streams },
): void {
  const page = readTarget(asked.page, () => false);
  if ('refused' in page) {
    refuse(request, response, { status: 400, reason: 'There can be no page of this name.' });
    return;
  }
  if (asked.streams.isFull()) {
    refuse(request, response, { status: 503, reason: 'Too many pages are open.' });
    return;
  }
  beginStream(response);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // An EventSource that reconnects sends the id of the last event, which is the page’s version.
  const version = request.headersDistinct['last-event-id']?.[0] || null;
  asked.streams.open(response, { page: fileFor(page.path), version });
}
