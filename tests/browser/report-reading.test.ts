import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { loadAllImages, reload } from './navigation.js';
import { type BuiltReports, buildReport, buildSample, desktop, laptop, open, phone } from './reports.js';

let browser: Browser;
let built: BuiltReports;
/** A sample report without problems, and one with problems of many kinds. */
let good: string;
let loose: string;

beforeAll(async () => {
  built = await buildSample();
  good = built.reports.find((address) => address.includes('/blue-heron/')) ?? '';
  loose = built.reports.find((address) => address.includes('/loose-ends/')) ?? '';
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

/** Runs a function with a report in its own browser context. */
async function reading(
  options: Parameters<Browser['newContext']>[0],
  address: string,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: desktop, ...options });
  const { page, trouble } = await open(context, address);
  await work(page, context);
  expect(trouble).toEqual([]);
  await context.close();
}

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('the sidebar', () => {
  it('navigates to a question by keyboard, without JavaScript', () =>
    reading({ javaScriptEnabled: false }, good, async (page) => {
      const cell = page.locator('a.cell[href="#q5"]');
      const focused = (): Promise<boolean> => cell.evaluate((element) => element === document.activeElement);
      for (let presses = 0; presses < 60 && !(await focused()); presses += 1) await page.keyboard.press('Tab');
      expect(await cell.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
      await page.keyboard.press('Enter');
      await page.waitForURL('**#q5');
    }));

  it('is a drawer on phones that opens and closes by keyboard, without JavaScript and without scrolling the page', () =>
    reading({ viewport: phone, javaScriptEnabled: false }, good, async (page) => {
      const drawer = page.locator('#contents');
      const opener = page.locator('.bar-menu');
      await page.evaluate(() => scrollTo(0, 1500));
      expect(await drawer.isVisible()).toBe(false);
      await opener.focus();
      await page.keyboard.press('Enter');
      await drawer.waitFor({ state: 'visible' });
      await page.getByRole('link', { name: 'Close', exact: true }).focus();
      await page.keyboard.press('Enter');
      await drawer.waitFor({ state: 'hidden' });
      expect(await page.evaluate(() => scrollY)).toBe(1500);
      await opener.click();
      await page.locator('a.cell[href="#q3"]').click();
      await drawer.waitFor({ state: 'hidden' });
      expect(await page.locator('#q3').evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(100);
    }));

  it('highlights the current question', () =>
    reading({}, good, async (page) => {
      await page.evaluate(() => document.getElementById('q6')?.scrollIntoView());
      await page.locator('a.cell[href="#q6"][aria-current]').waitFor();
    }));
});

describe('a permalink of a block of an answer', () => {
  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('leads to the block and highlights it, %s', (_, javaScriptEnabled) =>
    reading({ javaScriptEnabled, viewport: phone }, `${good}#q3.2`, async (page) => {
      const block = page.locator('[id="q3.2"]');
      const other = page.locator('[id="q3.1"]');
      const look = (target: typeof block): Promise<readonly string[]> =>
        target.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).boxShadow]);
      expect(await look(block)).not.toEqual(await look(other));
      const bar = await page.locator('.bar').evaluate((element) => element.getBoundingClientRect().bottom);
      const top = (): Promise<number> => block.evaluate((element) => element.getBoundingClientRect().top);
      // Browsers scroll to the target with the next frame.
      await expect.poll(top).toBeLessThan(300);
      expect(await top()).toBeGreaterThan(bar);
    }),
  );

  it('appears at the block under the pointer, and adds no text', () =>
    reading({}, good, async (page) => {
      const text = await page.locator('#q3').innerText();
      const block = page.locator('[id="q3.2"]');
      await block.scrollIntoViewIfNeeded();
      await block.hover();
      const pin = page.locator('.pin');
      expect(await pin.getAttribute('href')).toBe('#q3.2');
      expect(await pin.evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
      expect(await page.locator('#q3').innerText()).toBe(text);
      await pin.click();
      expect(new URL(page.url()).hash).toBe('#q3.2');
      expect(await block.evaluate((element) => element.matches(':target'))).toBe(true);
    }));

  it('can be reached by keyboard, and moved from block to block with the arrow keys', () =>
    reading({}, good, async (page) => {
      await page.locator('#q3 .question-anchor').focus();
      const pin = page.locator('.pin');
      const focused = (): Promise<boolean> => pin.evaluate((element) => element === document.activeElement);
      for (let presses = 0; presses < 20 && !(await focused()); presses += 1) await page.keyboard.press('Tab');
      // After the last focusable element of the answer, a block of code, the permalink is at that block.
      expect(await pin.getAttribute('aria-label')).toBe('Link to part 5 of 6 of this answer');
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown'])
        await page.keyboard.press(key);
      expect(await pin.getAttribute('href')).toBe('#q3.2');
      const apart = await page.evaluate(() => {
        const top = (selector: string): number => document.querySelector(selector)?.getBoundingClientRect().top ?? 0;
        return Math.abs(top('.pin') - top('[id="q3.2"]'));
      });
      expect(apart).toBeLessThan(2);
      await page.keyboard.press('Enter');
      await page.waitForURL('**#q3.2');
    }));
});

