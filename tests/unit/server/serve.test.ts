import { cp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './raw.js';
import { files, page, type Served, serve } from './site.js';

let served: Served;
let release: () => Promise<void>;

beforeAll(async () => {
  ({ served, release } = await serve());
});
afterAll(async () => release());

/** What the server adds to a page for its script, and what it takes its policy's place with. */
const scriptTag = /<script src="\/-handin\/live\.js" data-version="[\w-]{22}" nonce="[\w-]{22}"><\/script>/;
const policy = /(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*/;

describe('files of the site', () => {
  it('are served byte for byte, with their type', async () => {
    const types: Record<string, string> = {
      'group-1/figures/a b.webp': 'image/webp',
      'group-1/figures/größe.svg': 'image/svg+xml',
      'group-1/figures/100%25.png': 'image/png',
      'manifest.json': 'application/json; charset=utf-8',
      'noindex/a.txt': 'text/plain; charset=utf-8',
      'group-2/README': 'application/octet-stream',
    };
    for (const [name, type] of Object.entries(types)) {
      const address = `/${name.split('/').map(encodeURIComponent).join('/')}`;
      const { status, headers, body } = await ask(served.url, address);
      expect([name, status, headers['content-type']]).toEqual([name, 200, type]);
      expect(Buffer.from(body, 'latin1')).toEqual(files[name]);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-length': String(files[name]?.length),
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
    }
  });

  it('are the same for HEAD, without a body', async () => {
    for (const target of ['/', '/group-1/', '/manifest.json', '/group-1', '/nothing', '/%00', '/-handin/live.js']) {
      const [get, head] = await Promise.all([ask(served.url, target), ask(served.url, target, { method: 'HEAD' })]);
      expect([target, head.status, head.body]).toEqual([target, get.status, '']);
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
    }
  });

  it('do not depend on a query or on conditional headers', async () => {
    const headers = 'If-None-Match: *\r\nRange: bytes=0-3\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n';
    const { status, body } = await ask(served.url, '/manifest.json?download=/etc/passwd', { headers });
    expect([status, body]).toEqual([200, '{"generator":"handin 0.1.0"}']);
  });
});

describe('a page', () => {
  it('is the file plus the live script and the policy for it', async () => {
    const { status, headers, body } = await ask(served.url, '/group-1/');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers).not.toHaveProperty('content-security-policy');
    const nonce = /nonce="([\w-]+)"/.exec(body)?.[1];
    expect(policy.exec(body)?.[0]).toBe(
      `default-src 'none'; img-src 'self' data:; style-src 'sha256-aaa='; script-src 'sha256-bbb=' 'nonce-${nonce}'; base-uri 'none'; connect-src 'self'`,
    );
    const written = page.toString('latin1');
    const back = body.replace(scriptTag, '').replace(policy, policy.exec(written)?.[0] ?? '');
    expect(Buffer.from(back, 'latin1')).toEqual(page);
    expect(body).toContain('</script></body>\n</html>\n');
  });

  it('without a policy or a </body> gets the script and nothing else', async () => {
    const { body } = await ask(served.url, '/');
    expect(body.replace(scriptTag, '')).toBe('<!doctype html><title>Cohort</title><body>All groups</body>');
  });

  it('that does not exist says so, and has the live script that shows it once it does', async () => {
    for (const target of ['/group-9/', '/group-9', '/group-9/index.html', '/group-9/page.html']) {
      const { status, headers, body } = await ask(served.url, target);
      expect([target, status, headers['content-type']]).toEqual([target, 404, 'text/html; charset=utf-8']);
      expect(body).toContain('<h1>There is no such page</h1>');
      expect(body).toMatch(scriptTag);
    }
    expect((await ask(served.url, '/group-9/a.png')).body).toBe('There is no such file.\n');
  });

  it('has a nonce that differs in every run', async () => {
    const other = await serve();
    const words = await Promise.all([served.url, other.served.url].map(async (url) => (await ask(url, '/')).body));
    expect(new Set(words.map((body) => /nonce="([\w-]+)"/.exec(body)?.[1])).size).toBe(2);
    await other.release();
  });
});

it('serves the script', async () => {
  const { headers, body } = await ask(served.url, '/-handin/live.js');
  expect([headers['content-type'], body]).toEqual(['text/javascript; charset=utf-8', 'live();']);
});

it('serves the current content of the folder, also after the folder was replaced', async () => {
  const other = await serve();
  const { folder, url } = other.served;
  const swap = async (text: string): Promise<void> => {
    await cp(folder, `${folder}-new`, { recursive: true, verbatimSymlinks: true });
    await writeFile(path.join(`${folder}-new`, 'manifest.json'), text);
    await rename(folder, `${folder}-old`);
    await rename(`${folder}-new`, folder);
    await rm(`${folder}-old`, { recursive: true });
  };
  for (const text of ['first', 'second']) {
    await swap(text);
    expect((await ask(url, '/manifest.json')).body).toBe(text);
  }
  await rm(folder, { recursive: true });
  expect((await ask(url, '/manifest.json')).status).toBe(404);
  expect(await readdir(path.dirname(folder))).toEqual(['secret.html', 'site-2']);
  await other.release();
});

it('answers with status 500 for a file that cannot be read, and goes on serving', async () => {
  const other = await serve({
    files: {
      read: async (name) => {
        if (name === 'broken.webp') throw Object.assign(new Error('EIO'), { code: 'EIO' });
        return files[name];
      },
    },
  });
  const { status, body } = await ask(other.served.url, '/broken.webp');
  expect([status, body]).toEqual([500, 'The file could not be read.\n']);
  expect((await ask(other.served.url, '/manifest.json')).status).toBe(200);
  await other.release();
});
