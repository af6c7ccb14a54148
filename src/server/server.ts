import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { answer } from './answer.js';
import type { PreviewEvent } from './events.js';
import { listen } from './listen.js';
import { versionOf, withLiveScript } from './live-page.js';
import { inAddress } from './own-host.js';
import { refuse } from './respond.js';
import type { SitePages } from './serve-site.js';
import type { SiteFiles } from './site-files.js';
import { createStreams, type Streams } from './streams.js';

/** What a preview needs. */
export interface ServerOptions {
  readonly files: SiteFiles;
  /** The script that keeps pages up to date, JavaScript. */
  readonly script: string;
  /** Name or address to listen at; without one, the loopback. */
  readonly host?: string | undefined;
  /** Without one, the first free one of some. */
  readonly port?: number | undefined;
}

/** A preview being served. */
export interface PreviewServer {
  /** Its address, `/` at the end. */
  readonly url: string;
  /** Tells the open pages what the build does. */
  broadcast(event: PreviewEvent): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Milliseconds in which a request has to have arrived, and connections at once. */
const limits = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } as const;
const maxConnections = 256;

/**
 * Serves a site to the people at this machine, and keeps its open pages up to date.
 *
 * @throws UserError when it cannot listen there
 */
export async function startServer({ files, script, host = '127.0.0.1', port }: ServerOptions): Promise<PreviewServer> {
  const site: SitePages = { files, nonce: randomBytes(16).toString('base64url') };
  const streams = createStreams(async (page) => {
    const content = await files.read(page);
    if (!content) return undefined;
    return { version: versionOf(content), html: Buffer.from(withLiveScript(content, site.nonce)).toString() };
  });
  const server = createServer(limits);
  server.maxConnections = maxConnections;
  const bound = await listen(server, { host, port });
  // From now on an error is that of one connection which could not be accepted.
  server.on('error', () => undefined);
  server.on('request', (request, response) => {
    answer(request, response, { site, script, streams, host, port: bound }).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(request, response, { status: 500, reason: 'The file could not be read.' });
    });
  });
  const name = /^(?:0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : inAddress(host);
  return {
    url: `http://${name}:${bound}/`,
    broadcast: streams.broadcast,
    close: () => close(server, streams),
  };
}

async function close(server: Server, streams: Streams): Promise<void> {
  streams.close();
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
