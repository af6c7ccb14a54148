import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteLimits } from '../../../src/figures/fetch/fetch-figure.js';
import { createFetcher, redirectTarget } from '../../../src/figures/fetch/fetch-figure.js';
import { fetchHop } from '../../../src/figures/fetch/fetch-hop.js';
import { isPublicAddress, RefusedAddressError } from '../../../src/figures/fetch/public-address.js';
import { listen } from '../../support/ports.js';
import { noise, photo } from './images.js';

let png: Buffer;
const servers: Server[] = [];

beforeAll(async () => {
  png = await photo(40, 30).png().toBuffer();
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Starts a server on the loopback address; returns its `host:port`. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return `127.0.0.1:${await listen(server)}`;
}

async function get(listener: RequestListener, limits: Partial<RemoteLimits> = {}, path = '/a.png') {
  const host = await serve(listener);
  return createFetcher({ allowHosts: [host], ...limits }).fetch(`http://${host}${path}`);
}

const because = (why: string) => ({
  failure: 'unreachable',
  reason: `The picture could not be downloaded because ${why}.`,
});

describe('what is fetched', () => {
  test('an image, whatever its Content-Type, requested without cookies, referrer or compression', async () => {
    let headers: unknown;
    const bytes = await get((request, response) => {
      headers = request.headers;
      response.setHeader('content-type', 'text/plain').setHeader('set-cookie', 'a=b').end(png);
    });
    expect(bytes).toEqual(png);
    expect(headers).toMatchObject({ accept: 'image/*', 'accept-encoding': 'identity' });
    expect(Object.keys(headers as object).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test('a response that is compressed unasked', async () => {
    expect(await get((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(png)))).toEqual(png);
  });

  test('a chain of redirects, relative ones too', async () => {
    const bytes = await get((request, response) => {
      const next: Record<string, string> = {
        '/a.png': '/b',
        '/b': 'c?x=1',
        '/c?x=1': `http://${request.headers.host}/d`,
      };
      const location = next[request.url ?? ''];
      if (location === undefined) response.end(png);
      else response.writeHead(302, { location }).end();
    });
    expect(bytes).toEqual(png);
  });

  test('concurrent requests for the same URL are joined', async () => {
    let asked = 0;
    const host = await serve((_, response) => {
      asked++;
      setTimeout(() => response.end(png), 30);
    });
    const fetcher = createFetcher({ allowHosts: [host] });
    const all = await Promise.all(Array.from({ length: 5 }, () => fetcher.fetch(`http://${host}/a`)));
    expect([asked, all.every((bytes) => bytes instanceof Uint8Array)]).toEqual([1, true]);
  });
});

describe('what is refused', () => {
  test.each([
    [
      'a page',
      (_: unknown, r: { end(x: string): void }) => r.end('<!doctype html><title>Sign in</title>'),
      'the address does not lead to a picture',
    ],
    ['nothing', (_: unknown, r: { end(): void }) => r.end(), 'the address does not lead to a picture'],
  ])('%s', async (_, listener, why) => {
    expect(await get(listener as RequestListener)).toEqual(because(why));
  });

  test('not found', async () => {
    expect(await get((_, response) => response.writeHead(404).end(png))).toEqual(because('the server answered 404'));
  });

  test('a redirect without a Location header', async () => {
    expect(await get((_, response) => response.writeHead(302).end())).toEqual(because('the server answered 302'));
  });

  test('an endless redirect', async () => {
    let asked = 0;
    expect(
      await get((_, response) => response.writeHead(302, { location: `/${asked++}` }).end(), { maxRedirects: 3 }),
    ).toEqual(because('it was redirected more than 3 times'));
    expect(asked).toBe(4);
  });

  test.each([
    ['http://127.0.0.1/', 'its server is not on the public internet'],
    ['http://10.0.0.1/a.png', 'its server is not on the public internet'],
    ['http://169.254.169.254/latest/meta-data', 'its server is not on the public internet'],
    ['http://[::1]/', 'its server is not on the public internet'],
    ['http://[::ffff:10.0.0.1]/', 'its server is not on the public internet'],
    ['http://0x7f.1/', 'its server is not on the public internet'],
    ['http://2130706433/', 'its server is not on the public internet'],
    ['http://localhost/', 'its server is not on the public internet'],
    ['http://127.0.0.1:9/', 'port 9 is not allowed'],
    ['ftp://127.0.0.1/', '"ftp:" is no address of the web'],
    ['file:///etc/passwd', '"file:" is no address of the web'],
    ['http://user:word@example.com/', 'the address holds a user name or password'],
    ['http://[', 'it was redirected to something that is no address'],
  ])('directly or by redirect: %s', async (location, why) => {
    expect(await get((_, response) => response.writeHead(301, { location }).end())).toEqual(because(why));
    if (location !== 'http://[') expect(await createFetcher().fetch(location)).toEqual(because(why));
  });

  test('from https to http', () => {
    const from = new URL('https://example.com/a/b');
    expect(redirectTarget(from, '../c').href).toBe('https://example.com/c');
    expect(redirectTarget(from, '//other.example/d').href).toBe('https://other.example/d');
    expect(() => redirectTarget(from, 'http://example.com/c')).toThrow('it was redirected from https to http');
  });

  test('a host name that resolves to a private address when connecting (DNS rebinding)', async () => {
    let asked = 0;
    const host = await serve((_, response) => {
      asked++;
      response.end(png);
    });
    const hop = {
      url: new URL(`http://rebind.example:${host.split(':')[1]}/`),
      maxBytes: 1e6,
      signal: new AbortController().signal,
      onAnswer: () => undefined,
    };
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    await expect(fetchHop({ ...hop, resolve, trusted: false })).rejects.toThrow(RefusedAddressError);
    expect(asked).toBe(0);
    expect(Buffer.from((await fetchHop({ ...hop, resolve, trusted: true })).body)).toEqual(png);
    const mixed = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(fetchHop({ ...hop, resolve: mixed, trusted: false })).rejects.toThrow(RefusedAddressError);
  });

  test.each([
    ['announced', { 'content-length': '2000000' }],
    ['not announced', {}],
  ])('too large, %s', async (_, headers) => {
    const large = Buffer.concat([png, noise(2_000_000 - png.length)]);
    expect(
      await get((_request, response) => response.writeHead(200, headers).end(large), { maxBytes: 1_000_000 }),
    ).toEqual(because('it is larger than 1 MB'));
  });

  test('too large once decompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(
      await get((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb), { maxBytes: 1_000_000 }),
    ).toEqual(because('it is larger than 1 MB'));
  });

  test('a response that trickles in', async () => {
    const result = await get(
      (_, response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
      { timeout: 300 },
    );
    expect(result).toEqual(because('the server took longer than 0.3 seconds'));
  });

  test('no response', async () => {
    expect(await get(() => undefined, { answerTimeout: 200 })).toEqual(
      because('the server took longer than 0.2 seconds'),
    );
  });

  test('a connection that is reset', async () => {
    expect(await get((request) => request.socket.destroy())).toEqual(because('its server broke the connection off'));
    expect(
      await get((request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x', () => request.socket.destroy());
      }),
    ).toEqual(because('its server broke the connection off'));
  });
});

describe('the circuit breaker', () => {
  test('connection refused: further requests to the host fail with the first error', async () => {
    const host = await serve(() => undefined);
    for (const server of servers.splice(0)) server.close();
    const fetcher = createFetcher({ allowHosts: [host] });
    const all = await Promise.all(Array.from({ length: 9 }, (_, index) => fetcher.fetch(`http://${host}/${index}`)));
    expect(new Set(all.map((result) => JSON.stringify(result)))).toEqual(
      new Set([JSON.stringify(because('its server does not answer'))]),
    );
  });

  test('the timeout of a silent host is waited for once', async () => {
    let requests = 0;
    const host = await serve(() => {
      requests += 1;
    });
    const fetcher = createFetcher({ allowHosts: [host], answerTimeout: 200 });
    await Promise.all(Array.from({ length: 9 }, (_, index) => fetcher.fetch(`http://${host}/${index}`)));
    expect(requests).toBe(1);
  });

  test('after two host names that cannot be resolved, the machine counts as offline', async () => {
    const asked: string[] = [];
    const fetcher = createFetcher({}, async (hostname) => {
      asked.push(hostname);
      throw Object.assign(new Error(), { code: 'ENOTFOUND' });
    });
    for (const host of ['a', 'a', 'b', 'c', 'd'])
      expect(await fetcher.fetch(`https://${host}.example/x.png`)).toEqual(because('its server was not found'));
    expect(asked).toEqual(['a.example', 'b.example']);
  });

  test('an HTTP error of one figure does not affect others', async () => {
    const host = await serve((request, response) =>
      request.url === '/none' ? response.writeHead(404).end() : response.end(png),
    );
    const fetcher = createFetcher({ allowHosts: [host] });
    expect(await fetcher.fetch(`http://${host}/none`)).toEqual(because('the server answered 404'));
    expect(await fetcher.fetch(`http://${host}/a`)).toEqual(png);
  });

  test('an abort ends the download', async () => {
    const host = await serve(() => undefined);
    const stop = new AbortController();
    const running = createFetcher({ allowHosts: [host] }).fetch(`http://${host}/`, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 30);
    await expect(running).rejects.toThrow('enough');
  });
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['198.18.0.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:8.8.8.8', false],
  ['::127.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['2002:7f00:1::', false],
  ['4000::1', false],
  ['', false],
  ['localhost', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
