import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoverReports } from '../../../src/pipeline/load/discover-reports.js';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'handin-discover-')));
});
afterEach(async () => await rm(root, { recursive: true }));

async function files(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '# Report');
  }
}

async function found(...patterns: string[]): Promise<string[]> {
  const folders = await discoverReports(patterns, root);
  return folders.map(
    ({ folder, readme }) => `${folder.slice(root.length + 1)}${readme === undefined ? ' (no README)' : ''}`,
  );
}

it('finds folders by pattern, in the order people count in', async () => {
  await files('reports/group10/README.md', 'reports/group2/README.md', 'reports/template.md');
  expect(await found('reports/*')).toEqual(['reports/group2', 'reports/group10']);
});

it('takes a path that exists for a path, whatever characters are in it', async () => {
  await files('reports/Team {3,4} [b] (late)/README.md', 'reports/Team 3/README.md');
  expect(await found('reports/Team {3,4} [b] (late)')).toEqual(['reports/Team {3,4} [b] (late)']);
});

it('takes a folder that holds the README for one report', async () => {
  await files('reports/README.md', 'reports/figures/a.png', 'reports/images/b.png');
  expect(await found('reports/*')).toEqual(['reports']);
  expect(await found('reports')).toEqual(['reports']);
  expect(await found('reports/README.md')).toEqual(['reports']);
});

it('takes a folder of reports for its reports, whatever else lies there', async () => {
  await files('reports/README.md', 'reports/a/README.md', 'all/b/README.md', 'all/notes/x.txt', 'all/.git/README.md');
  expect(await found('reports/*')).toEqual(['reports/a']);
  expect(await found('all')).toEqual(['all/b']);
});

it('names a folder without README, so that a group that handed nothing in is seen', async () => {
  await files('reports/a/README.md', 'reports/b/figures/x.png');
  expect(await found('reports/*')).toEqual(['reports/a', 'reports/b (no README)']);
});

it('finds a README whatever the case of its letters, and every report once', async () => {
  await files('reports/a/Readme.md', 'reports/b/README.md');
  expect(await found('reports/*', 'reports/a', 'reports/**/README.md')).toEqual(['reports/a', 'reports/b']);
});

it('says when a path does not exist', async () => {
  await expect(found('nowhere')).rejects.toMatchObject({
    message: 'There is no file or folder “nowhere”.',
    advice: 'Name report folders: folders with a README.md.',
  });
});

it('says when there is no report at all', async () => {
  await expect(found('reports/*')).rejects.toMatchObject({
    message: 'There is no report at “reports/*”.',
    advice: 'A report is a folder with a README.md. Name such folders, or set `reports` in build.config.ts.',
  });
});
