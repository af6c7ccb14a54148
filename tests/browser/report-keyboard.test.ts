import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf } from '../support/long-tests.js';
import { launchChromium } from './chromium.js';
import { type BuiltReports, buildSample, desktop, open, phone } from './reports.js';

let browser: Browser;
let built: BuiltReports;
/** A report with problems of many kinds. */
let loose: string;

beforeAll(async () => {
  built = await buildSample();
  loose = built.reports.find((address) => address.includes('/loose-ends/')) ?? '';
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

describe('the keyboard', () => {
  const screens = [
    ['desktop, light', desktop, 'light'],
    ['desktop, dark', desktop, 'dark'],
    ['phone, light', phone, 'light'],
  ] as const;
  it.each(casesOf(screens, [1, 2]))(
    'reaches all controls, with a visible focus indicator: %s',
    async (_, viewport, colorScheme) => {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      const { page } = await open(context, loose);
      const reached = await page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLElement>('a[href], button, summary, input, [tabindex="0"]')];
        const shown = all.filter(
          (element) =>
            element.tabIndex >= 0 &&
            element.checkVisibility({ visibilityProperty: true }) &&
            // In a radio group, only the checked button is a tab stop.
            !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked),
        );
        for (const [index, element] of shown.entries()) element.dataset.stop = String(index);
        return shown.length;
      });
      const seen = new Set<string>();
      const unmarked: string[] = [];
      for (let presses = 0; presses < reached + 20; presses += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluateHandle(() => document.activeElement as HTMLElement);
        const element = focus.asElement();
        const stop = await element?.evaluate((node) => (node as HTMLElement).dataset.stop);
        if (!element || (await element.evaluate((node) => node === document.body))) break;
        if (stop !== undefined) seen.add(stop);
        if (!(await looksFocused(page)))
          unmarked.push(await element.evaluate((node) => (node as HTMLElement).outerHTML));
        await element.evaluate((node) => (node as HTMLElement).focus({ preventScroll: true }));
      }
      expect(unmarked).toEqual([]);
      expect(reached).toBeGreaterThan(40);
      expect(seen.size).toBe(reached);
      await context.close();
    },
    180_000,
  );

  /** Whether the focused element has a visible focus indicator. Removes the focus. */
  async function looksFocused(page: Page): Promise<boolean> {
    const clip = await page.evaluate(() => {
      // The indicator may be on a descendant outside its box: a question's number in the gutter.
      const focused = document.activeElement as HTMLElement;
      const boxes = [focused, ...focused.querySelectorAll('*')].map((element) => element.getBoundingClientRect());
      const left = Math.max(0, Math.min(...boxes.map((box) => box.left)) - 6);
      const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) - 6);
      const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + 6);
      const bottom = Math.min(innerHeight, Math.max(...boxes.map((box) => box.bottom)) + 6);
      return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
    });
    const focused = await page.screenshot({ clip });
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    return !focused.equals(await page.screenshot({ clip }));
  }
});
