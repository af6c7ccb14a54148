import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseCount, casesOf, longTests } from '../support/long-tests.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo, reload } from './navigation.js';
import { buildQuestionSites, openIn, type QuestionSites, questionPages, serveSlowly, visit } from './question-sites.js';
import { desktop, phone, recordShifts, scrollThrough, shiftOf } from './reports.js';

let browser: Browser;
let sites: QuestionSites;

beforeAll(async () => {
  sites = await buildQuestionSites();
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await sites.remove();
});

const hidden = { 'handin-names': 'hidden' };

/** The group of the answer that has the focus: by its heading, or a field of it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest('.reply')?.id ?? '');
}

function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest('label')?.textContent?.trim() ?? '');
}

/** The pages of every tenth question; in long tests, of every fourth: thirty would take minutes, and find nothing else. */
async function somePages(site: string): Promise<readonly string[]> {
  return (await questionPages(site)).filter((_, index) => index % caseCount(10, 4) === 0);
}

function order(page: Page): Promise<readonly string[]> {
  return page.locator('.reply').evaluateAll((replies) => replies.map(({ id }) => id));
}

describe('the page of every question, opened from disk', () => {
  it.each([
    ['names shown', {}],
    ['names hidden', hidden],
  ])(
    'asks for nothing outside the site, misses nothing, logs nothing and does not shift: %s',
    async (_, kept) => {
      for (const site of [...sites.read.slice(-1), sites.graded]) {
        const context = await visit(browser, { kept });
        await recordShifts(context);
        for (const url of await somePages(site)) {
          // A slow machine is a case of its own, below.
          const { page, trouble } = await openIn(context, url, longTests);
          await scrollThrough(page);
          const broken = await page
            .locator('img')
            .evaluateAll((images) => images.filter((image) => !(image as HTMLImageElement).naturalWidth).length);
          expect([url, trouble, broken, await shiftOf(page)]).toEqual([url, [], 0, 0]);
          await page.close();
        }
        await context.close();
      }
    },
    240_000,
  );

  const settings = [
    ['desktop', desktop, {}],
    ['desktop, names hidden', desktop, hidden],
    ['phone', phone, {}],
    ['phone, names hidden', phone, hidden],
  ] as const;
  it.each(casesOf(settings, [0, 3]))(
    'does not shift however slowly it comes, with marks, notes and a place: %s',
    async (_, viewport, kept) => {
      const server = await serveSlowly(sites.read[0] ?? '');
      const context = await visit(browser, { options: { viewport }, kept });
      await recordShifts(context);
      const page = await context.newPage();
      await page.goto(`${server.address}questions/12.html`);
      for (const mark of ['7', '8', '9']) {
        await page.keyboard.press('j');
        await page.locator('.reply[data-current] [data-note]').fill('A note\n'.repeat(9));
        await page.locator('.reply[data-current] [data-mark]').fill(mark);
        await page.locator('.reply[data-current] .reply-title').focus();
      }
      await page.goto('about:blank');
      await page.goto(`${server.address}questions/12.html`);
      await page.locator('[data-resume]').waitFor();
      expect([await page.locator('[data-marked-count]').textContent(), await shiftOf(page)]).toEqual(['3', 0]);
      await context.close();
      await server.close();
    },
  );

  it('never scrolls sideways, on a desktop or a phone', async () => {
    for (const site of [...sites.read, sites.graded]) {
      const context = await visit(browser, {});
      for (const url of await somePages(site)) {
        const { page } = await openIn(context, url);
        for (const viewport of [desktop, phone]) {
          await page.setViewportSize(viewport);
          const overflows = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect([url, viewport, overflows]).toEqual([url, viewport, false]);
        }
        await page.close();
      }
      await context.close();
    }
  });

  const screens = [
    ['desktop, light', desktop, 'light', {}],
    ['desktop, dark, names hidden', desktop, 'dark', hidden],
    ['phone, light, names hidden', phone, 'light', hidden],
    ['phone, dark', phone, 'dark', {}],
  ] as const;
  it.each(casesOf(screens, [1, 2]))('has nothing that axe objects to: %s', async (_, viewport, colorScheme, kept) => {
    const context = await visit(browser, { options: { viewport, colorScheme }, kept });
    for (const url of [`${sites.graded}questions/1.html`, `${sites.read.at(-1)}questions/7.html`]) {
      const { page } = await openIn(context, url);
      const objections = (): Promise<readonly string[]> => findViolations(page, { colorsOnly: colorScheme === 'dark' });
      await page.keyboard.press('j');
      await page.keyboard.type('8');
      expect([url, await objections()]).toEqual([url, []]);
      for (const name of ['marks', 'keys']) {
        await page.locator(`[data-open="${name}"]`).click();
        expect([url, name, await objections()]).toEqual([url, name, []]);
        await page.keyboard.press('Escape');
      }
      await page.locator('.roster summary').click();
      await page.locator('[data-show-prompt]').click();
      expect([url, 'prompt and list', await objections()]).toEqual([url, 'prompt and list', []]);
      await page.close();
    }
    await context.close();
  });

  it('is read without JavaScript: every answer, the ways to others, and nothing that does not work', async () => {
    const context = await visit(browser, { options: { javaScriptEnabled: false } });
    const { page, trouble } = await openIn(context, `${sites.graded}questions/1.html`);
    expect(await page.locator('.reply').evaluateAll((replies) => replies.length)).toBe(4);
    expect(await page.locator('button, input, textarea').evaluateAll((all) => all.length)).toBeGreaterThan(0);
    for (const control of await page.locator('button, input, textarea, [data-label]').all())
      expect(await control.isVisible()).toBe(false);
    await page.locator('.roster summary').click();
    await page.locator('.roster a[href="#cedar"]').click();
    expect(new URL(page.url()).hash).toBe('#cedar');
    await page.locator('.sheet-cell[data-question="2"]').click();
    expect([new URL(page.url()).pathname.endsWith('questions/2.html'), trouble]).toEqual([true, []]);
    await context.close();
  });
});

