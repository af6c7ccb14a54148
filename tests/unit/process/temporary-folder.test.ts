import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withTemporaryFolder } from '../../../src/process/temporary-folder.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handin-temporary-'));
  vi.stubEnv('TMPDIR', root);
  vi.stubEnv('TEMP', root);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

it('a temporary folder exists during the work and is removed when the work fails', async () => {
  let lent = '';
  const failing = withTemporaryFolder('redacted', async (folder) => {
    lent = folder;
    await writeFile(path.join(folder, 'names.txt'), 'Ada');
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect([path.dirname(lent), existsSync(lent)]).toEqual([root, false]);
});

it('the next run removes the folder of a killed process, and no other', async () => {
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const abandoned = `handin-redacted-${ended}-aB3xY9`;
  const others = [`handin-redacted-${process.ppid}-aB3xY9`, `handin-publish-${ended}-aB3xY9`, 'notes'];
  for (const name of [abandoned, ...others]) await mkdir(path.join(root, name));
  await writeFile(path.join(root, abandoned, 'names.txt'), 'Ada');
  await withTemporaryFolder('redacted', async () => undefined);
  expect((await readdir(root)).sort()).toEqual(others.toSorted());
});
