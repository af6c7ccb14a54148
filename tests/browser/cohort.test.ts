import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCorpus } from '../support/corpus.js';
import { casesOf, longTests } from '../support/long-tests.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { buildCohort, buildRealCohort, type CohortSite, hostileNames } from './cohort-sites.js';
import { goTo, reload } from './navigation.js';
import { desktop, open, openSlowly, phone, recordShifts, shiftOf } from './reports.js';

let browser: Browser;
/** Sixty groups and two unusual ones; fewer groups for axe, which checks every cell; and two groups. */
let sixty: CohortSite;
let twelve: CohortSite;
let two: CohortSite;
let real: CohortSite | null;

beforeAll(async () => {
  sixty = await buildCohort({ groups: 60, questions: 31, items: 52, odd: true });
  twelve = await buildCohort({ groups: 12, questions: 31, items: 12, odd: true });
  two = await buildCohort({ groups: 2, questions: 3, items: 4 });
  real = await buildRealCohort();
  browser = await launchChromium();
}, 240_000);

afterAll(async () => {
  await browser.close();
  for (const site of [sixty, twelve, two, real]) await site?.remove();
});

const pages = ['index.html', 'checklist.html'] as const;

/** Opens a page of the large cohort. */
async function visit(page: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, ...options });
  return (await open(context, sixty.address(page))).page;
}

/** Names of the groups that the table shows, in order. */
function names(page: Page): Promise<readonly string[]> {
  return page.locator('.groups tbody tr:visible th a').allTextContents();
}

describe('the pages over all groups', () => {
  it.each([['sixty generated groups'], ['sixty real reports']])(
    'are smaller than 300 kB each without their fonts: %s',
    async (which) => {
      const site = which === 'sixty generated groups' ? sixty : real;
      if (!site) return expect(hasCorpus).toBe(false);
      const fonts = (await stat('dist/assets/fonts.css')).size;
      for (const page of pages) expect((await stat(join(site.folder, page))).size - fonts).toBeLessThan(300_000);
    },
  );

  it.each([
    ['desktop', desktop],
    ['phone', phone],
  ])(
    'request nothing outside the site, log nothing, have no layout shift, do not scroll horizontally: %s',
    async (_, viewport) => {
      // Sixty groups on a slow machine take long.
      const all = [
        [sixty, longTests ? openSlowly : open],
        [twelve, openSlowly],
        [two, openSlowly],
      ] as const;
      for (const [site, openPage] of all)
        for (const name of pages) {
          const context = await browser.newContext({ viewport });
          await recordShifts(context);
          const { page, trouble } = await openPage(context, site.address(name));
          await page.waitForTimeout(100);
          const overflows = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect([name, trouble, await shiftOf(page), overflows]).toEqual([name, [], 0, false]);
          await context.close();
        }
    },
  );

  it('have headers that do not change their size when they become buttons', async () => {
    const boxes = async (javaScriptEnabled: boolean): Promise<readonly (readonly number[])[]> => {
      const page = await visit('index.html', { javaScriptEnabled });
      const all = await page.locator('.groups thead :is(tr, .sort)').evaluateAll((elements) =>
        elements.map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return [Math.round(width), Math.round(height)];
        }),
      );
      await page.context().close();
      return all;
    };
    const buttons = await boxes(true);
    expect(buttons.length).toBeGreaterThan(7);
    expect(await boxes(false)).toEqual(buttons);
  });

  const screens = [
    ['desktop, light', desktop, 'light'],
    ['desktop, dark', desktop, 'dark'],
    ['phone, light', phone, 'light'],
    ['phone, dark', phone, 'dark'],
  ] as const;
  it.each(casesOf(screens, [0, 3]))('have no accessibility violations (axe): %s', async (_, viewport, colorScheme) => {
    for (const site of colorScheme === 'dark' ? [twelve] : [twelve, two])
      for (const name of pages) {
        const context = await browser.newContext({ viewport, colorScheme });
        const { page } = await open(context, site.address(name));
        expect([name, await findViolations(page, { colorsOnly: colorScheme === 'dark' })]).toEqual([name, []]);
        await context.close();
      }
  });

  it('escape hostile names', async () => {
    for (const name of pages) {
      const page = await visit(name);
      // A long name is shortened where it heads a column, and whole in its label.
      const names = await page
        .locator('tbody th a, thead th a')
        .evaluateAll((links) => links.map((link) => link.ariaLabel ?? link.textContent));
      for (const hostile of hostileNames) expect(names).toContain(hostile);
      expect(await page.locator('main img').count()).toBe(0);
      await page.context().close();
    }
  });

  it('are complete without JavaScript, and say what needs it', async () => {
    for (const viewport of [desktop, phone]) {
      const page = await visit('index.html', { javaScriptEnabled: false, viewport });
      expect((await names(page)).length).toBe(62);
      expect(await page.locator('.groups button, [data-tools]:visible').count()).toBe(0);
      expect(await page.locator('.tools-note').innerText()).toBe('Sorting and filtering need JavaScript.');
      await page.getByRole('link', { name: /^Question 7\b/ }).click();
      expect(page.url()).toBe(sixty.address('questions/7.html'));
      await goTo(page, sixty.address('checklist.html'));
      expect(await page.locator('[data-tools]:visible').count()).toBe(0);
      expect(await page.locator('.tools-note').innerText()).toBe('Sorting needs JavaScript.');
      await page.context().close();
    }
  });
});

