import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { answer } from './answer.js';
import type { PreviewEvent } from './events.js';
import { listen } from './listen.js';
import { versionOf, withLiveScript } from './live-page.js';
import { hostInUrl } from './own-host.js';
import { refuse } from './respond.js';
import type { SitePages } from './serve-site.js';
import type { SiteFiles } from './served-files.js';
import { createStreams, type Streams } from './streams.js';

/** Options of the preview server. */
export interface ServerOptions {
  readonly files: SiteFiles;
  /** The live script, JavaScript source. */
  readonly script: string;
  /** Host name or IP address to listen on; default: loopback. */
  readonly host?: string | undefined;
  /** Default: the first free port from 4040 on. */
  readonly port?: number | undefined;
}

/** A running preview server. */
export interface PreviewServer {
  /** With a trailing `/`. */
  readonly url: string;
  /** Sends a build event to all open pages. */
  broadcast(event: PreviewEvent): void;
  /** Closes every connection and stops listening. */
  close(): Promise<void>;
}

/** Timeouts in milliseconds, and the number of concurrent connections. */
const limits = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } as const;
const maxConnections = 256;

/**
 * Serves a site on this machine, and keeps its open pages up to date.
 *
 * @throws UserError when it cannot listen on the host and port
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
  // From here on, `error` is about a connection that could not be accepted, not about listening.
  server.on('error', () => undefined);
  server.on('request', (request, response) => {
    answer(request, response, { site, script, streams, host, port: bound }).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(request, response, { status: 500, reason: 'The file could not be read.' });
    });
  });
  const name = /^(?:0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : hostInUrl(host);
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
