import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { launchChromium } from './chromium.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

let folder: string;
let browser: Browser;
/** Folders of single reports, each moved away from the site it was built in. */
let moved: readonly string[];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-pages-')));
  const sample = join(folder, 'sample');
  await runReport(['html', '--out', sample], { cwd: root });
  const sites = [sample];
  if (hasCorpus) {
    const real = join(folder, 'real');
    const reports = corpusReports.map((name) => `${corpus}reports/${name}`);
    await runReport(['html', ...reports, '--template', `${corpus}templates/2025.md`, '--out', real], { cwd: folder });
    sites.push(real);
  }
  moved = (await Promise.all(sites.map(moveReports))).flat();
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** Copies every report's folder to a place where nothing else of its site is. */
async function moveReports(site: string): Promise<string[]> {
  const entries = (await readdir(site, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    entries.map(async ({ name }) => {
      const home = await mkdtemp(join(folder, 'moved-'));
      await cp(join(site, name), join(home, name), { recursive: true });
      return join(home, name);
    }),
  );
}

function address(report: string): string {
  return pathToFileURL(join(report, 'index.html')).href;
}

/** Opens a page and notes everything that should not happen. */
async function open(
  context: BrowserContext,
  url: string,
  given?: Page,
): Promise<{ readonly page: Page; readonly trouble: string[] }> {
  const page = given ?? (await context.newPage());
  const trouble: string[] = [];
  const home = new URL('.', url).href;
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) trouble.push(`left: ${request.url()}`);
  });
  await page.goto(url);
  return { page, trouble };
}

/** The same on a machine so slow that the page is painted before its script has run. */
async function openSlowly(context: BrowserContext, url: string): ReturnType<typeof open> {
  const slow = await context.newPage();
  const session = await context.newCDPSession(slow);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  const opened = await open(context, url, slow);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return opened;
}

/** Scrolls through the whole page, so that every lazy figure is asked for. */
async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 700) {
    await page.evaluate((to) => window.scrollTo(0, to), top);
    await page.waitForTimeout(15);
  }
  await page.waitForLoadState('networkidle');
}

describe('every report, moved elsewhere and opened from disk', () => {
  it('is there to be tested', () => {
    expect(moved.length).toBe(hasCorpus ? 8 : 3);
  });

  it('asks for nothing outside its folder, misses nothing, logs nothing and does not shift', async () => {
    for (const report of moved) {
      const context = await browser.newContext({ viewport: desktop });
      await context.addInitScript(() => {
        const record = window as unknown as { shift: number };
        record.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) record.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const { page, trouble } = await openSlowly(context, address(report));
      await scrollThrough(page);
      const broken = await page
        .locator('img')
        .evaluateAll((images) =>
          images.filter((image) => !(image as HTMLImageElement).naturalWidth).map((image) => image.getAttribute('src')),
        );
      const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
      expect([report, trouble, broken, shift]).toEqual([report, [], [], 0]);
      await context.close();
    }
  });

  it('never scrolls sideways, on a desktop or a phone', async () => {
    for (const viewport of [desktop, phone]) {
      const context = await browser.newContext({ viewport });
      for (const report of moved) {
        const { page } = await open(context, address(report));
        const overflows = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect([report, overflows]).toEqual([report, false]);
        await page.close();
      }
      await context.close();
    }
  });

  it.each([
    ['desktop, light', desktop, 'light'],
    ['desktop, dark', desktop, 'dark'],
    ['phone, light', phone, 'light'],
    ['phone, dark', phone, 'dark'],
  ] as const)('has nothing that axe objects to: %s', async (_, viewport, colorScheme) => {
    const context = await browser.newContext({ viewport, colorScheme });
    for (const report of moved.slice(0, 4)) {
      const { page } = await open(context, address(report));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([report, violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]).toEqual([report, []]);
      await page.close();
    }
    await context.close();
  });
});

describe('the sidebar', () => {
  it('leads to a question by keyboard alone, without JavaScript', async () => {
    const context = await browser.newContext({ viewport: desktop, javaScriptEnabled: false });
    const { page } = await open(context, address(moved[0] ?? ''));
    const cell = page.locator('a.cell[href="#q5"]');
    for (
      let presses = 0;
      presses < 60 && !(await cell.evaluate((element) => element === document.activeElement));
      presses += 1
    )
      await page.keyboard.press('Tab');
    expect(await cell.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#q5');
    await context.close();
  });

  it('is a drawer on a phone that opens and closes by keyboard, without JavaScript', async () => {
    const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const { page } = await open(context, address(moved[0] ?? ''));
    const drawer = page.locator('#contents');
    expect(await drawer.isVisible()).toBe(false);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await drawer.waitFor({ state: 'visible' });
    await page.locator('a.cell[href="#q3"]').click();
    await drawer.waitFor({ state: 'hidden' });
    await context.close();
  });

  it('marks the question that is being read', async () => {
    const context = await browser.newContext({ viewport: desktop });
    const { page } = await open(context, address(moved[0] ?? ''));
    await page.locator('#q6').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.getElementById('q6')?.scrollIntoView());
    await page.locator('a.cell[href="#q6"][aria-current]').waitFor();
    await context.close();
  });
});

describe('a figure', () => {
  it('opens at full resolution, and Escape and the back button close it', async () => {
    const context = await browser.newContext({ viewport: desktop });
    const { page } = await open(context, address(moved[0] ?? ''));
    const dialog = page.locator('dialog[open]');
    const zoom = page.locator('a.figure-zoom').first();
    await zoom.click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await zoom.evaluate((element) => element === document.activeElement)).toBe(true);
    await zoom.click();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).toContain('index.html');
    await context.close();
  });

  it('is a plain link to the full picture without JavaScript', async () => {
    const context = await browser.newContext({ viewport: desktop, javaScriptEnabled: false });
    const { page, trouble } = await open(context, address(moved[0] ?? ''));
    await page.locator('a.figure-zoom').first().click();
    await page.waitForURL(/\/figures\/[^/]+\.(?:webp|svg|png|gif|jpeg)$/);
    expect(trouble).toEqual([]);
    await context.close();
  });
});
