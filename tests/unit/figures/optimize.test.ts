import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { figureDefaults } from '../../../src/config/defaults.js';
import type { OptimizerSettings } from '../../../src/figures/optimize.js';
import { createFigureOptimizer } from '../../../src/figures/optimize.js';
import type { FigureTarget } from '../../../src/model/figure.js';
import { sha256 } from '../../../src/model/sha256.js';
import { openStore } from '../../../src/store/store.js';
import { listen } from '../../support/ports.js';
import { photo } from './images.js';

let base: string;
let folder: string;
let server: Server | undefined;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'handin-optimize-'));
  folder = join(base, 'group');
  await mkdir(join(folder, 'figures'), { recursive: true });
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(base, { recursive: true });
});

const local = (path: string): FigureTarget => ({ kind: 'local', path });

function optimizer(settings: Partial<OptimizerSettings> = {}) {
  const cache = openStore(join(base, 'cache'), { enabled: true });
  return createFigureOptimizer({ options: figureDefaults, cache, remote: { enabled: true }, ...settings });
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, path), bytes);
}

test('a local figure becomes files with readable names', async () => {
  const source = await photo(1200, 600).jpeg().toBuffer();
  await put('figures/Løss Curve (é).JPG', source);
  const { outcome, files } = await optimizer().optimize({ folder, target: local('figures/Løss Curve (é).JPG') });
  if (!('asset' in outcome)) throw new Error(outcome.reason);
  expect(outcome.asset).toMatchObject({ sourceBytes: source.length, transparent: false, animated: false });
  expect(outcome.asset.variants.map(({ width, height, format }) => [width, height, format])).toEqual([
    [800, 400, 'webp'],
    [1200, 600, 'jpeg'],
  ]);
  for (const [index, file] of files.entries()) {
    const width = outcome.asset.variants[index]?.width;
    const bytes = await file.contents();
    expect([bytes.length, sha256(bytes)]).toEqual([file.bytes, file.sha256]);
    expect(file.name).toBe(`loss-curve-e-${width}w-${file.sha256.slice(0, 8)}.${width === 800 ? 'webp' : 'jpg'}`);
  }
  expect(files.map(({ contents: _, ...variant }) => variant)).toEqual(outcome.asset.variants);
});

test('the second build encodes nothing and gives the same result', async () => {
  await put('figures/a.jpg', await photo(1200, 600).jpeg().toBuffer());
  await put('figures/b.png', Buffer.from('no picture'));
  const build = async () => {
    const opt = optimizer();
    const results = [
      await opt.optimize({ folder, target: local('figures/a.jpg') }),
      await opt.optimize({ folder, target: local('figures/b.png') }),
    ];
    return { outcomes: results.map((result) => result.outcome), counts: opt.counts() };
  };
  const [first, second] = [await build(), await build()];
  expect(second.outcomes).toEqual(first.outcomes);
  expect(first.counts).toMatchObject({ figures: 2, encoded: 1, fromCache: 0, failed: 1 });
  expect(second.counts).toEqual({ ...first.counts, encoded: 0, fromCache: 1 });
  expect(second.outcomes[1]).toEqual({
    target: local('figures/b.png'),
    failure: 'unreadable',
    reason: 'The file is not a picture of a known kind: export the figure as PNG, JPEG, WebP, GIF or SVG.',
  });
});

test('other options are a cache miss', async () => {
  await put('a.jpg', await photo(1000, 300).jpeg().toBuffer());
  const names = async (quality: number) =>
    (
      await optimizer({ options: { ...figureDefaults, quality } }).optimize({ folder, target: local('a.jpg') })
    ).files.map((file) => file.name);
  expect(await names(80)).not.toEqual(await names(60));
  await put('b.png', await photo(900, 300).png().toBuffer());
  const formats = async (full: 'compact' | 'source') =>
    (await optimizer({ options: { ...figureDefaults, full } }).optimize({ folder, target: local('b.png') })).files.map(
      (file) => file.format,
    );
  expect([await formats('compact'), await formats('source')]).toEqual([['webp'], ['png']]);
});

test('the same bytes under several names are encoded once', async () => {
  const source = await photo(900, 300).jpeg().toBuffer();
  const paths = ['a.jpg', 'b.jpg', 'figures/a.png'];
  for (const path of paths) await put(path, source);
  const seen: number[] = [];
  const opt = optimizer({ onProgress: (counts) => seen.push(counts.figures) });
  const results = await Promise.all([...paths, 'a.jpg'].map((path) => opt.optimize({ folder, target: local(path) })));
  expect(new Set(results.map(({ files }) => files[0]?.sha256)).size).toBe(1);
  expect(results.map(({ files }) => files[0]?.name.split('-')[0])).toEqual(['a', 'b', 'a', 'a']);
  expect(opt.counts()).toMatchObject({
    figures: 3,
    encoded: 1,
    fromCache: 2,
    failed: 0,
    sourceBytes: 3 * source.length,
  });
  expect(seen.at(-1)).toBe(3);
});

