import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { buildMarkedSites, type MarkedSites, teams } from './marked-sites.js';
import { reload } from './navigation.js';
import { openIn, visit } from './question-sites.js';

let browser: Browser;
let sites: MarkedSites;

beforeAll(async () => {
  sites = await buildMarkedSites();
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await sites.remove();
});

interface Written {
  readonly mark: string;
  readonly note: string;
}

/** What stands in the fields of the page, by group. */
function written(page: Page): Promise<Readonly<Record<string, Written>>> {
  return page.locator('.reply').evaluateAll((replies) =>
    Object.fromEntries(
      replies.map((reply) => [
        reply.id,
        {
          mark: reply.querySelector<HTMLInputElement>('[data-mark]')?.value ?? '',
          note: reply.querySelector<HTMLTextAreaElement>('[data-note]')?.value ?? '',
        },
      ]),
    ),
  );
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const group = activeElement?.closest('.reply')?.id ?? '';
    const field = activeElement?.matches('[data-mark]') ? 'mark' : activeElement?.matches('[data-note]') ? 'note' : '';
    return `${group} ${field}`.trim();
  });
}

async function open(context: BrowserContext, url: string): Promise<Page> {
  const { page } = await openIn(context, url);
  return page;
}

const state = (page: Page, team: string): Promise<string | null> =>
  page.locator(`#${team} [data-marking-state]`).textContent();
const fault = (page: Page, team: string): Promise<string | null> =>
  page.locator(`#${team} [data-mark-fault]`).textContent();
const notice = (page: Page): Promise<string | null> => page.locator('[data-notice]').textContent();

/** All that the browser keeps of marks: entries by their keys. */
function stored(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(() =>
    Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('handin-mark:'))),
  );
}

describe('keys', () => {
  it('begin a mark with a digit, and stay keys behind it: 3 n text Ctrl+Enter, 8 j', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    await page.keyboard.press('j');
    for (const key of ['3', 'n']) await page.keyboard.press(key);
    expect(await focused(page)).toBe('team-01 note');
    await page.keyboard.type('n is 3 of 48, just so');
    await page.keyboard.press('Control+Enter');
    expect(await focused(page)).toBe('team-02');
    for (const key of ['8', 'j']) await page.keyboard.press(key);
    expect(await focused(page)).toBe('team-03');
    for (const key of ['1', '0', '.', '5', 'k']) await page.keyboard.press(key);
    expect(await focused(page)).toBe('team-02');
    const { 'team-01': one, 'team-02': two, 'team-03': three } = await written(page);
    expect([one, two, three]).toEqual([
      { mark: '3', note: 'n is 3 of 48, just so' },
      { mark: '8', note: '' },
      { mark: '10.5', note: '' },
    ]);
    await context.close();
  });

  it('are characters in a field that was gone to: by m, by n, by a click', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.keyboard.type('3jn');
    await page.keyboard.press('Enter');
    await page.keyboard.press('n');
    await page.keyboard.type('12 of 30; j k u 7?');
    await page.keyboard.press('Escape');
    await page.locator('#team-03 [data-mark]').click();
    await page.keyboard.type('8j');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('team-04');
    await page.keyboard.press('4');
    await page.keyboard.press('m');
    await page.keyboard.type('up');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('team-03');
    const { 'team-01': one, 'team-02': two, 'team-03': three, 'team-04': four } = await written(page);
    expect([one?.mark, two, three?.mark, four?.mark]).toEqual([
      '3jn',
      { mark: '', note: '12 of 30; j k u 7?' },
      '8j',
      'up',
    ]);
    await context.close();
  });
});

