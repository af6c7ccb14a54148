import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, dial, exchange, parse, rest } from './raw.js';
import { page, type Served, secret, serve } from './site.js';

let served: Served;
let release: () => Promise<void>;
let port: string;

beforeAll(async () => {
  ({ served, release } = await serve());
  ({ port } = new URL(served.url));
});
afterAll(async () => release());

describe('a foreign host', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    'localhost',
    'localhost:1',
    'localhost:PORT0',
    'localhost.:PORT',
    'localhost.evil.example:PORT',
    'evil.example#localhost:PORT',
    'user@localhost:PORT',
    'localhost:PORT@evil.example',
    '127.0.0.1.nip.io:PORT',
    '127.1:PORT',
    '0.0.0.0:PORT',
    '2130706433:PORT',
    '[::]:PORT',
    '[::ffff:7f00:1]:PORT',
    '::1:PORT',
    '[::1]:PORT:PORT',
    'localhost:PORT, evil.example',
    '',
  ])('is refused: %s', async (name) => {
    for (const target of ['/', '/group-1/', '/-handin/events', '/-handin/live.js', '/no/such/page']) {
      const { status, body } = await ask(served.url, target, { host: name.replaceAll('PORT', port) });
      expect([target, status, body]).toEqual([target, 421, 'This server does not answer for that host.\n']);
    }
  });

  it.each(['localhost:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT', '[::1]:PORT'])('is not %s', async (name) => {
    expect((await ask(served.url, '/', { host: name.replaceAll('PORT', port) })).status).toBe(200);
  });

  it('is refused as a second Host header, and so are a missing Host and HTTP/1.0', async () => {
    const own = `Host: localhost:${port}\r\n`;
    const twice = `GET / HTTP/1.1\r\n${own}Host: evil.example\r\nConnection: close\r\n\r\n`;
    expect(parse(await exchange(served.url, twice)).status).toBe(421);
    const repeated = `GET / HTTP/1.1\r\n${own}${own}Connection: close\r\n\r\n`;
    expect(parse(await exchange(served.url, repeated)).status).toBe(421);
    expect(parse(await exchange(served.url, 'GET / HTTP/1.1\r\n\r\n')).status).toBe(400);
    expect(parse(await exchange(served.url, 'GET / HTTP/1.0\r\n\r\n')).status).toBe(421);
  });

  it('is refused in an absolute-form target, whatever the Host header says', async () => {
    for (const target of [
      'http://evil.example/',
      `http://evil.example:${port}/`,
      `http://localhost:${port}@evil.example/`,
      `http://evil.example/?http://localhost:${port}/`,
      'http:///index.html',
    ])
      expect([target, (await ask(served.url, target)).status]).toEqual([target, 421]);
    expect((await ask(served.url, `http://localhost:${port}/group-1/`)).status).toBe(200);
    expect((await ask(served.url, `http://localhost:${port}/`, { host: 'evil.example' })).status).toBe(421);
    for (const target of [`https://localhost:${port}/`, 'file:///etc/passwd', 'localhost'])
      expect([target, (await ask(served.url, target)).status]).toEqual([target, 400]);
  });
});

describe('a path outside the site', () => {
  const outside = [
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/.%2e/secret.html',
    '/%2E%2E%2Fsecret.html',
    '/..%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/%252e%252e/secret.html',
    '/%252e%252e%252fsecret.html',
    '/%c0%ae%c0%ae/secret.html',
    '/%uff0e%uff0e/secret.html',
    '/．．/secret.html',
    '/group-1/../../secret.html',
    '/group-1/%2e%2e/%2e%2e/secret.html',
    '/group-1/up/secret.html',
    '/../site-2/index.html',
    '/..;/secret.html',
    '//secret.html',
    '///etc/passwd',
    '//etc/passwd',
    '/./../secret.html',
    '/etc/passwd',
    '/C:/Windows/win.ini',
    '/C:%5cWindows%5cwin.ini',
    '/index.html::$DATA',
    '/linked.html',
    '/linked.html%00.webp',
    '/away/',
    '/away/index.html',
    '/inside/index.html',
    '/group-1/up/',
    '/%00',
    '/index.html%00',
    '/group-1%00/',
    '/index.html%0d%0aX-Evil:%201',
    '/%',
    '/%zz',
    '/index.html/',
    '/index.html/..',
    '*',
  ];

  it.each(outside)('gives nothing: %s', async (target) => {
    const { status, body, headers } = await ask(served.url, Buffer.from(target).toString('latin1'));
    expect([400, 404]).toContain(status);
    expect(body).not.toContain(secret);
    expect(body).not.toContain('root:');
    expect(headers).not.toHaveProperty('x-evil');
  });

  it('gives nothing for a path that is very deep or very long', async () => {
    for (const target of [`/${'a/'.repeat(3000)}`, `/${'a'.repeat(5000)}`])
      expect((await ask(served.url, target)).status).toBe(404);
  });

  it('is not listed when it is a folder', async () => {
    for (const target of ['/noindex', '/noindex/', '/group-1/figures/', '/group-1/figures']) {
      const { status, body } = await ask(served.url, target);
      expect([target, status]).toEqual([target, 404]);
      expect(body).not.toMatch(/a\.txt|webp/);
    }
  });

  it('is never the target of a redirect', async () => {
    expect((await ask(served.url, '/group-1')).headers).toMatchObject({ location: '/group-1/' });
    expect((await ask(served.url, '/group-1?a=b&c')).headers).toMatchObject({ location: '/group-1/' });
    for (const target of [
      '//group-1',
      '//evil.example/group-1',
      '/%2fevil.example',
      '/\\evil.example',
      '/group-1%0d%0a',
    ])
      expect([target, (await ask(served.url, target)).headers['location']]).toEqual([target, undefined]);
  });
});

