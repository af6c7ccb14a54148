/** A site for the public works without what it leaves out, and one for staff shows evidence. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { fullRecord } from '../unit/collect/record.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo } from './navigation.js';
import { desktop, type OpenPage, open, phone } from './reports.js';

const question = (number: number, prompt: string, answer: string): string =>
  `### Question ${number}\n\n> **${prompt}**\n>\n> Recommended answer length: 3-30 words.\n>\n> Answer:\n\n${answer}\n`;
const first = (answer: string): string =>
  `# Kites\n\n* [x] Fly (M1)\n* [ ] Land (M2)\n\n${question(1, 'What held the kite together in the wind?', answer)}`;
const second = (answer: string): string => `${first(answer)}\n${question(2, 'Who held the line, and why?', answer)}`;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-public-')));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  await write('a.md', first('--- question fill here ---'));
  await write('b.md', second('--- question fill here ---'));
  await write(
    'build.config.ts',
    "export default { template: ['a.md', 'b.md'], evidence: [{ item: 'M1', files: ['**/*.log'] }, { item: 'M2', files: ['land/**'] }] };",
  );
  await write('reports/alder/README.md', first('Glue, thread and some luck.'));
  await write('reports/beech/README.md', second('Only a knot that nobody could untie again.'));
  const record = { ...fullRecord, group: 'beech', files: ['README.md', 'flights/one.log', 'land/site.txt'] };
  await write('reports/beech/.collect.json', JSON.stringify(record));
  for (const reader of ['staff', 'public'])
    await runReport(['html', '--for', reader, '--out', reader], { cwd: folder });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(path: string, viewport = desktop): Promise<OpenPage> {
  const context = await browser.newContext({ viewport });
  return open(context, pathToFileURL(join(folder, path)).href);
}

it('sorts groups and filters answers on a public site, and has no field for marks', async () => {
  const { page, trouble } = await visit('public/index.html');
  const names = page.locator('.groups tbody tr:visible th a');
  await page.getByRole('button', { name: 'Words' }).click();
  expect(await names.allTextContents()).toEqual(['beech', 'alder']);
  await goTo(page, pathToFileURL(join(folder, 'public/questions/1.html')).href);
  const answers = page.locator('.reply:visible .reply-title .named');
  expect(await answers.allTextContents()).toEqual(['alder', 'beech']);
  await page.getByLabel('Template').selectOption({ label: 'b (1)' });
  expect(await answers.allTextContents()).toEqual(['beech']);
  expect(await page.locator('[data-fact="answers"]').textContent()).toBe('/1');
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(trouble).toEqual([]);
  await page.context().close();
});

it.each(['index.html', 'questions/1.html', 'checklist.html', 'beech/index.html'])(
  'a public %s is accessible, and fits a phone',
  async (path) => {
    const { page } = await visit(`public/${path}`, phone);
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  },
);

it('shows evidence to staff, with links to the files at the collected commit', async () => {
  const { page, trouble } = await visit('staff/checklist.html');
  await page.getByText('Evidence for 1 group').first().click();
  const link = page.getByRole('link', { name: 'flights/one.log' });
  expect(await link.isVisible()).toBe(true);
  expect(await link.getAttribute('href')).toBe(
    `https://github.example/blue/work/blob/${'a'.repeat(40)}/flights/one.log`,
  );
  const cells = await page.locator('[data-matrix] tbody td:not(.matrix-count)').allTextContents();
  expect(cells).toEqual(['done', 'done, found', 'open', 'open, but found']);
  expect(await page.locator('.evidence-sums td').allTextContents()).toEqual(['', '', '1/1 +1']);
  expect(await findViolations(page)).toEqual([]);
  expect(trouble).toEqual([]);
  await page.context().close();
});