describe('keys', () => {
  it('go from answer to answer and from question to question, with the focus on the heading', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    const visited: string[] = [];
    for (const key of ['j', 'j', 'k', 'j', 'j', 'j', 'j']) {
      await page.keyboard.press(key);
      visited.push(await focused(page));
    }
    expect(visited).toEqual(['alder', 'beech', 'alder', 'beech', 'cedar', 'main~1', 'main~1']);
    expect(await page.locator('[data-place-count]').textContent()).toBe('4 of 4');
    expect(await page.locator('[data-remark]').textContent()).toBe('This is the last answer.');
    expect(await page.locator(':focus').evaluate((element) => element.tagName)).toBe('H3');
    for (const [key, number] of [
      ['l', 2],
      ['h', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForURL(`**/questions/${number}.html`);
    }
    await context.close();
  });

  it('show the answer from its beginning, below the bar', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/2.html`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const [title, bar] = await Promise.all(
      ['#beech .reply-title', '.bar'].map((name) => page.locator(name).boundingBox()),
    );
    expect((title?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0)).toBeGreaterThan(0);
    expect(title?.y).toBeLessThan(200);
    await page.evaluate(() => document.getElementById('cedar')?.scrollIntoView());
    await page.locator('#cedar[data-current]').waitFor();
    await page.keyboard.press('k');
    expect(await focused(page)).toBe('beech');
    await context.close();
  });

  it('mark: a digit begins a mark, Enter goes on, Escape goes back; u finds what is left', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    await page.keyboard.press('j');
    await page.keyboard.type('8.5');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('beech');
    await page.keyboard.press('m');
    await page.keyboard.type('A-');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.type('jk 7?');
    await page.keyboard.press('Control+Enter');
    expect(await focused(page)).toBe('cedar');
    await page.keyboard.press('j');
    await page.keyboard.type('3');
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    expect(await focused(page)).toBe('cedar');
    const values = await page
      .locator('[data-mark], [data-note]')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(values).toEqual(['8.5', '', 'A-', 'jk 7?', '', '', '3', '']);
    expect(await page.locator('.bar-marked').textContent()).toBe('3 of 4 marked');
    await context.close();
  });

  it('are nobody’s business in a field, in a dialog, with another key held, or turned off', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    await page.keyboard.press('j');
    await page.keyboard.press('n');
    await page.keyboard.type('just like that? 100 hours');
    expect(await page.locator('#alder [data-note]').inputValue()).toBe('just like that? 100 hours');
    await page.keyboard.press('Escape');
    for (const key of ['Control+j', 'Alt+j', 'Meta+j', 'Shift+J', 'Control+7']) await page.keyboard.press(key);
    expect([await focused(page), await page.locator('#alder [data-mark]').inputValue()]).toEqual(['alder', '']);
    await page.keyboard.press('?');
    await page.keyboard.press('j');
    expect(await page.locator('.reply[data-current]').getAttribute('id')).toBe('alder');
    await page.locator('[data-keys-on]').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await page.locator('.reply[data-current]').getAttribute('id')).toBe('alder');
    await reload(page);
    await page.keyboard.press('j');
    expect(await focused(page)).toBe('');
    await context.close();
  });
});

describe('names hidden', () => {
  it('say nowhere whose answer it is, and lead nowhere that does', async () => {
    const context = await visit(browser, { kept: hidden });
    for (const url of await questionPages(sites.graded)) {
      const { page } = await openIn(context, url);
      await page.locator('.roster summary').click();
      await page.keyboard.press('j');
      const told = await page.evaluate(() => {
        const parts = [document.title, document.querySelector('main')?.innerText ?? ''];
        for (const element of [...document.querySelectorAll('*')].filter((each) => each.checkVisibility()))
          for (const name of ['href', 'title', 'alt', 'aria-label', 'placeholder', 'value'])
            if (!(element instanceof HTMLImageElement && name === 'src')) parts.push(element.getAttribute(name) ?? '');
        return parts.join('\n');
      });
      // Alder's own words give it away: those are shown as they are.
      expect([...told.matchAll(/\b(?:beech|cedar|main\/|Lovelace)\b/gi)]).toEqual([]);
      expect(told).toContain('Answer 4');
      await page.close();
    }
    await context.close();
  });

  it('are never painted, however slow the machine', async () => {
    const context = await visit(browser, { kept: hidden });
    await context.addInitScript(() => {
      const record = window as unknown as { seen: string[]; frames: number };
      record.seen = [];
      record.frames = 0;
      const look = (): void => {
        record.frames += 1;
        for (const name of document.querySelectorAll('.named'))
          if (name.checkVisibility()) record.seen.push(name.textContent ?? '');
        // Before they are in their order, their places tell as much.
        const arranged = document.documentElement.dataset['arranged'] !== undefined;
        if (!arranged && document.querySelector('.reply')?.checkVisibility()) record.seen.push('a place');
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const { page } = await openIn(context, `${sites.read.at(-1)}questions/7.html`, true);
    await page.waitForFunction(() => (window as unknown as { frames: number }).frames > 0);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen).toEqual([]);
    await context.close();
  });

  it('come in the order of the seed, alike for everyone, and come back in the order of the site', async () => {
    const url = `${sites.graded}questions/2.html`;
    const orders: string[] = [];
    for (const kept of [hidden, hidden, { ...hidden, 'handin-seed': 'x' }]) {
      const context = await visit(browser, { kept });
      orders.push((await order((await openIn(context, url)).page)).join());
      await context.close();
    }
    expect(orders[0]).toBe(orders[1]);
    expect(orders[2]).not.toBe(orders[0]);

    const context = await visit(browser);
    const { page } = await openIn(context, url);
    await page.locator('[data-hide-names]').check();
    expect((await order(page)).join()).toBe(orders[0]);
    await page.locator('[data-seed]').fill('x');
    await page.locator('[data-seed]').press('Enter');
    expect((await order(page)).join()).toBe(orders[2]);
    await reload(page);
    expect((await order(page)).join()).toBe(orders[2]);
    await page.locator('[data-hide-names]').uncheck();
    expect(await order(page)).toEqual(['alder', 'beech', 'cedar', 'main~1']);
    expect(await page.locator('#beech .reply-source').getAttribute('href')).toBe('../beech/index.html#q2');
    await context.close();
  });

  it('leave the address bar without the group that a link aimed at', async () => {
    const context = await visit(browser, { kept: hidden });
    const { page } = await openIn(context, `${sites.graded}questions/2.html#cedar`);
    await page.locator('#cedar[data-current]').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await context.close();
  });

  it('leave figures to be enlarged', async () => {
    const context = await visit(browser, { kept: hidden });
    const pages = await questionPages(sites.read[0] ?? '');
    for (const url of pages) {
      const { page } = await openIn(context, url);
      const zoom = page.locator('a.figure-zoom').first();
      if ((await page.locator('a.figure-zoom').count()) > 0) {
        await zoom.click();
        await page.waitForFunction(() =>
          [...document.querySelectorAll<HTMLImageElement>('.zoom img')].some((image) => image.naturalWidth > 0),
        );
        await context.close();
        return;
      }
      await page.close();
    }
    expect.unreachable('no question of the sample has a figure');
  });
});

