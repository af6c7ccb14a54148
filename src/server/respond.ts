import type { IncomingMessage, ServerResponse } from 'node:http';

/** What every response says: keep no copy, guess no type, and let no page from elsewhere take this in. */
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

/** Sends a whole response; to HEAD its head alone. */
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

/** Refuses a request in a few words, and ends its connection: what else comes on it is of the same kind. */
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

/** Begins a response that goes on. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { ...always, 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}
