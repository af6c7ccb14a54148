/** An edit costs what it concerns. */
import { mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPreview, type Preview } from '../../../../src/pipeline/preview/open-preview.js';

const groups = Array.from({ length: 60 }, (_, index) => `group-${index}`);
const readme = (first: string): string =>
  `# Report\n\n* [x] Box\n\n### Question 1\n\n> **Why?**\n\n${first}\n\n### Question 2\n\n> **How?**\n\nLike this: ![A grey square](figures/a.png)\n`;
const cohortPages = ['index.html', 'checklist.html', 'questions/1.html', 'questions/2.html', 'search.html'];
const files = [...groups.flatMap((group) => [`${group}/index.html`, `${group}/report.json`]), ...cohortPages];

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'handin-sixty-')));
  for (const [index, group] of groups.entries()) {
    await mkdir(path.join(root, 'reports', group, 'figures'), { recursive: true });
    await writeFile(path.join(root, 'reports', group, 'README.md'), readme(`Because of ${index}.`));
    const grey = { r: index, g: index, b: index };
    await sharp({ create: { width: 30, height: 20, channels: 3, background: grey } })
      .png()
      .toFile(path.join(root, 'reports', group, 'figures', 'a.png'));
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function contents(preview: Preview): Promise<ReadonlyMap<string, string>> {
  const read = files.map(async (file) => [file, Buffer.from((await preview.read(file)) ?? []).toString()] as const);
  return new Map(await Promise.all(read));
}

/** Every file below a folder, with the time it was written. */
async function written(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(paths.sort().map(async (file) => `${file} ${(await stat(file)).mtimeMs}`));
}

it('an edit of one README in sixty rebuilds its page and the pages that quote it, and encodes no figure', async () => {
  const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
  const { preview } = await openPreview({ root, flags: {}, hooks });
  const before = await contents(preview);
  expect([...before].filter(([, text]) => text === '')).toEqual([]);
  const cache = await written(path.join(root, '.cache'));
  expect(cache.length).toBeGreaterThan(60);

  const file = path.join(root, 'reports', 'group-7', 'README.md');
  await writeFile(file, readme('Because nobody else did.'));
  const { remade, rewatch } = await preview.update(new Set([file]));
  const after = await contents(preview);
  expect(remade).toEqual(['group-7']);
  expect(rewatch).toBe(false);
  expect(files.filter((name) => before.get(name) !== after.get(name))).toEqual([
    'group-7/index.html',
    'group-7/report.json',
    'index.html',
    'questions/1.html',
    'search.html',
  ]);
  expect(await written(path.join(root, '.cache'))).toEqual(cache);
  expect(await readdir(root)).toEqual(expect.not.arrayContaining(['site']));
}, 60_000);
