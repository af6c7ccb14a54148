/** What a build made of a group is used again while its key stays, and only as long as the store has all of it. */

import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Flags } from '../../../src/config/config.js';
import type { UserConfig } from '../../../src/config/define-config.js';
import { resolveConfig } from '../../../src/config/resolve.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { buildSite } from '../../../src/pipeline/site/build-site.js';
import { plainPng, readTree, writeIn } from '../../support/course-files.js';
import { listen } from '../../support/ports.js';

vi.mock('../../../src/parse/parse-report.js', { spy: true });

let root: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'handin-values-'));
  for (const group of ['ada', 'bob']) {
    writeIn(root, `reports/${group}/README.md`, `# Notes of ${group}\n\nWe measured.\n\n![The loss](loss.png)\n`);
    writeIn(root, `reports/${group}/loss.png`, await plainPng(40, 30, group.charCodeAt(0)));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

/** Builds the site; gives the groups that were parsed for it. */
async function build(out = 'site', flags: Flags = {}, user: UserConfig = {}): Promise<readonly string[]> {
  vi.mocked(parseReport).mockClear();
  const config = resolveConfig({ root, loaded: { user }, flags: { ...flags, out } });
  await buildSite(config, { signal: new AbortController().signal, onProgress: () => undefined });
  return vi
    .mocked(parseReport)
    .mock.calls.map(([{ group }]) => group)
    .sort();
}

/** Replaces the content of the store's blobs, or removes them. */
function damage(content: string | null, isAffected: (blob: string) => boolean = () => true): void {
  const folder = join(root, '.cache/handin/v1/blobs');
  for (const [name, blob] of Object.entries(readTree(folder))) {
    if (!isAffected(blob)) continue;
    if (content === null) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), content);
  }
}

it('parses nothing again, and after a change only what changed', async () => {
  expect(await build()).toEqual(['ada', 'bob']);
  const before = readTree(join(root, 'site'));
  rmSync(join(root, 'site'), { recursive: true });
  expect(await build()).toEqual([]);
  expect(readTree(join(root, 'site'))).toEqual(before);
  appendFileSync(join(root, 'reports/bob/README.md'), 'Again.\n');
  expect(await build()).toEqual(['bob']);
});

it('downloads what could not be had again, and makes a group anew only when there is something new', async () => {
  const picture = await plainPng(40, 30, 99);
  const server = createServer((_, response) => response.writeHead(answers[0] ?? 500).end(answers[1]));
  let answers: readonly [status: number, body?: Buffer] = [404];
  const host = `127.0.0.1:${await listen(server)}`;
  onTestFinished(() => void server.close());
  const remote = { figures: { remote: { allow: [host] } } };
  appendFileSync(join(root, 'reports/bob/README.md'), `\n![The accuracy](http://${host}/plot.png)\n`);
  expect(await build('site', {}, remote)).toEqual(['ada', 'bob']);
  const before = readTree(join(root, 'site'));
  expect(before['bob/index.html']).toContain('the server answered 404');
  expect(await build('site', {}, remote)).toEqual([]);
  expect(readTree(join(root, 'site'))).toEqual(before);
  answers = [403];
  expect(await build('site', {}, remote)).toEqual(['bob']);
  expect(readTree(join(root, 'site'))['bob/index.html']).toContain('the server answered 403');
  answers = [200, picture];
  expect(await build('site', {}, remote)).toEqual(['bob']);
  expect(readTree(join(root, 'site'))['bob/index.html']).not.toContain('could not be downloaded');
  answers = [404];
  expect(await build('site', {}, remote)).toEqual([]);
});

it.each([
  ['lost its blobs', null],
  ['truncated blobs', ''],
  ['other bytes in its blobs', 'no page of ours'],
])('makes all groups again when the store has %s', async (_, content) => {
  await build();
  const before = readTree(join(root, 'site'));
  damage(content);
  expect(await build('again')).toEqual(['ada', 'bob']);
  expect(readTree(join(root, 'again'))).toEqual(before);
  expect(await build('third')).toEqual([]);
});

it('starts again when a page turns out to be damaged while the site is written', async () => {
  await build();
  const before = readTree(join(root, 'site'));
  damage('no page of ours', (blob) => blob.toLowerCase().startsWith('<!doctype html>'));
  expect(await build('again')).toEqual(['ada', 'bob']);
  expect(readTree(join(root, 'again'))).toEqual(before);
});

it('starts again when the content of a part of the site turns out to be damaged', async () => {
  const flags = { shard: { index: 1, count: 2 } };
  await build('part', flags);
  const before = readTree(join(root, 'part'));
  expect(await build('again', flags)).toEqual([]);
  expect(readTree(join(root, 'again'))).toEqual(before);
  const isContent = (blob: string): boolean => blob.includes('"given":[');
  const folder = join(root, '.cache/handin/v1/blobs');
  const [content = ''] = Object.values(readTree(folder)).filter(isContent);
  // Valid JSON of the same length.
  damage(content.replaceAll('measured', 'weighed!'), isContent);
  expect(await build('again', flags)).toEqual(['ada']);
  expect(readTree(join(root, 'again'))).toEqual(before);
});

it('keeps what is in use when it prunes, and nothing else', async () => {
  await build();
  const kept = readdirSync(join(root, '.cache/handin/v1/blobs')).sort();
  await build();
  expect(readdirSync(join(root, '.cache/handin/v1/blobs')).sort()).toEqual(kept);
  rmSync(join(root, 'reports/bob'), { recursive: true });
  await build();
  const left = readdirSync(join(root, '.cache/handin/v1/blobs'));
  expect(left.length).toBeLessThan(kept.length);
  expect(await build()).toEqual([]);
});
