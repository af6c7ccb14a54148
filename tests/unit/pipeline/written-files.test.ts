/** What a build wrote is kept only while it is there. */
import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { openWrittenFiles, type WrittenFiles } from '../../../src/pipeline/incremental/written-files.js';
import { writeIn } from '../../support/course-files.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-written-'));
  writeIn(root, 'site/manifest.json', 'ours');
  writeIn(root, 'site/page.html', 'a page');
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (): WrittenFiles => openWrittenFiles({ out: join(root, 'site'), cacheFolder: join(root, 'cache') });
const file = (path: string, content: string) => ({ path, content, sha256: sha256(content) });

it('gives the stamps of a site', () => {
  const stamps = open().save([file('manifest.json', 'ours'), file('page.html', 'a page')]);
  const paths = ['site', 'site/manifest.json', 'site/page.html'];
  expect(Object.keys(stamps ?? {}).sort()).toEqual(paths.map((path) => join(root, path)));
});

it('keeps nothing when another process has replaced the site', () => {
  expect(open().save([file('manifest.json', 'theirs')])).toBeUndefined();
});

it('keeps nothing while another process has moved the site aside', () => {
  renameSync(join(root, 'site'), join(root, 'moved'));
  expect(open().save([file('manifest.json', 'ours')])).toBeUndefined();
});

it('knows a file without reading it, and reads one that was changed, its size and time as before', async () => {
  // Younger files are read.
  await setTimeout(100);
  // A digest that is not that of the content tells whether the file was read.
  open().save([file('manifest.json', 'ours'), { ...file('page.html', 'a page'), sha256: 'kept' }]);
  expect(open().digestOf('page.html')).toBe('kept');
  const page = join(root, 'site/page.html');
  const { atime, mtime } = statSync(page);
  writeFileSync(page, 'a PAGE');
  utimesSync(page, atime, mtime);
  expect(open().digestOf('page.html')).toBe(sha256('a PAGE'));
  rmSync(page);
  expect(open().digestOf('page.html')).toBe('');
});
