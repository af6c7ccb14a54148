/** A report on which a function of the configuration never ends fails alone. The limit is half a minute of CPU time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTree, writeIn } from '../support/course-files.js';
import { longTests } from '../support/long-tests.js';
import { runReport } from './run-report.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-overdue-'));
  for (const [group, answer] of Object.entries({ ada: 'We did it.', bob: 'Again and again.', eve: 'So did we.' }))
    writeIn(root, `reports/${group}/README.md`, `# Report\n\n### Question 1\n\n> **Why?**\n\n${answer}\n`);
  writeIn(
    root,
    'build.config.js',
    `export default {
  markdown: (md) => md.core.ruler.push('endless', ({ src }) => { while (src.includes('again')); }),
};`,
  );
});
afterAll(() => rmSync(root, { recursive: true }));

it.skipIf(!longTests)('is told, and the others are built', { timeout: 600_000 }, async () => {
  const { status, stdout } = await runReport(['html'], { cwd: root });
  expect(stdout).toContain(
    'bob could not be built: This report could not be processed. It takes longer than 30 seconds.',
  );
  expect(status).toBe(1);
  const site = readTree(join(root, 'site'));
  rmSync(join(root, 'reports/bob'), { recursive: true });
  expect((await runReport(['html', '--out', 'without'], { cwd: root })).status).toBe(0);
  const without = readTree(join(root, 'without'));
  for (const file of ['ada/index.html', 'ada/report.json', 'eve/index.html', 'eve/report.json'])
    expect(site[file]).toBe(without[file]);
  expect(site['bob/index.html']).toContain('It takes longer than 30 seconds.');
});