test('without a cache nothing is left on disk', async () => {
  await put('a.jpg', await photo(900, 300).jpeg().toBuffer());
  const opt = optimizer({ cache: openStore(join(base, 'cache'), { enabled: false }) });
  const { files } = await opt.optimize({ folder, target: local('a.jpg') });
  expect((await files[0]?.contents())?.length).toBe(files[0]?.bytes);
  expect((await readdir(base)).sort()).toEqual(['group']);
});

describe('hostile file names', () => {
  test.each([
    ['../../etc/passwd', 'passwd-5w-'],
    ['a\\..\\..\\b', 'b-5w-'],
    ['<script>alert(1)<.png', 'script-alert-1-5w-'],
    ['.png', 'png-5w-'],
    ['图.png', 'figure-5w-'],
    ['-- --.png', 'figure-5w-'],
    ['CON.png', 'con-5w-'],
    ['a'.repeat(300), `${'a'.repeat(48)}-5w-`],
    ['x\0\n"\'%2e.png', 'x-2e-5w-'],
  ])('%j', async (source, expected) => {
    const { variantName } = await import('../../../src/figures/encode/variant-name.js');
    expect(variantName({ source, format: 'svg+xml', width: 5, sha256: 'f'.repeat(64) })).toBe(
      `${expected}ffffffff.svg`,
    );
  });
});

describe('what is not read', () => {
  const reasonOf = async (target: FigureTarget, settings: Partial<OptimizerSettings> = {}) => {
    const { outcome, files } = await optimizer(settings).optimize({ folder, target });
    expect(files).toEqual([]);
    return 'failure' in outcome ? [outcome.failure, outcome.reason] : outcome;
  };

  test('targets without a file', async () => {
    expect(await reasonOf({ kind: 'missing' })).toEqual([
      'absent',
      "There is no such file in the report's folder: add it, or correct the address.",
    ]);
    expect(await reasonOf({ kind: 'outside' })).toEqual([
      'absent',
      "The address leads out of the report's folder: copy the file into the folder and refer to it there.",
    ]);
    expect(await reasonOf({ kind: 'refused', scheme: 'javascript' })).toEqual([
      'absent',
      'A figure may not have an address that begins with "javascript:": save the picture in the report\'s folder and refer to that file.',
    ]);
    expect(await reasonOf(local('gone.png'))).toEqual([
      'absent',
      'The file is no longer there: put it back, or remove the figure.',
    ]);
    expect(
      await reasonOf({ kind: 'remote', url: 'https://example.com/a.png' }, { remote: { enabled: false } }),
    ).toEqual(['unreachable', 'Pictures from the web are not downloaded in this build.']);
  });

  test('a symbolic link out of the folder that appears after the folder was listed', async () => {
    const secret = join(base, 'secret.png');
    await writeFile(secret, await photo(10, 10).png().toBuffer());
    await symlink(secret, join(folder, 'a.png'));
    await symlink(base, join(folder, 'up'));
    const reason = ['unreadable', "The file lies outside the report's folder: copy it into the folder."];
    expect(await reasonOf(local('a.png'))).toEqual(reason);
    expect(await reasonOf(local('up/secret.png'))).toEqual(reason);
    expect(await reasonOf(local('../secret.png'))).toEqual(reason);
  });

  test('folders, pipes and circular symbolic links', async () => {
    await mkdir(join(folder, 'dir.png'));
    await symlink('loop.png', join(folder, 'loop.png'));
    expect(await reasonOf(local('dir.png'))).toEqual([
      'unreadable',
      'It is no ordinary file: put the picture itself in its place.',
    ]);
    expect(await reasonOf(local('loop.png'))).toEqual([
      'unreadable',
      'The symbolic link leads nowhere: put the picture itself in its place.',
    ]);
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [join(folder, 'pipe.png')]);
      expect(await reasonOf(local('pipe.png'))).toEqual([
        'unreadable',
        'It is no ordinary file: put the picture itself in its place.',
      ]);
    }
  });

  test('a file above the size limit', async () => {
    await put('large.png', Buffer.alloc(0));
    await truncate(join(folder, 'large.png'), 65 * 1024 * 1024);
    expect(await reasonOf(local('large.png'))).toEqual([
      'unreadable',
      'The file has 65 MB and the limit is 64 MB: export a smaller picture.',
    ]);
  });
});

