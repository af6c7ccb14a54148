import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { launchChromium } from './chromium.js';
import { reload } from './navigation.js';
import { desktop, open } from './reports.js';

const question = (number: number, prompt: string, answer: string): string =>
  `### Question ${number}\n\n> **${prompt}**\n>\n> Recommended answer length: 3-30 words.\n>\n> Answer:\n\n${answer}\n`;
const checklist = '## Checklist\n\n* [x] Name the bridge\n* [ ] Draw the bridge - tomorrow\n';
const later = `${checklist}* [x] Weigh the carts - with Ada\n`;
const load = 'Which load does the bridge carry, and how was it measured?';
const old = (answer: string): string =>
  `# Bridges\n\n${checklist}\n${question(1, load, answer)}\n${question(2, 'Who paid for the stones?', answer)}`;
const now = (answer: string): string =>
  `# Bridges\n\n${later}\n${question(1, 'Which river is below it?', answer)}\n${question(2, load, answer)}`;
const reports = {
  alder: old('Ten carts of gravel were weighed.'),
  beech: now('TODO: twelve carts of gravel were weighed, all in one cold week.'),
  cedar: now('--- question fill here ---'),
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
    await reload(page);
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    await page.getByLabel('Template').selectOption({ label: 'None (1)' });
    expect(await names.allTextContents()).toEqual(['dogwood']);
  });

  it('limits the answers to a question, the list of them and the steps between them', async () => {
    const page = await visit('questions/1.html#template=2025');
    const shown = page.locator('.reply:visible .reply-title .named');
    expect(await shown.allTextContents()).toEqual(['beech', 'cedar']);
    expect(await page.locator('.grading-rest label').textContent()).toContain('1 without an answer');
    const facts = page.locator('.facts .fact:visible');
    const factTexts = async (): Promise<readonly string[]> =>
      (await facts.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    expect(await factTexts()).toEqual([
      'answered 1/2',
      'words, median 12',
      'words asked for 3–30',
      'Problems 1 warning',
    ]);
    await page.getByRole('button', { name: 'Next answer' }).click();
    expect(await page.locator('[data-place]').textContent()).toContain('1 of 2 beech');
    expect(await page.locator('.bar-marked').textContent()).toBe('0 of 2 marked');
    await page.locator('[data-roster] summary').click();
    expect(await page.locator('.roster-entry:visible').count()).toBe(2);
    // An address that names an answer shows it, whatever is chosen.
    await page.evaluate(() => location.assign('#alder'));
    await expect.poll(() => shown.allTextContents()).toEqual(['alder', 'beech', 'cedar']);
    expect(await page.locator('.bar-marked').textContent()).toBe('0 of 3 marked');
    const rest = page.locator('.grading-rest');
    expect(await rest.isVisible()).toBe(true);
    await page.getByLabel('Template').selectOption('2024');
    expect(await page.locator('.bar-marked').textContent()).toBe('0 of 1 marked');
    expect(await rest.isVisible()).toBe(false);
    expect(await factTexts()).toEqual(['answered 1/1', 'words, median 6', 'words asked for 3–30', 'Problems None']);
    await page.getByLabel('Template').selectOption({ label: 'All' });
    expect(await factTexts()).toEqual([
      'answered 2/3',
      'words, median 9',
      'words asked for 3–30',
      'Problems 1 warning',
    ]);
  });

  it('limits the columns of the checklist, sorted or not', async () => {
    const page = await visit('checklist.html');
    await page.getByLabel('Template').selectOption('2025');
    const names = page.locator('.matrix-group:visible a');
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    await page.getByLabel('most done first').check();
    expect(await names.allTextContents()).toEqual(['beech', 'cedar']);
    expect(await page.locator('.matrix tbody tr').nth(1).locator('td:visible').count()).toBe(3);
    const editions = page.locator('.matrix-editions th:visible');
    expect(await editions.allTextContents()).toEqual(['2025']);
    await page.getByLabel('Template').selectOption({ label: 'All' });
    // Of beech and cedar more is done, but they fill in another template.
    expect(await names.allTextContents()).toEqual(['alder', 'beech', 'cedar']);
    expect(await editions.allTextContents()).toEqual(['2024', '2025']);
    const [edition, group] = [await editions.last().boundingBox(), await names.nth(1).boundingBox()];
    expect(edition?.x).toBeLessThanOrEqual(group?.x ?? 0);
    expect(
      await page
        .locator('.matrix col')
        .nth(3)
        .evaluate((col) => getComputedStyle(col).backgroundColor),
    ).not.toBe(
      await page
        .locator('.matrix col')
        .nth(2)
        .evaluate((col) => getComputedStyle(col).backgroundColor),
    );
  });

  it('limits the counts, notes and median of the checklist to the groups shown', async () => {
    const page = await visit('checklist.html');
    const facts = page.locator('.masthead .fact');
    const items = page.locator('.matrix tbody tr:visible .matrix-item');
    const all = ['Items3', 'Groups3', 'Done, median66\u00a0%'];
    const texts = async (): Promise<readonly string[]> =>
      (await items.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    const counts = page.locator('.matrix tbody tr:visible .matrix-count');
    expect(await facts.allTextContents()).toEqual(all);
    expect(await texts()).toEqual(['Name the bridge', 'Draw the bridge 3 notes', 'Weigh the carts 2 notes']);
    await page.getByLabel('Template').selectOption('2024');
    expect(await facts.allTextContents()).toEqual(['Items2', 'Group1', 'Done, median50\u00a0%']);
    expect(await texts()).toEqual(['Name the bridge', 'Draw the bridge 1 note']);
    expect(await counts.allTextContents()).toEqual(['1/1', '0/1']);
    await page.locator('.matrix-notes:visible summary').click();
    expect(await page.locator('.matrix-notes li:visible').allTextContents()).toEqual(['alder: tomorrow']);
    await page.getByLabel('most done first').check();
    await page.getByLabel('Template').selectOption('2025');
    expect(await counts.allTextContents()).toEqual(['2/2', '0/2', '2/2']);
    expect(await page.locator('.matrix-notes li:visible').allTextContents()).toEqual([
      'beech: tomorrow',
      'cedar: tomorrow',
    ]);
    await page.getByLabel('Template').selectOption({ label: 'All' });
    expect(await facts.allTextContents()).toEqual(all);
    expect(await counts.allTextContents()).toEqual(['3/3', '0/3', '2/2']);
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
