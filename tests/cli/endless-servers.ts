/** Servers that speak git's protocol and never end. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { deflateSync } from 'node:zlib';
import { listen } from '../support/ports.js';

/** What a server never ends to send: references, messages, or the objects of a pack. */
export type Endless = 'references' | 'messages' | 'objects';

const commit = 'a'.repeat(40);
const features = 'side-band-64k shallow filter allow-tip-sha1-in-want allow-reachable-sha1-in-want';

/** A packet line. */
function packet(content: string | Buffer): Buffer {
  const data = Buffer.from(content);
  return Buffer.concat([Buffer.from((data.length + 4).toString(16).padStart(4, '0')), data]);
}

/** Starts a server; returns its address with the port. */
export async function openEndless(kind: Endless): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (kind === 'references') return pour(socket, Buffer.concat(Array(1000).fill(packet(`${commit} refs/heads/a\n`))));
    socket.write(packet(`${commit} HEAD\0${features} symref=HEAD:refs/heads/main\n`));
    socket.write(Buffer.concat([packet(`${commit} refs/heads/main\n`), Buffer.from('0000')]));
    let request = '';
    socket.on('data', (chunk) => {
      request = (request + chunk.toString('latin1')).slice(-1000);
      if (!request.endsWith('0009done\n')) return;
      request = '';
      socket.write(packet('NAK\n'));
      if (kind === 'messages') return pour(socket, packet(`\x02${'Counting. '.repeat(900)}\n`));
      socket.write(packet(Buffer.from('\x01PACK\0\0\0\x02\0\x10\0\0', 'latin1')));
      pour(socket, packet(Buffer.concat([Buffer.from([1]), blob()])));
    });
  });
  return { server, address: `git://127.0.0.1:${await listen(server)}/x.git` };
}

/** An object of a pack: a blob of 60,000 bytes that do not compress. */
function blob(): Buffer {
  const size = 60_000;
  const head = [0xb0 | (size & 15), 0x80 | ((size >> 4) & 127), (size >> 11) & 127];
  return Buffer.concat([Buffer.from(head), deflateSync(randomBytes(size))]);
}

function pour(socket: Socket, data: Buffer): void {
  const send = (): void => {
    while (!socket.destroyed && socket.write(data));
  };
  socket.on('drain', send);
  send();
}
