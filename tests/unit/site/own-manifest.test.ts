import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isOwnManifest } from '../../../src/site/own-manifest.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handin-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

it.each([
  [true, '{\n  "generator": "handin 1.2.3",\n  "version": 1'],
  [true, ' {"generator":"handin 0.1"}'],
  [false, '{"generator":"handinhand 1"}'],
  [false, '{"name":"app","generator":"handin 1"}'],
  [false, 'no json'],
  [false, ''],
])('is %s of %j', async (expected, text) => {
  writeFileSync(at('manifest.json'), text);
  expect(await isOwnManifest(at('manifest.json'))).toBe(expected);
});

it('throws what the system says, and is false of a folder', async () => {
  mkdirSync(at('folder'));
  expect(await isOwnManifest(at('folder'))).toBe(false);
  // Another run may be replacing the site at this moment: its caller tries again.
  await expect(isOwnManifest(at('none'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it.skipIf(process.platform === 'win32')('does not wait for a named pipe', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  expect(await isOwnManifest(at('pipe'))).toBe(false);
});