describe('marks of 46 answers', () => {
  it('are where they were after a group more, another title and another build; a changed answer says so', async () => {
    const context = await visit(browser);
    const markOf = (number: number, index: number): string => String((number - 1) * 23 + index + 1);
    for (const number of [1, 2]) {
      const page = await open(context, `${sites.first}questions/${number}.html`);
      for (const index of teams.keys()) {
        await page.keyboard.press('j');
        await page.keyboard.type(markOf(number, index));
        await page.keyboard.press('Escape');
      }
      await page.close();
    }
    for (const number of [1, 2]) {
      const page = await open(context, `${sites.rebuilt}questions/${number}.html`);
      const marks = Object.entries(await written(page)).map(([team, { mark }]) => [team, mark]);
      expect(marks).toEqual([['aspen', ''], ...teams.map((team, index) => [team, markOf(number, index)])]);
      expect([await page.locator('.bar-marked').textContent(), await notice(page)]).toEqual(['23 of 24 marked', '']);
      const changed = page.locator('.marking-stale');
      // Other whitespace in the second answer is no change.
      expect(await changed.count()).toBe(number === 1 ? 1 : 0);
      if (number === 1) await confirmChanged(page);
    }
    await context.close();
  });

  async function confirmChanged(page: Page): Promise<void> {
    expect(await state(page, 'team-02')).toMatch(/^Changed since it was marked, /);
    await page.locator('.roster summary').click();
    expect(await page.locator('[data-entry="team-02"] .roster-mark').textContent()).toBe('2 · changed');
    await page.keyboard.press('Escape');
    await page.locator('[data-entry="aspen"]').evaluate((entry) => (entry as HTMLElement).click());
    await page.keyboard.press('u');
    expect(await focused(page)).toBe('team-02');
    // A note does not say that the mark holds.
    await page.keyboard.press('n');
    await page.keyboard.type('Came back shorter');
    await page.keyboard.press('Escape');
    expect(await state(page, 'team-02')).toMatch(/^Changed since it was marked, /);
    await page.keyboard.press('y');
    expect(await state(page, 'team-02')).toMatch(/^Kept, /);
    expect(await page.locator('#team-02 [data-confirm]').isVisible()).toBe(false);
    await reload(page);
    expect((await written(page))['team-02']).toEqual({ mark: '2', note: 'Came back shorter' });
    expect(await page.locator('.marking-stale').count()).toBe(0);
  }

  it('are no other course’s, though its title, groups and questions are the same; they are offered', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    await page.keyboard.press('j');
    for (const key of ['7', 'j']) await page.keyboard.press(key);
    const twin = await open(context, `${sites.twin}questions/1.html`);
    expect((await written(twin))['team-01']?.mark).toBe('');
    expect(await notice(twin)).toBe(
      'This browser holds 1 mark of another build or run of this course. Look at them under “Marks: export, import”.',
    );
    await twin.locator('[data-open="marks"]').click();
    await twin.locator('[data-former]').click();
    const result = twin.locator('[data-import-result]');
    expect(await result.locator('.import-foreign').textContent()).toBe(
      '1 was written for another cohort, “Rivers”: take them in only if its groups and questions are the same.',
    );
    await result.getByRole('button', { name: 'They are of another course' }).click();
    expect([await notice(twin), await twin.locator('[data-former]').isVisible()]).toEqual(['', false]);
    await twin.keyboard.press('Escape');
    await twin.locator('#team-01 [data-mark]').fill('4');
    await twin.locator('#team-01 [data-mark]').blur();
    await twin.close();
    await reload(page);
    await expect.poll(async () => (await written(page))['team-01']?.mark).toBe('7');
    await context.close();
  });

  it('that version 0.1.0 kept of the same title and groups are moved; of others, they are offered', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    const { former } = JSON.parse((await page.locator('#grading\\:data').textContent()) ?? '') as {
      former: { id: string; digests: Record<string, string> };
    };
    const old = (slug: string, question: number, digest: string): string =>
      JSON.stringify({ slug, question, mark: '6', note: 'old', updated: '2026-01-31T14:05:00.000Z', digest });
    await page.evaluate(
      (entries) => {
        for (const [key, value] of entries) localStorage.setItem(key, value);
      },
      [
        [`handin-mark:${former.id}:1:team-01`, old('team-01', 1, former.digests['team-01'] ?? '')],
        [`handin-mark:${former.id}:1:team-02`, old('team-02', 1, 'a-digest-of-something-else')],
        [`handin-mark:${former.id}:2:team-03`, old('team-03', 2, '')],
        [`handin-mark:${former.id}:2:team-04`, '{"slug": "team-04", "ques'],
        ['handin-mark:0123456789abcdef:1:team-05', old('team-05', 1, '')],
        ['handin-site:0123456789abcdef', 'Rivers'],
      ] as const,
    );
    await reload(page);
    const marks = Object.entries(await written(page)).filter(([, { mark }]) => mark !== '');
    expect(marks).toEqual([
      ['team-01', { mark: '6', note: 'old' }],
      ['team-02', { mark: '6', note: 'old' }],
    ]);
    expect([await state(page, 'team-01'), await state(page, 'team-02')]).toEqual([
      expect.stringMatching(/^Kept, /),
      expect.stringMatching(/^Changed since it was marked, /),
    ]);
    expect(Object.keys(await stored(page)).filter((key) => key.includes(former.id))).toEqual([
      `handin-mark:${former.id}:2:team-04`,
    ]);
    expect(await notice(page)).toMatch(/^This browser holds 1 mark of another build or run of this course\./);
    await page.locator('[data-open="marks"]').click();
    await page.locator('[data-former]').click();
    await page.getByRole('button', { name: 'Take in 1' }).click();
    expect([(await written(page))['team-05']?.mark, await notice(page)]).toEqual(['6', '']);
    await context.close();
  });
});

