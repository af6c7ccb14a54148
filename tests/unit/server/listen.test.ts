import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { type PreviewServer, type ServerOptions, startServer } from '../../../src/server/server.js';
import { ask, exchange, parse } from './raw.js';

const started: PreviewServer[] = [];
const others: Server[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
  await Promise.all(others.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function start(options: Partial<ServerOptions> = {}): Promise<PreviewServer> {
  const server = await startServer({ files: { read: async () => Buffer.from('page') }, script: '', ...options });
  started.push(server);
  return server;
}

/** Takes a port as another program would. */
async function occupy(port: number): Promise<number> {
  const server = createServer();
  others.push(server);
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the port', () => {
  it('is the given one', async () => {
    const port = await occupy(0);
    await new Promise((resolve) => others.pop()?.close(resolve));
    expect((await start({ port })).url).toBe(`http://127.0.0.1:${port}/`);
  });

  it('is an error when the given one is in use; no other is tried', async () => {
    const port = await occupy(0);
    const error = await start({ port }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: `Port ${port} is taken by another program.`,
      advice: 'Choose another with `--port`, or leave the option out to have a free one chosen.',
    });
  });

  it('is by default the next free one', async () => {
    const ports = [await start(), await start(), await start()].map(({ url }) => Number(new URL(url).port));
    expect(ports).toEqual([...new Set(ports)].sort((a, b) => a - b));
    expect(ports[0]).toBeGreaterThanOrEqual(4040);
  });
});

describe('the host', () => {
  it.each(['192.0.2.1', 'no-such-name.invalid', '2001:db8::1'])(
    'that is none of this machine is told: %s',
    async (host) => {
      const error = await start({ host }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ message: `This machine has no address “${host}”.` });
    },
  );

  it('may be used in requests when it was given', async () => {
    const { url } = await start({ host: 'LOCALHOST' });
    expect(new URL(url).hostname).toBe('localhost');
  });

  const lan = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

  it.skipIf(lan === undefined)(
    'may be every address of the machine; requests may name each, and no other host',
    async () => {
      const { url } = await start({ host: '0.0.0.0' });
      const { port, hostname } = new URL(url);
      expect(hostname).toBe('127.0.0.1');
      const there = `http://${lan}:${port}/`;
      const status = async (host: string): Promise<number> =>
        parse(await exchange(there, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status;
      expect(await status(`${lan}:${port}`)).toBe(200);
      expect(await status(`evil.example:${port}`)).toBe(421);
      expect((await ask(url, '/', { host: `${lan}:${port}` })).status).toBe(421);
    },
  );

  it('may be an IPv6 address', async ({ skip }) => {
    const server = await start({ host: '::1' }).catch(() => skip('this machine has no IPv6'));
    const { port } = new URL(server.url);
    expect(server.url).toBe(`http://[::1]:${port}/`);
    const response = await fetch(server.url);
    expect(response.status).toBe(200);
  });
});