describe('the place', () => {
  it('is offered on coming back, and again on coming to another question', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/2.html`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const { page: same } = await openIn(context, `${sites.graded}questions/2.html`);
    expect(await same.locator('[data-resume]').textContent()).toBe('Continue: cedar');
    await same.keyboard.press('c');
    expect(await focused(same)).toBe('cedar');
    const { page: other } = await openIn(context, `${sites.graded}questions/1.html`);
    expect(await other.locator('[data-resume]').textContent()).toBe('Continue: Question 2');
    await other.locator('[data-resume]').click();
    await other.waitForURL('**/questions/2.html');
    await other.locator('#cedar[data-current]').waitFor();
    // Whoever walks on knows where they were.
    await other.keyboard.press('h');
    await other.waitForURL('**/questions/1.html');
    expect(await other.locator('[data-resume]').isVisible()).toBe(false);
    await context.close();
  });

  it('gives way to an address that names one', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/2.html`);
    await page.keyboard.press('j');
    const { page: aimed } = await openIn(context, `${sites.graded}questions/2.html#cedar`);
    await aimed.locator('#cedar :focus').waitFor();
    expect(await aimed.locator('[data-resume]').isVisible()).toBe(false);
    await context.close();
  });
});

describe('marks and notes', () => {
  async function mark(page: Page, marks: readonly string[]): Promise<void> {
    for (const text of marks) {
      await page.keyboard.press('j');
      await page.keyboard.press('m');
      await page.keyboard.type(text);
      await page.keyboard.press('Escape');
    }
  }

  async function exported(page: Page, kind: 'csv' | 'json'): Promise<string> {
    await page.locator('[data-open="marks"]').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`[data-export="${kind}"]`).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^marks-\\d{4}-\\d\\d-\\d\\d\\.${kind}$`));
    await page.keyboard.press('Escape');
    return readFile(await download.path(), 'utf8');
  }

  it('are kept for all questions of the site, and for no other site', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    await mark(page, ['7', 'B']);
    await page.keyboard.press('l');
    await page.waitForURL('**/2.html');
    await mark(page, ['=1+1']);
    await goTo(page, `${sites.graded}questions/1.html`);
    expect(await page.locator('#beech [data-mark]').inputValue()).toBe('B');
    expect(
      await page
        .locator('.sheet-cell')
        .evaluateAll((cells) => cells.map((cell) => cell.querySelector('.sheet-number + *')?.textContent)),
    ).toEqual(['Question 1, answered by 3 of 4, 2 marked', 'Question 2, answered by 4 of 4, 1 marked']);
    const csv = await exported(page, 'csv');
    expect(
      csv
        .replace(/\d{4}-[^,\r]+Z/g, 'TIME')
        .replace(/q[\da-f]{16}/g, 'COHORT')
        .replace(/sha256:[\da-f]{16}/g, 'DIGEST'),
    ).toBe(
      [
        '\ufeffgroup,slug,question,mark,note,updated,cohort,digest',
        'alder,alder,1,7,,TIME,COHORT,DIGEST',
        'beech,beech,1,B,,TIME,COHORT,DIGEST',
        "alder,alder,2,'=1+1,,TIME,COHORT,DIGEST",
        '',
      ].join('\r\n'),
    );
    const { marks } = JSON.parse(await exported(page, 'json')) as { marks: { slug: string; mark: string }[] };
    expect(marks.map(({ slug, mark: of }) => [slug, of])).toEqual([
      ['alder', '7'],
      ['beech', 'B'],
      ['alder', '=1+1'],
    ]);
    const { page: elsewhere } = await openIn(context, `${sites.read[0]}questions/1.html`);
    await elsewhere.locator('[data-open="marks"]').click();
    expect(await elsewhere.locator('[data-held]').textContent()).toBe('There are no marks or notes yet.');
    await context.close();
  });

  it('are given at once to all who wrote nothing, and to nobody who has one', async () => {
    const context = await visit(browser);
    const { page, trouble } = await openIn(context, `${sites.graded}questions/1.html`);
    const marks = (): Promise<readonly string[]> =>
      page.locator('[data-mark]').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    const button = page.getByRole('button', { name: 'Give to those without a mark' });
    await button.click();
    expect(await focusedLabel(page)).toBe('1 without an answer: mark');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    expect(await marks()).toEqual(['', '', '0', '']);
    expect(await page.locator('[data-remark]').textContent()).toBe('1 group got the mark 0.');
    await page.locator('#cedar [data-mark]').fill('2');
    await button.click();
    expect(await marks()).toEqual(['', '', '2', '']);
    expect(await page.locator('[data-remark]').textContent()).toBe('All groups without an answer have a mark.');
    await goTo(page, `${sites.graded}questions/2.html`);
    expect(await button.count()).toBe(0);
    expect(trouble).toEqual([]);
    await context.close();
  });

  it('show up in other windows of the site', async () => {
    const context = await visit(browser);
    const { page: one } = await openIn(context, `${sites.graded}questions/1.html`);
    const { page: two } = await openIn(context, `${sites.graded}questions/1.html`);
    await mark(one, ['7']);
    // Windows in the background paint nothing, so what is waited for is looked at by the clock.
    const shows = (page: Page, mark: string): Promise<unknown> =>
      page.waitForFunction(
        (expected) => document.querySelector<HTMLInputElement>('#alder [data-mark]')?.value === expected,
        mark,
        { polling: 50 },
      );
    await shows(two, '7');
    await mark(two, ['8']);
    await shows(one, '8');
    await context.close();
  });

  it('are taken in from a file only when it is said what that does', async () => {
    const context = await visit(browser);
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    await mark(page, ['7', '8']);
    const file = (text: string, name = 'marks.csv'): { name: string; mimeType: string; buffer: Buffer } => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    });
    await page.locator('[data-open="marks"]').click();
    await page
      .locator('[data-import]')
      .setInputFiles(
        file(
          'slug,question,mark,note,updated\nalder,1,9,better,2999-01-01T00:00:00Z\nbeech,1,1,,2000-01-01T00:00:00Z\ncedar,2,5,,\nelm,1,5,,\n',
        ),
      );
    const result = page.locator('[data-import-result]');
    await result.locator('.import-summary').waitFor();
    expect(await result.locator('.import-summary').textContent()).toBe(
      'marks.csv: 1 new, 1 later than what is here, 1 earlier than what is here, 1 of other groups or questions.',
    );
    expect(
      (await result.locator('li').allTextContents()).map((text) => text.replace(/ \([^)]*\d[^)]*\)/g, '')),
    ).toEqual(['Question 1, alder9 · “better”instead of 7', 'Question 1, beech8in the file 1', 'Question 1, elm5']);
    expect(await page.locator('#alder [data-mark]').inputValue()).toBe('7');
    await result.locator('button').click();
    expect(await page.locator('#alder [data-mark]').inputValue()).toBe('9');
    expect(await page.locator('#beech [data-mark]').inputValue()).toBe('8');
    expect(await page.locator('[data-held]').textContent()).toBe('3 marks and 1 note on 2 questions.');

    await page.locator('[data-import]').setInputFiles(file('slug,question,mark\nalder,no 1,9\n', 'broken.csv'));
    await result.locator('.import-fault').waitFor();
    expect(await result.textContent()).toBe(
      'Nothing was taken from broken.csv.\nLine 2: the question is “no 1”, which is no key of a question such as 7 or 1a.',
    );
    await context.close();
  });

  it('are taken in without names where names are hidden', async () => {
    const context = await visit(browser, { kept: hidden });
    const { page } = await openIn(context, `${sites.graded}questions/1.html`);
    await mark(page, ['7', '7', '7', '7']);
    await page.locator('[data-open="marks"]').click();
    const rows = 'slug,question,mark\nalder,1,9\ncedar,2,5\nelm,1,5\n';
    await page
      .locator('[data-import]')
      .setInputFiles({ name: 'marks.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    const whose = page.locator('[data-import-result] .import-whose');
    await whose.first().waitFor();
    const label = await page.locator('#alder [data-label]').textContent();
    expect(await whose.allTextContents()).toEqual([`Question 1, ${label}`, 'Question 1, a group']);
    await context.close();
  });

  it('are said to last no longer than the page where the browser keeps nothing, and can be exported', async () => {
    const context = await browser.newContext({ viewport: desktop });
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    const { page, trouble } = await openIn(context, `${sites.graded}questions/1.html`);
    expect(await page.locator('[data-notice]').textContent()).toMatch(/^This browser keeps nothing for this page/);
    await mark(page, ['7']);
    expect(await page.locator('#alder [data-marking-state]').textContent()).toBe('Kept until the page is closed');
    expect(await exported(page, 'csv')).toContain('alder,alder,1,7,,');
    const asked = page.waitForEvent('dialog');
    const closing = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect([dialog.type(), trouble]).toEqual(['beforeunload', []]);
    await dialog.accept();
    await closing;
    await context.close();
  });
});
