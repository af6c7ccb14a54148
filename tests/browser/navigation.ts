/** Navigation that waits for what pages do by themselves: a test that looks earlier depends on the speed of the machine. */
import type { Locator, Page } from 'playwright-core';

/** Opens a URL, and waits until the page is shown. */
export async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await untilShown(page);
}

/** Loads the page again, and waits until it is shown. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await untilShown(page);
}

/** Clicks a link to another page, and waits until that is shown. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const target = await link.evaluate((element) => (element as HTMLAnchorElement).href);
  await link.click();
  await page.waitForURL((url) => url.href === target);
  await untilShown(page);
}

/** Waits until the page no longer waits for its fonts: before, nothing on it is visible or can have the focus. */
async function untilShown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.readyState === 'complete' && document.documentElement.dataset['fonts'] === undefined,
  );
}

/** Waits until changes are painted. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * Loads the lazy images too: each is requested, and none is still loading when the page is left, which would cancel its
 * request.
 */
export async function loadAllImages(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await untilImagesLoaded(page);
}

/** Waits until every image that was requested is there. */
export async function untilImagesLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}
