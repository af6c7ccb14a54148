import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { painted } from './navigation.js';
import { type BuiltReports, buildSample, open, phone } from './reports.js';
import { count, dialog, lie, touch } from './zoom.js';

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

describe('a figure on a touch screen', () => {
  async function openByTouch(): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
    const context = await browser.newContext({ viewport: phone, hasTouch: true, isMobile: true });
    const { page } = await open(context, report);
    await page.locator('a.figure-zoom').nth(1).tap();
    await dialog(page).waitFor();
    // Touches before the dialog is painted are those of the page below it.
    await painted(page);
    return { context, page, session: await context.newCDPSession(page) };
  }

  it('zooms with a pinch, about the point between the fingers, without zooming the page', async () => {
    const { context, page, session } = await openByTouch();
    const whole = await lie(page);
    await touch(
      session,
      [
        [100, 300],
        [160, 300],
      ],
      [
        [40, 300],
        [220, 300],
      ],
    );
    const grown = await lie(page);
    expect(grown.width / whole.width).toBeCloseTo(3, 1);
    // The fingers are left of the centre: the point between them is fixed, the rest moves to the right.
    expect(grown.x).toBeGreaterThan(whole.x + 50);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);

    await touch(session, [[100, 300]], [[60, 300]]);
    expect((await lie(page)).x).toBe(grown.x - 40);
    expect(await count(page).textContent()).toMatch(/^2 of /);

    await touch(
      session,
      [
        [20, 300],
        [340, 300],
      ],
      [
        [170, 300],
        [190, 300],
      ],
    );
    expect(await lie(page)).toEqual(whole);
    await context.close();
  });

  it('goes to the next and the previous figure with a swipe', async () => {
    const { context, page, session } = await openByTouch();
    await touch(session, [[330, 300]], [[60, 310]]);
    expect(await count(page).textContent()).toMatch(/^3 of /);
    await touch(session, [[60, 300]], [[330, 310]]);
    await touch(session, [[60, 300]], [[330, 310]]);
    expect(await count(page).textContent()).toMatch(/^1 of /);
    // Neither vertical movement nor a few pixels are a swipe.
    await touch(session, [[200, 500]], [[220, 200]]);
    expect(await count(page).textContent()).toMatch(/^1 of /);
    expect((await lie(page)).x).toBe(0);
    expect(await dialog(page).count()).toBe(1);
    await context.close();
  });
});
