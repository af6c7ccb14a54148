import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { type BuiltReports, buildSample, desktop, open } from './reports.js';
import { count, dialog, lie } from './zoom.js';

let browser: Browser;
let built: BuiltReports;
let report: string;

beforeAll(async () => {
  built = await buildSample();
  report = built.reports[0] ?? '';
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

/** Opens the page and its first figure that is larger than the screen by a few times. */
async function openFigure(context: BrowserContext, index = 1): Promise<Page> {
  const { page } = await open(context, report);
  await page.locator('a.figure-zoom').nth(index).click();
  await dialog(page).waitFor();
  return page;
}

describe('a figure', () => {
  it('opens at full resolution, and Escape, Back and a click beside it close it', async () => {
    const context = await browser.newContext({ viewport: desktop });
    const { page } = await open(context, report);
    const link = page.locator('a.figure-zoom').first();
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.goBack(),
      () => page.mouse.click(desktop.width / 2, 3),
      () => page.getByRole('button', { name: 'Close' }).click(),
    ]) {
      await link.click();
      await dialog(page).waitFor();
      await page.waitForFunction(
        (href) => document.querySelector<HTMLImageElement>('.zoom-image')?.src === href,
        [await link.evaluate((element) => (element as HTMLAnchorElement).href)][0] as string,
      );
      await close();
      await dialog(page).waitFor({ state: 'detached' });
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(page.url()).toBe(report);
      await page.waitForFunction(() => !history.state?.figure);
    }
    await context.close();
  });

  it('can be zoomed and panned by keyboard', async () => {
    const context = await browser.newContext({ viewport: desktop, reducedMotion: 'reduce' });
    const { page } = await open(context, report);
    await page.locator('a.figure-zoom').nth(1).focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    const all = await page.locator('a.figure-zoom').count();
    expect(await count(page).textContent()).toBe(`2 of ${all}`);
    await page.keyboard.press('ArrowRight');
    expect(await count(page).textContent()).toBe(`3 of ${all}`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await count(page).textContent()).toBe(`${all} of ${all}`);

    const whole = await lie(page);
    await page.keyboard.press('+');
    expect((await lie(page)).width / whole.width).toBeCloseTo(1.5, 2);
    const enlarged = await lie(page);
    await page.keyboard.press('ArrowRight');
    expect((await lie(page)).x).toBeLessThan(enlarged.x);
    expect(await count(page).textContent()).toBe(`${all} of ${all}`);
    await page.keyboard.press('0');
    expect(await lie(page)).toEqual(whole);
    const size = page.getByRole('button', { name: 'Full size' });
    await size.focus();
    await page.keyboard.press('Enter');
    expect((await lie(page)).width).toBeGreaterThan(whole.width);
    expect(await page.getByRole('button', { name: 'Fit' }).count()).toBe(1);

    // Focus is trapped in the dialog.
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    // `close` is dispatched in a task of its own, after the dialog is hidden; its entry of the history is removed last.
    await page.waitForFunction(() => !history.state?.figure);
    const last = page.locator('a.figure-zoom').last();
    expect(await last.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(
      await last.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      }),
    ).toBe(true);
    await context.close();
  });

  it('zooms to full resolution at the click, and can be dragged', async () => {
    const context = await browser.newContext({ viewport: { width: 900, height: 600 } });
    const page = await openFigure(context);
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.zoom-image')?.naturalWidth ?? 0) > 1500,
    );
    const natural = await page.locator('.zoom-image').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    const whole = await lie(page);
    expect(whole.width).toBeLessThan(natural);
    await page.mouse.click(300, 250);
    expect((await lie(page)).width / Math.max(natural, whole.width * 2)).toBeCloseTo(1, 2);
    const before = await lie(page);
    await page.mouse.move(300, 250);
    await page.mouse.down();
    await page.mouse.move(250, 270, { steps: 5 });
    await page.mouse.up();
    expect((await lie(page)).x).toBe(before.x - 50);
    expect(await dialog(page).count()).toBe(1);
    await page.mouse.click(300, 250);
    expect(await lie(page)).toEqual(whole);
    await context.close();
  });

  it('is a plain link to the full image without JavaScript', async () => {
    const context = await browser.newContext({ viewport: desktop, javaScriptEnabled: false });
    const { page, trouble } = await open(context, report);
    await page.locator('a.figure-zoom').first().click();
    await page.waitForURL(/\/figures\/[^/]+\.(?:webp|svg|png|gif|jpe?g)$/);
    expect(trouble).toEqual([]);
    await context.close();
  });
});