describe('where points are given', () => {
  it('a mark beyond them or without a number is refused beside its field, and can be corrected there', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.scored}questions/1.html`);
    const field = page.locator('#team-01 [data-mark]');
    await page.keyboard.press('j');
    for (const key of ['4', ',', '5', 'j', 'k', '3', '8', 'j']) await page.keyboard.press(key);
    expect([await focused(page), await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual([
      'team-01 mark',
      '38',
      'true',
    ]);
    expect(await fault(page, 'team-01')).toBe(
      'Not kept: 38 is more than the 5 points of this question. The mark is still 4.5.',
    );
    expect(await page.locator('#team-01 [data-mark-fault]').getAttribute('role')).toBe('status');
    expect(Object.values(await stored(page)).map((text) => (JSON.parse(text) as Written).mark)).toEqual(['4.5']);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('j');
    expect([await focused(page), await field.inputValue(), await fault(page, 'team-01')]).toEqual(['team-02', '3', '']);

    // Left by a click, what was typed stays to be corrected, and does not count.
    await page.locator('#team-02 [data-mark]').fill('A-');
    await page.locator('#team-03 [data-note]').click();
    await page.keyboard.type('Another answer.');
    await page.keyboard.press('Escape');
    expect([await page.locator('#team-02 [data-mark]').inputValue(), await fault(page, 'team-02')]).toEqual([
      'A-',
      'Not kept: “A-” is no number from 0 to 5.',
    ]);
    expect(await page.locator('[data-marked-count]').textContent()).toBe('1');
    await reload(page);
    const { 'team-01': one, 'team-02': two } = await written(page);
    expect([one?.mark, two?.mark, await fault(page, 'team-02')]).toEqual(['3', '', '']);
    await context.close();
  });

  it('a mark from before stays as it is, and is told', async () => {
    const context = await visit(browser);
    const before = await open(context, `${sites.first}questions/1.html`);
    await before.locator('#team-01 [data-mark]').fill('A-');
    await before.locator('#team-01 [data-mark]').blur();
    await before.close();
    const page = await open(context, `${sites.scored}questions/1.html`);
    expect([(await written(page))['team-01']?.mark, await fault(page, 'team-01')]).toEqual([
      'A-',
      '“A-” is no number from 0 to 5.',
    ]);
    await page.locator('#team-01 [data-note]').fill('Still to be converted');
    await page.locator('#team-01 [data-note]').blur();
    await reload(page);
    expect((await written(page))['team-01']).toEqual({ mark: 'A-', note: 'Still to be converted' });
    await context.close();
  });
});

describe('the browser’s storage', () => {
  it('when it is full, is told, and what fits again is kept', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    await page.locator('#team-01 [data-mark]').fill('1');
    await page.locator('#team-01 [data-mark]').blur();
    await page.evaluate(() => {
      for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2))
        for (let index = 0; ; index += 1)
          try {
            localStorage.setItem(`fill-${size}-${index}`, 'x'.repeat(size));
          } catch {
            break;
          }
    });
    await page.locator('#team-02 [data-mark]').fill('2');
    await page.locator('#team-02 [data-mark]').blur();
    expect(await notice(page)).toMatch(/^This browser has no room left for this page: /);
    expect(await state(page, 'team-02')).toBe('Kept until the page is closed');
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('fill-')) localStorage.removeItem(key);
    });
    await page.locator('#team-03 [data-mark]').fill('3');
    await page.locator('#team-03 [data-mark]').blur();
    expect([await notice(page), Object.keys(await stored(page)).length]).toEqual(['', 3]);
    await context.close();
  });

  it('loses no entry by one that cannot be read', async () => {
    const context = await visit(browser);
    const page = await open(context, `${sites.first}questions/1.html`);
    await page.keyboard.press('j');
    for (const key of ['1', 'j', '2', 'j', '3', 'j']) await page.keyboard.press(key);
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith(':team-02')) ?? '';
      localStorage.setItem(key, '{"cohort": "q');
    });
    await reload(page);
    const { 'team-01': one, 'team-02': two, 'team-03': three } = await written(page);
    expect([one?.mark, two?.mark, three?.mark]).toEqual(['1', '', '3']);
    expect(await notice(page)).toBe(
      '1 entry among the marks in this browser cannot be read; the others are there. Import your last export to complete them.',
    );
    await context.close();
  });

  it('joins what two windows write of one answer', async () => {
    const context = await visit(browser);
    const one = await open(context, `${sites.first}questions/1.html`);
    const two = await open(context, `${sites.first}questions/1.html`);
    // The note has the focus, but nothing is written there: it is not newer than the other window's.
    await two.locator('#team-01 [data-note]').focus();
    await one.locator('#team-01 [data-note]').fill('From the first window');
    await one.locator('#team-01 [data-note]').blur();
    await two.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#team-01 [data-note]')?.value === 'From the first window',
      undefined,
      { polling: 50 },
    );
    await two.locator('#team-01 [data-mark]').fill('5');
    await two.locator('#team-01 [data-mark]').blur();
    await one.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#team-01 [data-mark]')?.value === '5',
      undefined,
      { polling: 50 },
    );
    for (const page of [one, two])
      expect((await written(page))['team-01']).toEqual({ mark: '5', note: 'From the first window' });
    await context.close();
  });
});
