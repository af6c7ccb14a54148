import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { launchChromium } from './chromium.js';
import { desktop, open } from './reports.js';

const question = (number: number, prompt: string, answer: string): string =>
  `### Question ${number}\n\n> **${prompt}**\n>\n> Recommended answer length: 3-30 words.\n>\n> Answer:\n\n${answer}\n`;
const checklist = '## Checklist\n\n* [x] Name the bridge\n* [ ] Draw the bridge\n';
const load = 'Which load does the bridge carry, and how was it measured?';
const old = (answer: string): string =>
  `# Bridges\n\n${checklist}\n${question(1, load, answer)}\n${question(2, 'Who paid for the stones?', answer)}`;
const now = (answer: string): string =>
  `# Bridges\n\n${checklist}\n${question(1, 'Which river is below it?', answer)}\n${question(2, load, answer)}`;
const reports = {
  alder: old('Ten carts of gravel were weighed.'),
  beech: now('Twelve carts of gravel were weighed.'),
  cedar: now('Nine carts of sand were weighed.'),
  dogwood: '# Notes\n\nNobody weighed the gravel here.\n',
};

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-templates-')));
  await writeFile(join(folder, '2024.md'), old('--- question fill here ---'));
  await writeFile(join(folder, '2025.md'), now('--- question fill here ---'));
  for (const [name, text] of Object.entries(reports)) {
    await mkdir(join(folder, 'reports', name), { recursive: true });
    await writeFile(join(folder, 'reports', name, 'README.md'), text);
  }
  const templates = ['--template', '2024.md', '--template', '2025.md'];
  await runReport(['html', 'reports/*', '--out', 'site', ...templates], { cwd: folder });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(path: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, javaScriptEnabled });
  const [file = '', hash] = path.split('#');
  const address = pathToFileURL(join(folder, 'site', file)).href;
  return (await open(context, hash === undefined ? address : `${address}#${hash}`)).page;
}

describe('the choice of a template', () => {
  it('limits the index, and a link to it does too', async () => {
    const page = await visit('index.html');
    const names = page.locator('.groups tbody tr:visible th a');
    expect(await names.allTextContents()).toEqual(['alder', 'beech', 'cedar', 'dogwood']);
    await page.getByLabel('Template').selectOption({ label: '2025 (2)' });
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    expect(await page.getByRole('status').first().textContent()).toBe('2 of 4 groups');
    expect(new URL(page.url()).hash).toBe('#template=2025');
    await page.reload();
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    await page.getByLabel('Template').selectOption({ label: 'None (1)' });
    expect(await names.allTextContents()).toEqual(['dogwood']);
  });

  it('limits the answers to a question, the list of them and the steps between them', async () => {
    const page = await visit('questions/1.html#template=2025');
    const shown = page.locator('.reply:visible .reply-title .named');
    expect(await shown.allTextContents()).toEqual(['beech', 'cedar']);
    await page.getByRole('button', { name: 'Next answer' }).click();
    expect(await page.locator('[data-place]').textContent()).toContain('1 of 2 beech');
    await page.locator('[data-roster] summary').click();
    expect(await page.locator('.roster-entry:visible').count()).toBe(2);
    // An address that names an answer shows it, whatever is chosen.
    await page.evaluate(() => location.assign('#alder'));
    await expect.poll(() => shown.allTextContents()).toEqual(['alder', 'beech', 'cedar']);
  });

  it('limits the columns of the checklist, sorted or not', async () => {
    const page = await visit('checklist.html');
    await page.getByLabel('Template').selectOption('2025');
    const names = page.locator('.matrix-group:visible a');
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    await page.getByLabel('most done first').check();
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    expect(await page.locator('.matrix tbody tr').nth(1).locator('td:visible').count()).toBe(3);
    await page.getByLabel('Template').selectOption({ label: 'All' });
    expect(await names.count()).toBe(3);
  });

  it('limits what is found', async () => {
    const page = await visit('search.html#q=gravel&template=2024');
    const found = page.locator('.hit-group');
    await expect.poll(() => found.allTextContents()).toEqual(['alder', 'alder']);
    await page.getByLabel('Template').selectOption({ label: 'None (1)' });
    expect(await found.allTextContents()).toEqual(['dogwood']);
    expect(new URL(page.url()).hash).toBe('#q=gravel&template=%2Fnone');
  });

  it('hides nothing without a script', async () => {
    const page = await visit('questions/1.html#template=2025', false);
    expect(await page.locator('.reply:visible').count()).toBe(3);
    expect(await page.locator('[data-template-filter]:visible').count()).toBe(0);
  });
});