describe('stored preferences', () => {
  /** The theme, and whether problems are hidden, when <body> is first parsed. */
  async function recordFirst(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      const record = window as unknown as { first: readonly (string | undefined)[] };
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        record.first = [document.documentElement.dataset.theme, document.documentElement.dataset.problems];
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
  }

  it('are applied before the body is parsed', () =>
    reading({}, loose, async (page, context) => {
      await recordFirst(context);
      const light = await background(page);
      await page.getByLabel('Dark').check();
      await page.getByLabel('Hide problems').check();
      const dark = await background(page);
      expect(dark).not.toBe(light);
      await loadAllImages(page);
      await reload(page);
      expect(await page.evaluate(() => (window as unknown as { first: unknown }).first)).toEqual(['dark', 'hidden']);
      expect(await background(page)).toBe(dark);
      expect(await page.getByLabel('Dark').isChecked()).toBe(true);
      expect(await page.getByLabel('Hide problems').isChecked()).toBe(true);
      expect(await page.locator('.notes').first().isVisible()).toBe(false);

      await page.getByLabel('Auto').check();
      await page.getByLabel('Hide problems').uncheck();
      expect(await background(page)).toBe(light);
      expect(await page.locator('.notes').first().isVisible()).toBe(true);
      await loadAllImages(page);
      await reload(page);
      expect(await background(page)).toBe(light);
      expect(await page.locator('.notes').first().isVisible()).toBe(true);
    }));

  it('problems can be hidden without JavaScript; the theme switch is not shown without it', () =>
    reading({ javaScriptEnabled: false, viewport: laptop }, loose, async (page) => {
      const told = (): Promise<readonly boolean[]> =>
        page
          .locator('.notes, .fact-problems, .todo h2, .todo ul, .measure strong')
          .evaluateAll((elements) => elements.map((element) => element.checkVisibility()));
      expect(await page.locator('.todo').innerText()).toMatch(/^To do\s+Questions? without an answer: \d/);
      expect((await told()).every(Boolean)).toBe(true);
      await page.getByLabel('Hide problems').check();
      expect((await told()).some(Boolean)).toBe(false);
      expect(await page.locator('[data-theme-switch]').isVisible()).toBe(false);
      expect(await page.locator('.code-copy').count()).toBe(0);
      expect(await page.locator('.pin').count()).toBe(0);
    }));
});

describe('code', () => {
  it('is copied unchanged, and does not shift when the copy button appears', async () => {
    const context = await browser.newContext({ viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = await open(context, loose);
    const frame = page.locator('.code-frame').first();
    await frame.hover();
    await frame.getByRole('button', { name: 'Copy' }).click();
    await frame.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await frame.locator('pre').evaluate((element) => element.textContent),
    );
    await context.close();
  });
});

describe('in print', () => {
  it('a report is light, expanded, without controls, and without page breaks inside figures and the like', () =>
    reading({ colorScheme: 'dark' }, loose, async (page) => {
      await page.getByLabel('Dark').check();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await background(page)).toBe('rgb(255, 255, 255)');
      for (const screenOnly of ['.contents', '.bar', '.theme', '.links', '.skip-link', '.hint'])
        expect([screenOnly, await page.locator(screenOnly).first().isVisible()]).toEqual([screenOnly, false]);
      const kept = (selector: string, property: string): Promise<string> =>
        page
          .locator(selector)
          .first()
          .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
      expect(await kept('.figure', 'break-inside')).toBe('avoid');
      expect(await kept('.question-top', 'break-after')).toBe('avoid');
      expect(await kept('.section-head', 'break-after')).toBe('avoid');
      expect(await page.locator('.part-items').first().isVisible()).toBe(true);
    }));

  it('links are followed by their URLs, unless that is their text', async () => {
    const { reports, remove } = await buildReport(
      '# Links\n\n### Question 1\n\n> **Where?**\n\n[Here](https://example.com/a) and https://example.com/b.\n',
    );
    await reading({}, reports[0] ?? '', async (page) => {
      const told = (): Promise<readonly string[]> =>
        page
          .locator('.answer a')
          .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
      expect(await told()).toEqual(['none', 'none']);
      await page.emulateMedia({ media: 'print' });
      expect(await told()).toEqual([expect.stringContaining('https://example.com/a'), 'none']);
    });
    await remove();
  });

  it('a table of any width has all its columns on paper, and a short column keeps its words whole', async () => {
    const row = (cells: readonly string[]): string => `|${cells.join('|')}|\n`;
    const table = (columns: number, cell: string): string =>
      ['heading', '--', cell].map((text) => row(Array.from({ length: columns }, () => text))).join('');
    const long = 'a long text that would like to have all of the width of the paper for itself alone '.repeat(4);
    const { reports, remove } = await buildReport(
      `# T\n\n### Question 1\n\n> **Compare.**\n\n${table(12, 'an_unbroken_value_of_the_table')}\n${table(40, 'value')}\n` +
        `${row(['Name', 'Text'])}${row(['--', '--'])}${row(['Configuration', long])}`,
    );
    // The width of an A4 page without its margins.
    await reading({ viewport: { width: 665, height: 900 } }, reports[0] ?? '', async (page) => {
      await page.emulateMedia({ media: 'print' });
      const overflows = await page
        .locator('.prose table')
        .evaluateAll((tables) =>
          tables.map((element) => element.scrollWidth - (element.parentElement?.clientWidth ?? 0)),
        );
      expect(overflows).toEqual([0, 0, 0]);
      const lines = await page.locator('.prose table td').evaluateAll((cells) =>
        cells
          .filter(({ textContent }) => textContent === 'Configuration')
          .map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getClientRects().length;
          }),
      );
      expect(lines).toEqual([1]);
    });
    await remove();
  });
});
