import type { IncomingMessage, ServerResponse } from 'node:http';

/** Headers of every response: no caching, no MIME sniffing, no embedding by other origins. */
const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
} as const;

/** A response with a body. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a complete response; without the body for HEAD. */
export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, {
    ...always,
    'Content-Type': reply.type,
    'Content-Length': body.length,
    ...reply.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Refuses a request with a plain-text reason and closes the connection, so that nothing pipelined on it is read. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reply: { readonly status: number; readonly reason: string; readonly headers?: Readonly<Record<string, string>> },
): void {
  send(request, response, {
    status: reply.status,
    type: 'text/plain; charset=utf-8',
    body: `${reply.reason}\n`,
    headers: { Connection: 'close', ...reply.headers },
  });
}

/** Sends the headers of an event stream. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { ...always, 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}
