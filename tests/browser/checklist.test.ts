import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { buildCohort, type CohortSite } from './cohort-sites.js';
import { follow, reload } from './navigation.js';
import { desktop, open, phone } from './reports.js';

let browser: Browser;
let site: CohortSite;

beforeAll(async () => {
  site = await buildCohort({ groups: 40, questions: 2, items: 20, odd: true });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await site.remove();
});

async function visit(viewport = desktop): Promise<Page> {
  const context = await browser.newContext({ viewport });
  return (await open(context, site.address('checklist.html'))).page;
}

/** Contents of the table, independent of the order of rows and columns: `item / group / state`, sorted. */
function cells(page: Page): Promise<readonly string[]> {
  return page.locator('[data-matrix]').evaluate((table) => {
    const { tHead, tBodies } = table as HTMLTableElement;
    const heads = [...(tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent.trim());
    const rows = [...tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
    return rows
      .flatMap((row) =>
        [...row.cells].slice(2).map((cell, index) => {
          const item = row.querySelector('.matrix-item > span')?.textContent;
          return `${item} / ${heads[index + 2]} / ${cell.textContent} ${cell.className}`;
        }),
      )
      .sort();
  });
}

async function numbers(page: Page, selector: string): Promise<readonly number[]> {
  return (await page.locator(selector).allTextContents()).map((text) => Number.parseInt(text, 10));
}

describe('the checklist table', () => {
  it('has a cell per item and group, and lists the groups without a checklist', async () => {
    const page = await visit();
    const all = await cells(page);
    expect(all.length).toBe(40 * 20);
    expect(new Set(all.map((cell) => cell.split(' / ')[2]))).toEqual(
      new Set(['done ', 'done n', 'open o', 'open o n']),
    );
    expect(await page.locator('.matrix-others').allTextContents()).toEqual([
      '1 report could not be read and has no column: unreadable.',
      '1 report has no checklist: unlisted.',
    ]);
    await page.context().close();
  });

  it('leads to the page of a report that could not be read, which says who has to do what', async () => {
    const page = await visit();
    await follow(page, page.getByRole('link', { name: 'unreadable' }));
    expect((await page.locator('.failure-body > :not(.failure-path)').allTextContents()).slice(0, 3)).toEqual([
      'README.md is not UTF-8: the bytes on line 1 are no text.',
      'For the group to do',
      'Save it as UTF-8.',
    ]);
    await page.context().close();
  });

  it('has totals of rows and columns', async () => {
    const page = await visit();
    const all = await cells(page);
    const done = all.filter((cell) => cell.includes('/ done')).length;
    const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
    expect(sum(await numbers(page, '.matrix-sums td:not(.matrix-count)'))).toBe(done);
    expect(sum(await numbers(page, 'tbody .matrix-count'))).toBe(done);
    await page.context().close();
  });

  it('sorts by count and by progress without mixing up cells, and restores the original order', async () => {
    const page = await visit();
    const before = await cells(page);
    const text = await page.locator('[data-matrix]').innerText();
    await page.getByRole('radio', { name: 'least done first' }).check();
    await page.getByRole('radio', { name: 'most done first' }).check();
    expect(await cells(page)).toEqual(before);
    const rows = await numbers(page, 'tbody .matrix-count');
    const columns = await numbers(page, '.matrix-sums td:not(.matrix-count)');
    expect([rows, columns]).toEqual([rows.toSorted((a, b) => a - b), columns.toSorted((a, b) => b - a)]);
    expect(await page.getByText('Week 2').isVisible()).toBe(false);
    expect(new URL(page.url()).hash).toBe('#items=least&groups=most');
    await reload(page);
    expect(await numbers(page, 'tbody .matrix-count')).toEqual(rows);
    await page.getByRole('radio', { name: 'as in the checklist' }).check();
    await page.getByRole('radio', { name: 'by name' }).check();
    expect(await page.locator('[data-matrix]').innerText()).toBe(text);
    await page.context().close();
  });

  it('has sticky headers, and scrolls in its own box by keyboard', async () => {
    const page = await visit(phone);
    const region = page.getByRole('region', { name: 'Items by groups' });
    await region.focus();
    expect(await region.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    const corner = page.locator('thead tr:first-child .matrix-item');
    const before = await corner.boundingBox();
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.querySelector('.matrix-scroll')?.scrollLeft ?? 0) > 100);
    expect((await corner.boundingBox())?.x).toBe(before?.x);
    await page.context().close();
  });

  it('opens the notes of an item by keyboard, with links to their groups', async () => {
    const page = await visit();
    const notes = page.locator('.matrix-notes').first();
    await notes.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect((await notes.locator('li').allInnerTexts()).map((text) => text.trim())).toEqual([
      'group 5: only for a part of it',
      'group 25: only for a part of it',
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/group-5\/index\.html#checklist$/);
    await page.context().close();
  });

  it('scrolls with the page where the window has room, with its head at the top', async () => {
    const page = await visit({ width: 1440, height: 400 });
    const region = page.getByRole('region', { name: 'Items by groups' });
    expect(await region.getAttribute('tabindex')).toBeNull();
    await page.locator('tbody tr').last().scrollIntoViewIfNeeded();
    expect((await page.locator('thead').boundingBox())?.y).toBe(0);
    await page.setViewportSize(phone);
    await expect.poll(() => region.getAttribute('tabindex')).toBe('0');
    await page.context().close();
  });

  it('cuts a long name in the middle; its whole is said, and shown with the focus', async () => {
    const page = await visit();
    const name = 'long-name-'.repeat(8);
    const link = page.getByRole('link', { name, exact: true });
    expect(await link.textContent()).toBe('long-name-l…e-long-name-');
    await link.focus();
    expect(await page.locator('.matrix-at').textContent()).toBe(name);
    const colour = await page.locator('col[data-at]').evaluate((col) => getComputedStyle(col).backgroundColor);
    const row = page
      .locator('tbody tr')
      .filter({ has: page.locator('summary') })
      .first();
    await row.locator('summary').focus();
    expect(await row.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(colour);
    expect(await page.locator('col[data-at]').count()).toBe(0);
    await page.context().close();
  });

  it('highlights the column under the pointer', async () => {
    const page = await visit();
    await page.locator('tbody tr:nth-child(3) td').nth(7).hover();
    const marked = page.locator('.matrix-group[data-at]');
    expect(await marked.count()).toBe(1);
    expect(await marked.textContent()).toBe(await page.locator('.matrix-group').nth(6).textContent());
    await page.locator('h1').hover();
    expect(await marked.count()).toBe(0);
    await page.context().close();
  });

  it('is printed in landscape, with every column', async () => {
    const page = await visit();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(0);
    for (const [, width, height] of boxes) expect(Number(width)).toBeGreaterThan(Number(height));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 994, height: 660 });
    const last = await page.locator('.matrix-group').last().boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(994);
    await page.context().close();
  });
});
