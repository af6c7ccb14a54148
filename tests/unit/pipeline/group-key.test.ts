/** Whatever a group's output depends on is in its key, and nothing of another group is. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UserConfig } from '../../../src/config/define-config.js';
import { resolveConfig } from '../../../src/config/resolve.js';
import { courseDigest, groupKey } from '../../../src/pipeline/group/group-key.js';
import { openGroupValues } from '../../../src/pipeline/group/group-values.js';
import { discoverReports } from '../../../src/pipeline/load/discover-reports.js';
import { loadReports, type RawReport } from '../../../src/pipeline/load/load-reports.js';
import { openDigestIndex } from '../../../src/store/digest-index.js';
import { openStore } from '../../../src/store/store.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-key-'));
  for (const group of ['ada', 'bob']) {
    write(`reports/${group}/README.md`, `# ${group}\n\n![a loss](figures/loss.png)`);
    write(`reports/${group}/figures/loss.png`, 'a picture');
  }
  write('template.md', '### Question 1\n\n> **What?**\n\n--- answer here ---\n');
  write('layouts/note.njk', 'a note');
  write('assets/theme.css', ':root { }');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

/** The key of each group. */
async function keys(user: UserConfig = {}): Promise<Readonly<Record<string, string>>> {
  const config = resolveConfig({ root, loaded: { user: { template: 'template.md', ...user } }, flags: {} });
  const digests = openDigestIndex(join(root, 'digests.json'));
  const course = courseDigest(config, digests);
  const raw: RawReport[] = [];
  const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
  await loadReports<null>(
    { folders: await discoverReports(['reports'], root), templates: [] },
    {
      config,
      hooks,
      stage: 'Reading reports',
      known: async (report) => {
        raw.push(report);
        return null;
      },
      each: () => null,
    },
  );
  digests.save();
  return Object.fromEntries(raw.map((report) => [report.source.group, groupKey(report, course, digests)]));
}

it('is the same while nothing changes', async () => {
  expect(await keys()).toEqual(await keys());
});

it.each<readonly [string, () => void]>([
  ['its README', () => write('reports/ada/README.md', '# ada\n')],
  ['a picture', () => write('reports/ada/figures/loss.png', 'b picture')],
  ['a picture that it does not show', () => write('reports/ada/figures/other.png', 'a picture')],
  ['a picture that is gone', () => rmSync(join(root, 'reports/ada/figures/loss.png'))],
])('%s changes the key of a group, and of no other', async (_, change) => {
  const before = await keys();
  change();
  const after = await keys();
  expect(after['ada']).not.toBe(before['ada']);
  expect(after['bob']).toBe(before['bob']);
});

it.each<readonly [string, () => void]>([
  ['the template', () => write('template.md', '### Question 1\n\n> **Why?**\n\n--- answer here ---\n')],
  ['a layout', () => write('layouts/note.njk', 'b note')],
  ['another layout', () => write('layouts/more.njk', '')],
  ['an asset', () => write('assets/theme.css', ':root { --a: 1 }')],
])('%s changes the keys of all groups', async (_, change) => {
  const before = await keys();
  change();
  const after = await keys();
  expect(Object.keys(after).sort()).toEqual(['ada', 'bob']);
  for (const group of ['ada', 'bob']) expect(after[group]).not.toBe(before[group]);
});

it.each<readonly [string, UserConfig]>([
  ['title', { title: 'Course' }],
  ['words', { words: 'raw' }],
  ['checks', { checks: { 'figure-alt': 'off' } }],
  ['figures', { figures: { quality: 50 } }],
  ['site', { site: { lang: 'da' } }],
  ['privacy', { privacy: { studentNumber: /s\d{6}/ } }],
  ['questions', { questions: { 1: { points: 4 } } }],
  ['highlight', { highlight: false }],
  ['math', { math: false }],
])('%s of the configuration changes the keys', async (_, user) => {
  const after = await keys(user);
  expect(after['ada']).toBeDefined();
  expect(after['ada']).not.toBe((await keys())['ada']);
});

it('has no values where a function of the configuration has a say', () => {
  const user = { markdown: () => undefined };
  const config = resolveConfig({ root, loaded: { user }, flags: {} });
  const store = openStore(root, { enabled: false });
  expect(
    openGroupValues({ config, store, finish: (draft) => [Buffer.from(draft)], download: async () => undefined }),
  ).toBeUndefined();
});
