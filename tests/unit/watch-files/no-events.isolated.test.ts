import { EventEmitter } from 'node:events';
import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Follower, follow, newFolder } from './tree.js';

const statfs = vi.hoisted(() => ({ type: 0 }));
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  statfs: async () => statfs,
}));

const { watch } = fs;
let root: string;
let follower: Follower | undefined;

beforeEach(async () => {
  root = await newFolder();
  write('reports/one/README.md', 'A report.\n');
  // A file system of another machine: the system accepts the watch, and never tells of anything.
  fs.watch = (() => Object.assign(new EventEmitter(), { close: () => undefined })) as unknown as typeof fs.watch;
  syncBuiltinESMExports();
});
afterEach(async () => {
  fs.watch = watch;
  syncBuiltinESMExports();
  statfs.type = 0;
  follower?.watcher.close();
  await rm(root, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

async function start(options: Parameters<typeof follow>[2] = {}): Promise<Follower> {
  follower = await follow(root, [path.join(root, 'reports'), path.join(root, 'reports', 'linked')], options);
  return follower;
}

it('changes are found with `poll`, in a symbolic link too, and without it are not', async () => {
  const deaf = await start();
  write('reports/one/README.md', 'Not noticed.\n');
  await sleep(500);
  expect(deaf.batches).toEqual([]);
  deaf.watcher.close();

  write('elsewhere/README.md', 'Another report.\n');
  symlinkSync(path.join(root, 'elsewhere'), path.join(root, 'reports', 'linked'));
  const { known, batches, notes, settle } = await start({ poll: true });
  write('reports/one/README.md', 'Noticed.\n');
  await settle();
  expect(batches).toEqual([['reports/one/README.md']]);
  write('elsewhere/README.md', 'Noticed too.\n');
  write('reports/one/figures/a.png', 'A figure.\n');
  await settle();
  expect(known.get(path.join(root, 'reports/linked/README.md'))).toBe('Noticed too.\n');
  expect(notes).toEqual([]);
});

it.skipIf(process.platform !== 'linux')('changes on a network file system are found without `poll`', async () => {
  statfs.type = 0x6969;
  const { notes, settle } = await start();
  write('reports/one/README.md', 'Noticed.\n');
  await settle();
  expect(notes).toEqual([
    `${root} is on a file system (NFS) that does not tell of all changes: files are looked at again and again instead, which is slower.`,
  ]);
});
