import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { openStore } from '../../../src/store/store.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

let folder: string;
const blob = (text: string) => Buffer.from(text);

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'handin-cache-')), 'cache');
});

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('returns what was put, in this run and the next', async () => {
  const first = openStore(folder, { enabled: true });
  expect(await first.get('k')).toBeUndefined();
  const entry = await first.put('k', { width: 3, name: 'é' }, [blob('one'), blob('two')]);
  expect(entry.blobs).toEqual([sha256('one'), sha256('two')]);
  const second = openStore(folder, { enabled: true });
  expect(await second.get('k')).toEqual({ value: { width: 3, name: 'é' }, blobs: entry.blobs });
  expect(Buffer.from((await second.blob(sha256('two'))) ?? []).toString()).toBe('two');
  expect(await readdir(join(folder, 'v1', 'blobs'))).toHaveLength(2);
});

test('reads and writes nothing on disk unless enabled', async () => {
  await openStore(folder, { enabled: true }).put('k', 1, [blob('disk')]);
  const memory = openStore(folder, { enabled: false });
  expect(await memory.get('k')).toBeUndefined();
  expect(await memory.blob(sha256('disk'))).toBeUndefined();
  await memory.put('k', 2, [blob('memory')]);
  expect(await memory.get('k')).toEqual({ value: 2, blobs: [sha256('memory')] });
  expect(await memory.blob(sha256('memory'))).toEqual(blob('memory'));
  await memory.prune(new Set());
  expect(await memory.get('k')).toBeUndefined();
  expect(await memory.blob(sha256('memory'))).toBeUndefined();
  expect(await openStore(folder, { enabled: true }).get('k')).toEqual({ value: 1, blobs: [sha256('disk')] });
});

describe('damaged data is a cache miss', () => {
  const recordPath = async () => join(folder, 'v1', 'records', (await readdir(join(folder, 'v1', 'records')))[0] ?? '');
  test.each([
    ['empty record', async () => writeFile(await recordPath(), '')],
    ['cut off record', async () => writeFile(await recordPath(), (await readFile(await recordPath())).subarray(0, 80))],
    [
      'changed record',
      async () =>
        writeFile(await recordPath(), (await readFile(await recordPath(), 'utf8')).replace('"value":1', '"value":2')),
    ],
    ['binary record', async () => writeFile(await recordPath(), Buffer.alloc(4096, 0xff))],
    ['blob gone', async () => rm(join(folder, 'v1', 'blobs', sha256('x')))],
  ])('%s', async (_, damage) => {
    await openStore(folder, { enabled: true }).put('k', 1, [blob('x')]);
    await damage();
    expect(await openStore(folder, { enabled: true }).get('k')).toBeUndefined();
  });

  test('a changed blob is removed, so that its record is a miss too', async () => {
    const cache = openStore(folder, { enabled: true });
    await cache.put('k', 1, [blob('x')]);
    await writeFile(join(folder, 'v1', 'blobs', sha256('x')), 'y');
    expect(await cache.blob(sha256('x'))).toBeUndefined();
    expect(await cache.get('k')).toBeUndefined();
    await cache.put('k', 1, [blob('x')]);
    expect(await cache.blob(sha256('x'))).toEqual(blob('x'));
  });

  test('a store that cannot be written keeps entries in memory for the run', async () => {
    await writeFile(folder, 'a file in the way');
    const cache = openStore(folder, { enabled: true });
    await cache.put('k', 1, [blob('x')]);
    expect(await cache.get('k')).toEqual({ value: 1, blobs: [sha256('x')] });
    expect(await cache.blob(sha256('x'))).toEqual(blob('x'));
    await cache.prune(new Set(['k']));
    await chmod(folder, 0o600);
  });
});

test('prune keeps used entries, their blobs, other versions, and files that are being written', async () => {
  const cache = openStore(folder, { enabled: true });
  await cache.put('used', 1, [blob('shared'), blob('mine')]);
  await cache.put('old', 2, [blob('shared'), blob('stale')]);
  const other = join(folder, 'v0');
  await openStore(other, { enabled: true }).put('x', 1, []);
  const blobs = join(folder, 'v1', 'blobs');
  await writeFile(join(blobs, 'tmp-new'), '');
  await writeFile(join(blobs, 'tmp-abandoned'), '');
  await utimes(join(blobs, 'tmp-abandoned'), 0, 0);
  await cache.prune(new Set(['used', 'never put']));
  expect((await readdir(blobs)).sort()).toEqual([sha256('mine'), sha256('shared'), 'tmp-new'].sort());
  expect(await cache.get('used')).toBeDefined();
  expect(await cache.get('old')).toBeUndefined();
  expect(await openStore(other, { enabled: true }).get('x')).toBeDefined();
});

test('concurrent writers of the same entry leave one complete entry', async () => {
  const caches = Array.from({ length: 8 }, () => openStore(folder, { enabled: true }));
  await Promise.all(caches.map((cache) => cache.put('k', 'v', [Buffer.alloc(100_000, 1)])));
  expect(await readdir(join(folder, 'v1', 'blobs'))).toHaveLength(1);
  expect(await caches[0]?.get('k')).toEqual({ value: 'v', blobs: [sha256(Buffer.alloc(100_000, 1))] });
});

test('reading 474 figures takes less than a second of CPU time', async () => {
  const cache = openStore(folder, { enabled: true });
  const keys = Array.from({ length: 474 }, (_, index) => `figure:${index}`);
  for (const key of keys)
    await cache.put(
      key,
      { key },
      ['a', 'b', 'c'].map((part) => blob(part + key)),
    );
  const started = process.cpuUsage();
  const entries = await Promise.all(keys.map((key) => cache.get(key)));
  expect(entries.every((entry) => entry?.blobs.length === 3)).toBe(true);
  expect(cpuMilliseconds(started)).toBeLessThan(1000);
});
