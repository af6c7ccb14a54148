import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFiles } from '../../../src/figures/resolve/list-files.js';

let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'handin-list-'));
  folder = join(base, 'group (1) [x]');
  await mkdir(folder);
});

afterEach(() => rm(base, { recursive: true }));

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), '');
  }
}

test('image files in any folder and any letter case, sorted; nothing else', async () => {
  await put(
    'figures/b.PNG',
    'figures/a.svg',
    'images/deep/x.JPeG',
    'z.heic',
    'README.md',
    'data.csv',
    '.hidden.png',
    '.git/a.png',
    'node_modules/p/a.png',
    'sub/node_modules/a.png',
  );
  expect(await listFiles(folder)).toEqual({
    files: ['figures/a.svg', 'figures/b.PNG', 'images/deep/x.JPeG', 'z.heic'],
    outside: [],
  });
});

test('a folder that does not exist is empty', async () => {
  expect(await listFiles(join(base, 'none'))).toEqual({ files: [], outside: [] });
});

test('symbolic links that stay inside are listed as files', async () => {
  await put('figures/a.png');
  await symlink('figures', join(folder, 'images'));
  await symlink(join(folder, 'figures/a.png'), join(folder, 'b.png'));
  expect(await listFiles(folder)).toEqual({ files: ['b.png', 'figures/a.png', 'images/a.png'], outside: [] });
});

test('symbolic links that lead out are listed separately and not followed', async () => {
  await writeFile(join(base, 'secret.png'), '');
  await mkdir(join(base, 'group (1) [x]-2'));
  await writeFile(join(base, 'group (1) [x]-2', 'other.png'), '');
  await put('figures/a.png');
  await symlink('../../secret.png', join(folder, 'figures/s.png'));
  await symlink(base, join(folder, 'up'));
  await symlink(join(base, 'group (1) [x]-2'), join(folder, 'sibling'));
  await symlink('up', join(folder, 'up-again'));
  await symlink('/nowhere/at/all.png', join(folder, 'dangling.png'));
  expect(await listFiles(folder)).toEqual({
    files: ['figures/a.png'],
    outside: ['figures/s.png', 'sibling', 'up', 'up-again'],
  });
});

test('circular symbolic links terminate', async () => {
  await put('figures/a.png');
  await symlink('..', join(folder, 'figures/up'));
  await symlink('.', join(folder, 'self'));
  await mkdir(join(folder, 'x'));
  await mkdir(join(folder, 'y'));
  await symlink('../y', join(folder, 'x/y'));
  await symlink('../x', join(folder, 'y/x'));
  await symlink('loop.png', join(folder, 'loop.png'));
  expect((await listFiles(folder)).files).toEqual(['figures/a.png']);
});

test('a report folder that is itself a symbolic link', async () => {
  await put('a.png');
  await symlink(folder, join(base, 'alias'));
  expect(await listFiles(join(base, 'alias'))).toEqual({ files: ['a.png'], outside: [] });
});
