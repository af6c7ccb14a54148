/** Pages over all groups that are split into parts, opened from disk. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { follow, goTo } from './navigation.js';
import { buildSplitSite, groups, type SplitSite } from './split-site.js';

let site: SplitSite;
let browser: Browser;
let page: Page;
/** Whatever the console says. */
let trouble: string[];

beforeAll(async () => {
  site = await buildSplitSite();
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await site.remove();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  trouble = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
});

afterEach(async () => {
  await page.context().close();
  expect(trouble).toEqual([]);
});

const texts = (selector: string): Promise<readonly string[]> =>
  page.locator(selector).evaluateAll((elements) => elements.map(({ textContent }) => textContent?.trim() ?? ''));
const current = (): Promise<string | undefined> => page.evaluate(() => document.querySelector('[data-current]')?.id);

describe('the parts of a question’s page', () => {
  it('show every answer once, with counts over all parts', async () => {
    await goTo(page, site.address('questions/1.html'));
    const shown: string[] = [];
    for (;;) {
      expect(await texts('[data-fact="answered"], [data-fact="answers"]')).toEqual(['7', '/7']);
      shown.push(...(await texts('.reply-title .named')));
      const next = page.locator('.pager-turn [rel="next"]');
      if ((await next.count()) === 0) break;
      await follow(page, next);
    }
    expect(shown).toEqual(groups);
    expect(await texts('.pager-here')).toEqual([expect.stringMatching(/^Answers 6–7 of 7/)]);
    expect(await texts('.pager-part[aria-current]')).toEqual(['6–7 juniper to oak']);
  });

  it('lead a link to an answer in another part there', async () => {
    await goTo(page, site.address('questions/1.html#juniper'));
    await page.waitForURL('**/questions/1~3.html#juniper');
    await expect.poll(current).toBe('juniper');
    await goTo(page, site.address('questions/1~3.html#alder'));
    await page.waitForURL('**/questions/1.html#alder');
    await expect.poll(current).toBe('alder');
  });

  it('are one sequence for the keys, forward and back', async () => {
    await goTo(page, site.address('questions/2.html'));
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < groups.length; step += 1) {
      await page.keyboard.press('j');
      await expect.poll(current).toBe(groups[step]);
      seen.push((await texts('[data-place-count]'))[0]);
    }
    expect(seen).toEqual(groups.map((_, index) => `${index + 1} of 7`));
    await page.keyboard.press('j');
    expect(await texts('[data-remark]')).toEqual(['This is the last answer.']);
    for (const group of [...groups].reverse().slice(1)) {
      await page.keyboard.press('k');
      await expect.poll(current).toBe(group);
    }
  });

  it('offer to go on in the part where one was', async () => {
    await goTo(page, site.address('questions/1~3.html#oak'));
    await expect.poll(current).toBe('oak');
    await goTo(page, site.address('questions/1.html'));
    expect(await texts('[data-resume]')).toEqual(['Continue: oak']);
    await page.keyboard.press('c');
    await page.waitForURL('**/questions/1~3.html');
    await expect.poll(current).toBe('oak');
  });

  it('hide all names and number the answers over all parts', async () => {
    await goTo(page, site.address('questions/1~2.html'));
    await page.locator('[data-hide-names]').check();
    expect(await texts('.reply-title .unnamed')).toEqual(['Answer 3', 'Answer 4', 'Answer 5']);
    const visible = await page.locator('body').innerText();
    const named = groups.filter((group) => visible.replace(/The \w+ grows/g, '').includes(group));
    expect(named).toEqual([]);
  });

  it('can be read without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await goTo(plain, site.address('questions/1.html'));
    await follow(plain, plain.locator('.pager-part').nth(2));
    expect(await plain.locator('.reply-title .named').allTextContents()).toEqual(['juniper', 'oak']);
    await context.close();
  });
});

describe('the parts of the tables', () => {
  it('show every group once, and sort and filter those that they have', async () => {
    const shown: string[] = [];
    for (const path of ['index.html', 'index~2.html']) {
      await goTo(page, site.address(path));
      expect(await texts('.facts .fact:first-child dd')).toEqual(['7']);
      shown.push(...(await texts('.groups-name a')));
    }
    expect(shown).toEqual(groups);
    expect(await texts('.tools-status')).toEqual(['3 groups in this part']);
    await page.locator('input[name="find"]').fill('oak');
    expect(await texts('.tools-status')).toEqual(['1 of 3 groups in this part']);
    await goTo(page, site.address('index~2.html#sort=group&order=descending'));
    await expect.poll(() => texts('.groups-name a')).toEqual([...groups.slice(4)].reverse());
  });

  it('have a column for every group once, and the counts of all', async () => {
    await goTo(page, site.address('checklist.html'));
    const shown: string[] = [];
    const counts = await texts('tbody .matrix-count');
    for (;;) {
      expect(await texts('tbody .matrix-count')).toEqual(counts);
      expect(await texts('[data-fact="groups"], [data-fact="items"]')).toEqual(['30', '7']);
      shown.push(...(await texts('.matrix-group a')));
      const next = page.locator('.pager-turn [rel="next"]');
      if ((await next.count()) === 0) break;
      await follow(page, next);
    }
    expect(shown).toEqual(groups);
    expect(counts[0]).toMatch(/^\d\/7$/);
  });
});

describe('the search page', () => {
  it('finds answers in all parts, and says nothing of parts when it has read them', async () => {
    await goTo(page, site.address('search.html#q=leaves'));
    await expect.poll(() => texts('[data-status]')).toEqual(['7 answers in 7 groups']);
    expect([...(await texts('.hit-group'))].sort()).toEqual(groups);
    await page.locator('#query').fill('juniper');
    await expect.poll(() => texts('.hit-question')).toEqual(['Question 2', 'Question 1']);
    expect((await texts('.hit-text'))[1]).toBe('The juniper grows by water, with </script><!-- leaves.');
    await page.locator('.hit a').first().click();
    await page.waitForURL(/\/juniper\/index\.html\?find=juniper#q\d$/);
  });

  it('tells that a part is missing', async () => {
    await page.route('**/search~2.js', (route) => route.abort());
    await goTo(page, site.address('search.html#q=leaves'));
    await expect
      .poll(() => texts('[data-status]'))
      .toEqual([
        expect.stringMatching(/^\d answers in \d groups · Only \d+ of 13 answers could be read. Reload the page.$/),
      ]);
    expect(trouble.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')]);
  });

  it('may load scripts of the site, which other pages may not', async () => {
    const policyOf = async (path: string): Promise<string> => {
      await goTo(page, site.address(path));
      return (await page.locator('meta[http-equiv]').getAttribute('content')) ?? '';
    };
    expect(await policyOf('search.html')).toMatch(/script-src [^;]*'self'/);
    expect(await policyOf('questions/1.html')).not.toMatch(/script-src [^;]*'self'/);
  });
});

it.each(['questions/1~2.html', 'index~2.html', 'checklist~2.html', 'search.html#q=leaves'])(
  '%s has no accessibility violations (axe)',
  async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await goTo(page, site.address(path));
      expect(await findViolations(page, { colorsOnly: colorScheme === 'dark' })).toEqual([]);
    }
  },
);
