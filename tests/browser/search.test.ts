import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo, reload } from './navigation.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let browser: Browser;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-search-'));
  await runReport(['html', '--out', folder], { cwd: root });
  address = pathToFileURL(join(folder, 'search.html')).href;
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(options: Parameters<Browser['newContext']>[0] = {}, hash = ''): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await goTo(page, address + hash);
  return page;
}

/** The texts that a report's page marks. */
async function foundText(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() => CSS.highlights.has('found'));
  return await page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map((range) => String(range)));
}

describe('the search page, opened from disk', () => {
  it('leads to pages that say nothing of the machine on which they were built', async () => {
    for (const group of ['blue-heron', 'loose-ends']) {
      const html = await readFile(join(folder, group, 'index.html'), 'utf8');
      expect([html.includes(root), html.includes('vscode:')]).toEqual([false, false]);
    }
  });

  it('searches as you type, highlights hits, and links to the answer', async () => {
    const page = await open();
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    // The field has the focus once the fonts are there.
    await page.locator('#query').focus();
    await page.keyboard.type('markdwon');
    const hit = page.locator('.hit').first();
    await hit.waitFor();
    await expect.poll(() => page.locator('[data-status]').textContent()).toMatch(/^\d+ answers? in \d groups?$/);
    expect((await hit.locator('mark').first().textContent())?.toLowerCase()).toMatch(/^markdown/);
    await page.keyboard.press('ArrowDown');
    const target = await hit.locator('a').getAttribute('href');
    const hitTexts = await hit
      .locator('mark')
      .evaluateAll((marks) => marks.map((mark) => mark.textContent.toLowerCase()));
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.endsWith(`/${target}`));
    const found = (await foundText(page)).map((text) => text.toLowerCase());
    expect(new Set(found)).toEqual(new Set(hitTexts));
    expect(await page.locator(':target').getAttribute('class')).toContain('question-answered');
    await page.goBack();
    expect(await page.locator('#query').inputValue()).toBe('markdwon');
    await page.locator('.hit').first().waitFor();
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('says what can be sought, with searches that find something, and a phrase is marked as a whole', async () => {
    const page = await open();
    const examples = page.locator('[data-examples] a');
    await expect.poll(() => examples.count()).toBe(2);
    expect(
      await page.locator('#query').evaluate((box) => (box as HTMLInputElement).ariaDescribedByElements?.length),
    ).toBe(1);
    const phrase = (await examples.last().textContent()) ?? '';
    expect(phrase).toMatch(/^"\S+ \S+"$/);
    await examples.last().click();
    await page.locator('.hit').first().waitFor();
    expect(await page.locator('[data-hint]').isVisible()).toBe(false);
    expect(await page.locator('#query').inputValue()).toBe(phrase);
    const mark = ((await page.locator('.hit mark').first().textContent()) ?? '').toLowerCase();
    expect(`"${mark.replace(/\W+/, ' ')}"`).toBe(phrase);
    await page.locator('.hit a').first().click();
    await page.waitForURL(/\?find=/);
    expect((await foundText(page)).map((text) => text.toLowerCase())).toContain(mark);
    await page.context().close();
  });

  it('limits what is found to one question, and a link to it does too', async () => {
    const page = await open({}, '#q=the');
    const questions = page.locator('.hit-question');
    await expect.poll(async () => new Set(await questions.allTextContents()).size).toBeGreaterThan(1);
    const select = page.getByLabel('Question');
    const option = select.locator('option').nth(2);
    await select.selectOption((await option.getAttribute('value')) ?? '');
    const title = (await option.textContent())?.split(':')[0] ?? '';
    expect(new Set(await questions.allTextContents())).toEqual(new Set([title]));
    expect(page.url()).toContain(`question=${await option.getAttribute('value')}`);
    await reload(page);
    await expect.poll(async () => new Set(await questions.allTextContents())).toEqual(new Set([title]));
    await page.context().close();
  });

  it('says that nothing was found', async () => {
    const page = await open({}, '#q=qqqqqq');
    await expect
      .poll(() => page.locator('[data-status]').textContent())
      .toBe('Nothing was found. Try fewer or other words.');
    await page.context().close();
  });

  it('links to the question pages without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await page.locator('.search-form').isVisible()).toBe(false);
    expect(await page.locator('.search-questions a').count()).toBeGreaterThan(5);
    await page.locator('.search-questions a').first().click();
    expect(await page.locator('h1').textContent()).toContain('Question');
    await page.context().close();
  });

  it('has no accessibility violations (axe)', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const page = await open({ colorScheme, viewport }, '#q=figure');
        await page.locator('.hit').first().waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.context().close();
      }
    }
  });
});