describe('the cache', () => {
  test('a blob that was damaged after the cache hit is encoded again', async () => {
    await put('a.jpg', await photo(900, 300).jpeg().toBuffer());
    const { files } = await optimizer().optimize({ folder, target: local('a.jpg') });
    const file = files[0];
    const blob = join(base, 'cache', 'v1', 'blobs', file?.sha256 ?? '');
    const before = await readFile(blob);
    await writeFile(blob, 'damage');
    expect(await file?.contents()).toEqual(before);
    await rm(blob);
    expect(await file?.contents()).toEqual(before);
    await rm(blob);
    await put('a.jpg', await photo(800, 300).jpeg().toBuffer());
    await expect(file?.contents()).rejects.toThrow(`${file?.name} is no longer what it was when the build began`);
  });

  test('keeps what this build used when pruned', async () => {
    await put('a.jpg', await photo(300, 300).jpeg().toBuffer());
    await put('b.jpg', await photo(300, 200).jpeg().toBuffer());
    const first = optimizer();
    for (const path of ['a.jpg', 'b.jpg']) await first.optimize({ folder, target: local(path) });
    const second = optimizer();
    const { files } = await second.optimize({ folder, target: local('a.jpg') });
    await second.prune();
    expect(await readdir(join(base, 'cache', 'v1', 'blobs'))).toEqual(files.map((file) => file.sha256));
    const third = optimizer();
    for (const path of ['a.jpg', 'b.jpg']) await third.optimize({ folder, target: local(path) });
    expect(third.counts()).toMatchObject({ encoded: 1, fromCache: 1 });
  });
});

test('a remote figure is downloaded once and then cached', async () => {
  const source = await photo(900, 300).jpeg().toBuffer();
  let asked = 0;
  server = createServer((_, response) => {
    asked++;
    response.end(source);
  });
  const host = `127.0.0.1:${await listen(server)}`;
  const target: FigureTarget = { kind: 'remote', url: `http://${host}/user/My%20Plot.png?x=1` };
  const build = async () =>
    (await optimizer({ remote: { enabled: true, allowHosts: [host] } }).optimize({ folder, target })).files;
  const files = await build();
  expect(files.map((file) => file.name)).toEqual(
    files.map((file) => expect.stringMatching(`^my-20plot-\\d+w-${file.sha256.slice(0, 8)}\\.jpg$`)),
  );
  expect((await build()).map((file) => file.name)).toEqual(files.map((file) => file.name));
  expect(asked).toBe(1);
  const { outcome } = await optimizer().optimize({
    folder,
    target: { kind: 'remote', url: `http://${host}/other.png` },
  });
  expect('reason' in outcome && outcome.reason).toContain('port');
});

describe('figures on a slow server', () => {
  let host: string;
  let answer: () => void;

  beforeEach(async () => {
    const source = await photo(300, 100).jpeg().toBuffer();
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server = createServer((request, response) => {
      if (request.url === '/known.jpg') response.end(source);
      else void answered.then(() => response.end(source));
    });
    host = `127.0.0.1:${await listen(server)}`;
  });

  const remote = (name: string): FigureTarget => ({ kind: 'remote', url: `http://${host}/${name}` });
  const open = () => optimizer({ remote: { enabled: true, allowHosts: [host] } });

  test('hold up neither local ones nor those that were downloaded before', async () => {
    await put('a.jpg', await photo(900, 300).jpeg().toBuffer());
    await put('b.jpg', await photo(900, 200).jpeg().toBuffer());
    await open().optimize({ folder, target: remote('known.jpg') });
    const opt = open();
    let waiting = 20;
    const slow = Array.from({ length: waiting }, async (_, index) => {
      const { outcome } = await opt.optimize({ folder, target: remote(`${index}.jpg`) });
      waiting -= 1;
      return outcome;
    });
    const quick = ['a.jpg', 'b.jpg'].map((path) => opt.optimize({ folder, target: local(path) }));
    quick.push(opt.optimize({ folder, target: remote('known.jpg') }));
    for (const { outcome } of await Promise.all(quick)) expect(Object.keys(outcome)).toContain('asset');
    expect(waiting).toBe(20);
    answer();
    for (const outcome of await Promise.all(slow)) expect(Object.keys(outcome)).toContain('asset');
  });
});

test('an abort rejects pending figures and leaves no partial entries', async () => {
  const stop = new AbortController();
  for (let index = 0; index < 6; index++)
    await put(
      `${index}.jpg`,
      await photo(1500 + index, 900)
        .jpeg()
        .toBuffer(),
    );
  const opt = optimizer();
  const running = Array.from({ length: 6 }, (_, index) =>
    opt.optimize({ folder, target: local(`${index}.jpg`), signal: stop.signal }),
  );
  setTimeout(() => stop.abort(new Error('enough')), 100);
  const results = await Promise.allSettled(running);
  expect(
    results
      .filter((result) => result.status === 'rejected')
      .every((result) => (result.reason as Error).message === 'enough'),
  ).toBe(true);
  expect(results.at(-1)?.status).toBe('rejected');
  const again = await optimizer().optimize({ folder, target: local('5.jpg') });
  expect('asset' in again.outcome).toBe(true);
});

test('an aborted request does not abort others for the same figure', async () => {
  const source = await photo(1500, 900).jpeg().toBuffer();
  await put('a.jpg', source);
  await put('b.jpg', source);
  const stop = new AbortController();
  const opt = optimizer();
  const first = opt.optimize({ folder, target: local('a.jpg'), signal: stop.signal });
  const second = opt.optimize({ folder, target: local('b.jpg') });
  setTimeout(() => stop.abort(new Error('enough')), 60);
  await first.catch(() => undefined);
  expect('asset' in (await second).outcome).toBe(true);
});
