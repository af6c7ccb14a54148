/** The built program on reports that are made to take long, beside a good report, which must not notice. */
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckOutput } from '../../src/pipeline/check/check-output.js';
import { longTests } from '../support/long-tests.js';
import { fit, ordinary, pathological } from '../support/pathological.js';
import { runReport } from './run-report.js';

const size = longTests ? 1_000_000 : 100_000;

/** Those that once ended the program, or held it up for minutes. */
const worst = [
  'quoted lines below a heading',
  'headings with one number',
  'one heading in an answer',
  'lines that say TODO',
  'different definitions',
  'placeholders in a line',
  'different diagrams',
  'large diagrams',
];

let cwd: string;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-pathological-')));
  await write('good', ordinary(5_000));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function write(group: string, text: string): Promise<void> {
  await mkdir(join(cwd, 'reports', group), { recursive: true });
  await writeFile(join(cwd, 'reports', group, 'README.md'), text);
}

async function check(): Promise<{ readonly time: number; readonly result: CheckOutput }> {
  const start = performance.now();
  const { status, stdout, stderr } = await runReport(['check', '--format', 'json'], { cwd });
  expect([0, 1], stderr).toContain(status);
  return { time: performance.now() - start, result: JSON.parse(stdout) as CheckOutput };
}

/** Builds both reports, and gives what the site has of the good one. */
async function html(): Promise<{ readonly time: number; readonly good: readonly string[] }> {
  const start = performance.now();
  const { status, stderr } = await runReport(['html'], { cwd });
  expect(status, stderr).toBe(0);
  const read = (name: string): Promise<string> => readFile(join(cwd, 'site', 'good', name), 'utf8');
  return { time: performance.now() - start, good: await Promise.all(['index.html', 'report.json'].map(read)) };
}

/** Runs something that has to take less than ten times as long as usual. Other processes may hold it up: then once more. */
async function bounded<Run extends { readonly time: number }>(run: () => Promise<Run>, most: number): Promise<Run> {
  let result = await run();
  for (let attempt = 0; attempt < 2 && result.time >= 10 * most; attempt += 1) result = await run();
  expect(result.time / most).toBeLessThan(10);
  return result;
}

let usual: { readonly check: Awaited<ReturnType<typeof check>>; readonly html: Awaited<ReturnType<typeof html>> };
beforeAll(async () => {
  await write('bad', ordinary(size));
  usual = { check: await check(), html: await html() };
}, 120_000);

const chosen = Object.entries(pathological).filter(([name]) => longTests || worst.includes(name));

it.each(chosen)('%s', { timeout: 600_000 }, async (_, make) => {
  await write('bad', fit(make, size));
  const checked = await bounded(check, usual.check.time);
  expect(checked.result.reports).toHaveLength(2);
  const goodOf = ({ result }: typeof checked): unknown => result.reports.find(({ slug }) => slug === 'good');
  expect(goodOf(checked)).toEqual(goodOf(usual.check));
  const site = await bounded(html, usual.html.time);
  expect(site.good).toEqual(usual.html.good);
});