describe('the table of groups', () => {
  it('is sorted by keyboard, visibly and for assistive technology', async () => {
    const page = await visit('index.html');
    const head = page.getByRole('columnheader', { name: 'Words' });
    const button = head.getByRole('button');
    while (!(await button.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
    expect(await button.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    const words = async (): Promise<readonly number[]> =>
      (await page.locator('.groups tbody td[data-label^="word"]').allTextContents()).map(Number);
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await words()).toEqual((await words()).toSorted((a, b) => b - a));
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await words()).toEqual((await words()).toSorted((a, b) => a - b));
    expect(await page.locator('th[aria-sort]').count()).toBe(1);
    expect((await names(page)).at(-1)).toBe('unreadable');
    await page.context().close();
  });

  it('sorts names in numeric collation, and is stable', async () => {
    const page = await visit('index.html');
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    const byName = (await names(page)).filter((name) => name.startsWith('group'));
    expect(byName).toEqual(Array.from({ length: 56 }, (_, index) => `group ${index + 5}`));
    await page.getByRole('button', { name: 'Figures' }).click();
    expect((await names(page)).filter((name) => name.startsWith('group'))).toEqual(byName);
    await page.getByRole('button', { name: 'Questions' }).click();
    expect((await names(page))[0]).toBe('unreadable');
    await page.context().close();
  });

  it('is filtered by name and state, and announces how many groups are shown', async () => {
    const page = await visit('index.html');
    const status = page.getByRole('status');
    const field = page.getByRole('searchbox', { name: 'Find a group' });
    await field.fill('GROUP 5');
    expect(await names(page)).toEqual(['group 5', ...Array.from({ length: 10 }, (_, index) => `group ${index + 50}`)]);
    expect(await status.textContent()).toBe('11 of 62 groups');
    await page.getByRole('radio', { name: 'Could not be read' }).check();
    expect(await names(page)).toEqual([]);
    expect(await page.getByText('No group matches.').isVisible()).toBe(true);
    await field.fill('');
    expect(await names(page)).toEqual(['unreadable']);
    await page.getByRole('radio', { name: 'With open questions' }).check();
    const states = await page.locator('.groups tbody tr:visible .groups-strip').allTextContents();
    expect([states.length > 5, states.every((state) => / (?:open|missing)$|^No questions$/.test(state))]).toEqual([
      true,
      true,
    ]);
    expect(
      await page
        .getByRole('radio', { name: 'With open questions' })
        .evaluate((option) => option.nextElementSibling?.textContent),
    ).toBe(`With open questions ${states.length}`);
    await page.getByRole('radio', { name: 'All' }).check();
    expect(await status.textContent()).toBe('62 groups');
    await page.context().close();
  });

  it('is filtered by rule, with the number of groups that the choice tells', async () => {
    const page = await visit('index.html');
    const choice = page.getByRole('combobox', { name: 'Problem' });
    const options = await choice.locator('option').allTextContents();
    const [, rule = '', groups = ''] = /^(\S+) \((\d+)\)$/.exec(options[1] ?? '') ?? [];
    await choice.selectOption(rule);
    expect(String((await names(page)).length)).toBe(groups);
    expect(page.url()).toContain(`rule=${rule}`);
    await reload(page);
    expect([await choice.inputValue(), String((await names(page)).length)]).toEqual([rule, groups]);
    await page.context().close();
  });

  it('is filtered by titles of reports', async () => {
    const page = await visit('index.html');
    await page.getByRole('searchbox').fill('report of group 33');
    expect(await names(page)).toEqual(['group 33']);
    await page.context().close();
  });

  it('keeps its state on Back from a report', async () => {
    const page = await visit('index.html');
    await page.getByRole('searchbox').fill('group 1');
    await page.getByRole('button', { name: 'Errors' }).click();
    await page.getByRole('radio', { name: 'With errors' }).check();
    const before = await names(page);
    await page.locator('.groups tbody tr:visible th a').nth(2).click();
    await page.goBack();
    await page.locator('th[data-sort="errors"][aria-sort="descending"]').waitFor();
    expect([await names(page), await page.getByRole('searchbox').inputValue()]).toEqual([before, 'group 1']);
    await page.context().close();
  });

  it('ignores invalid settings in the URL', async () => {
    const context = await browser.newContext({ viewport: desktop });
    const { page, trouble } = await open(
      context,
      `${sixty.address('index.html')}#sort=toString&order=up&show=%22%5D&find=`,
    );
    expect([trouble, (await names(page)).length, await page.locator('th[aria-sort]').count()]).toEqual([[], 62, 0]);
    await context.close();
  });

  it('can be sorted on phones too, where rows are cards', async () => {
    const page = await visit('index.html', { viewport: phone, hasTouch: true });
    await page.getByRole('button', { name: 'Words' }).tap();
    const rows = page.locator('.groups tbody tr:visible');
    const [first, second] = [await rows.nth(0).boundingBox(), await rows.nth(1).boundingBox()];
    expect([first?.x, (second?.y ?? 0) >= (first?.y ?? 0) + (first?.height ?? 0)]).toEqual([second?.x, true]);
    expect(await page.getByRole('columnheader', { name: 'Words' }).getAttribute('aria-sort')).toBe('descending');
    await page.context().close();
  });
});
