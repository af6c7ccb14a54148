import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../scripts/find-chromium.mjs';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-chromium-')));
});
afterEach(async () => await rm(folder, { recursive: true }));

async function program(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('findChromium', () => {
  // A platform without well-known places, so that what this machine has does not count.
  const platform = 'freebsd';

  it('takes what CHROMIUM names before all others', async () => {
    await program('chromium');
    const named = await program('my-chromium');
    expect(findChromium({ CHROMIUM: named, PATH: folder }, platform)).toBe(named);
  });

  it('does not put another in its place', async () => {
    await program('chromium');
    expect(findChromium({ CHROMIUM: join(folder, 'gone'), PATH: folder }, platform)).toBeUndefined();
  });

  it('searches PATH in its order, and only for programs', async () => {
    await writeFile(join(folder, 'chromium'), 'no program', { mode: 0o644 });
    const chrome = await program('google-chrome');
    expect(findChromium({ PATH: `${folder}/nowhere:${folder}` }, platform)).toBe(chrome);
  });

  it('prefers the headless shell, with which tests take less time', async () => {
    await program('chromium');
    const shell = await program('chromium-headless-shell');
    expect(findChromium({ PATH: folder }, platform)).toBe(shell);
  });

  it('finds nothing where there is nothing', () => {
    expect(findChromium({ PATH: folder }, platform)).toBeUndefined();
    expect(findChromium({}, platform)).toBeUndefined();
  });
});
