import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clockResolution, compareStamps, stampPaths } from '../../../src/store/stamps.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handin-stamps-'));
  file = join(folder, 'README.md');
  writeFileSync(file, 'before');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** Long enough for the next change to have another time. */
const aWhile = 100;

it('a file that nobody touched is the same, and so is a path where nothing is', () => {
  const stamps = stampPaths([file, folder, join(folder, 'absent'), join(file, 'below-a-file')]);
  expect(Object.keys(stamps)).toHaveLength(4);
  expect(compareStamps(stamps)).toBeDefined();
});

it('a change within the resolution of the clock is seen, though size and time stay', () => {
  const { atime, mtime } = statSync(file);
  const stamps = stampPaths([file]);
  writeFileSync(file, 'after ');
  utimesSync(file, atime, mtime);
  expect(compareStamps(stamps)).toBeUndefined();
});

it('a later change is seen by its time alone, even where the time of the file is set back', async () => {
  await setTimeout(aWhile);
  const { atime, mtime } = statSync(file);
  const stamps = stampPaths([file]);
  expect(stamps[file]).toBeTypeOf('string');
  writeFileSync(file, 'after ');
  utimesSync(file, atime, mtime);
  expect(compareStamps(stamps)).toBeUndefined();
});

it('drops the digest of a file once its time tells its next change', () => {
  const { mtimeMs } = statSync(file);
  vi.useFakeTimers({ toFake: ['Date'], now: mtimeMs });
  const young = stampPaths([file]);
  expect(young[file]).toHaveLength(2);
  vi.setSystemTime(mtimeMs + 2 * clockResolution.coarse);
  const aged = compareStamps(young);
  expect(aged).toEqual({ [file]: young[file]?.[0] });
  expect(aged && compareStamps(aged)).toBe(aged);
});

it.each([
  ['a file that was removed', () => rmSync(file)],
  ['a file that was added', () => writeFileSync(join(folder, 'new.png'), '')],
  ['a file that became a folder', replaceByFolder],
])('sees %s', async (_, change) => {
  await setTimeout(aWhile);
  const stamps = stampPaths([file, folder, join(folder, 'new.png')]);
  change();
  expect(compareStamps(stamps)).toBeUndefined();
});

function replaceByFolder(): void {
  rmSync(file);
  mkdirSync(file);
}
