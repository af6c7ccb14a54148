import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which every byte is ours. */
export async function dial(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes, and gives all that comes until the other side ends the connection. */
export async function exchange(url: string, bytes: string | Uint8Array): Promise<string> {
  const socket = await dial(url);
  socket.write(bytes);
  return await rest(socket);
}

/** All that comes on a connection until it ends, for whichever reason, as Latin-1. */
export async function rest(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.on('end', resolve).on('close', () => resolve());
  });
  socket.destroy();
  return text;
}

/** A response taken apart. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function parse(text: string): Response {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ]);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]),
    headers: Object.fromEntries(headers),
    body: body.join('\r\n\r\n'),
  };
}

/** Asks for a target as it stands, without any client making it better. */
export async function ask(
  url: string,
  target: string,
  { method = 'GET', host = new URL(url).host, headers = '' }: { method?: string; host?: string; headers?: string } = {},
): Promise<Response> {
  return parse(
    await exchange(url, `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`),
  );
}
