import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadConfig } from '../../../src/config/load.js';
import { loadKnownConfig } from '../../../src/pipeline/incremental/known-config.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-known-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

vi.mock('../../../src/config/load.js', { spy: true });

const file = (): string => join(root, 'build.config.mjs');

async function titleOf(): Promise<readonly [title: string | undefined, evaluations: number]> {
  vi.mocked(loadConfig).mockClear();
  const { user } = await loadKnownConfig(root);
  return [user.title, vi.mocked(loadConfig).mock.calls.length];
}

/** Written longer ago than any clock is coarse. */
async function writeSettled(content: string): Promise<void> {
  writeFileSync(file(), content);
  await setTimeout(2100);
}

it('evaluates a configuration once, and again when it changed', async () => {
  await writeSettled("export default { title: 'before' };");
  expect(await titleOf()).toEqual(['before', 1]);
  expect(await titleOf()).toEqual(['before', 0]);
  writeFileSync(file(), "export default { title: 'after.' };");
  utimesSync(file(), 1, 1);
  expect(await titleOf()).toEqual(['after.', 1]);
});

it('does not keep one that has just changed', async () => {
  writeFileSync(file(), "export default { title: 'new' };");
  await titleOf();
  expect(await titleOf()).toEqual(['new', 1]);
});

it('does not keep what is no data', async () => {
  await writeSettled("export default { title: 'a', privacy: { studentNumber: /s\\d{6}/ } };");
  await titleOf();
  expect(await titleOf()).toEqual(['a', 1]);
});