describe('a malformed or unsupported request', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'M-SEARCH'])(
    'is refused: %s',
    async (method) => {
      for (const target of ['/', '/-handin/events', '*']) {
        const { status, headers } = await ask(served.url, target, { method });
        expect([target, status, headers['allow']]).toEqual([target, 405, 'GET, HEAD']);
      }
    },
  );

  it('is refused without reading its body, and its connection is closed', async () => {
    const socket = await dial(served.url);
    socket.write(`POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 1000000000\r\n\r\n`);
    const { status, headers } = parse(await rest(socket));
    expect([status, headers['connection']]).toEqual([405, 'close']);
  });

  it.each([
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', /^$/],
    ['a method in small letters', 'get / HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['one of HTTP/0.9', 'GET /\r\n\r\n', /^HTTP\/1\.1 421 /],
    ['one of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', /^HTTP\/1\.1 400 /],
    ['a long header', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ['a long target', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ['many headers', `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: a\r\n'.repeat(10_000)}\r\n`, /^HTTP\/1\.1 431 /],
    ['a blank before a colon', 'GET / HTTP/1.1\r\nHost : localhost\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: a\r\n Host: localhost\r\n\r\n', /^HTTP\/1\.1 4\d\d /],
    ['one without carriage returns', 'GET / HTTP/1.1\nHost: localhost\n\n', /^HTTP\/1\.1 4\d\d /],
    [
      'one with two lengths',
      'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 4\d\d /,
    ],
  ])('is refused: %s', async (_, bytes, answer) => {
    expect(await exchange(served.url, bytes)).toMatch(answer);
    expect((await ask(served.url, '/')).status).toBe(200);
  });

  it('is refused when pipelined after a valid one', async () => {
    const good = `GET /manifest.json HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
    const text = await exchange(
      served.url,
      `${good}${good}GET /group-1/ HTTP/1.1\r\nHost: evil.example\r\n\r\n${good}${good}`,
    );
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 421']);
    expect(text).not.toContain('Größe');
  });

  it('is not read from the body of a valid one', async () => {
    const inner = `GET /group-1/ HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
    const text = await exchange(
      served.url,
      `GET /manifest.json HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: ${inner.length}\r\nConnection: close\r\n\r\n${inner}`,
    );
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  });

  it('is served as usual when it asks for a protocol upgrade', async () => {
    const headers =
      'Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n';
    expect((await ask(served.url, '/manifest.json', { headers })).status).toBe(200);
  });
});

it('serves others while connections are half open, silent or slow', async () => {
  const silent = await dial(served.url);
  const slow = await dial(served.url);
  slow.write('GET / HT');
  const halfOpen = await dial(served.url);
  halfOpen.end(`GET /group-1/ HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  await rest(halfOpen);
  const reset = await dial(served.url);
  reset.write(`GET /group-1/ HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  reset.resetAndDestroy();
  const { status, body } = await ask(served.url, '/group-1/');
  expect([status, body.length > page.length]).toEqual([200, true]);
  silent.destroy();
  slow.destroy();
});

it('closes at once, whatever connections are open', async () => {
  const other = await serve();
  const sockets = await Promise.all(Array.from({ length: 4 }, () => dial(other.served.url)));
  const host = new URL(other.served.url).host;
  sockets[1]?.write('GET / HT');
  sockets[2]?.write(`GET /-handin/events?page=/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  sockets[3]?.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  for (const socket of sockets.slice(2)) await once(socket, 'data');
  const ends = Promise.all(sockets.map(rest));
  await other.release();
  await ends;
  await expect(dial(other.served.url)).rejects.toThrow('ECONNREFUSED');
});

describe('a page of another origin', () => {
  it.each(['cross-site', 'same-site', 'CROSS-SITE', 'other'])(
    'gets neither the event stream nor the script: %s',
    async (site) => {
      for (const target of ['/-handin/events?page=/', '/-handin/live.js']) {
        const { status } = await ask(served.url, target, { headers: `Sec-Fetch-Site: ${site}\r\n` });
        expect([target, status]).toEqual([target, 403]);
      }
    },
  );

  it('cannot embed any file', async () => {
    for (const target of ['/', '/group-1/figures/a%20b.webp', '/nothing', '/%00', '/-handin/live.js']) {
      const { headers } = await ask(served.url, target);
      expect([target, headers['cross-origin-resource-policy'], headers['access-control-allow-origin']]).toEqual([
        target,
        'same-origin',
        undefined,
      ]);
    }
  });
});
