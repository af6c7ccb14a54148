import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { maxStreams } from '../../src/server/streams.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo, painted } from './navigation.js';
import { buildReport, heard, openLive, type Preview, startPreview } from './preview.js';

let browser: Browser;
let preview: Preview;
let built: string;

beforeAll(async () => {
  built = await buildReport();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await rm(built, { recursive: true });
});

beforeEach(async () => {
  preview = await startPreview(built);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await preview.remove();
});

/** Puts a paragraph in front of the answer to a question. */
function before(question: number, paragraph: string): (readme: string) => string {
  return (readme) => {
    const [head, rest] = [readme.slice(0, readme.indexOf(`### Question ${question}\n`)), readme];
    const answer = rest.indexOf('> Answer:\n', head.length) + '> Answer:\n'.length;
    return `${readme.slice(0, answer)}\n${paragraph}\n${readme.slice(answer)}`;
  };
}

/** Tells which document this is: another one after it was loaded again. */
const documentOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { loaded: number }).loaded);

/** Where an element stands in the window. */
const topOf = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().top));

const corner = (page: Page) => page.locator('handin-preview .line');
const panel = (page: Page) => page.locator('handin-preview .panel');

describe('an edit', () => {
  it('appears in the open page, and keeps the reader’s own state (scroll position, input, open elements)', async () => {
    const { page, trouble } = await openLive(browser, preview.url);
    const loaded = await documentOf(page);
    await page.locator('label', { hasText: 'Dark' }).click();
    await page.locator('#hide-problems').check();
    await page.locator('.part').nth(1).locator('summary').click();
    await page.locator('#q8 .hint summary').click();
    await page.evaluate(() => document.getElementById('q8')?.scrollIntoView());
    await page.locator('a.cell[href="#q8"][aria-current]').waitFor();
    await page.locator('#q8 .question-anchor').focus();
    const selected = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.getElementById('q8.1') as Element);
      return getSelection()?.toString();
    });
    const place = await topOf(page, '[id="q8.1"]');

    await preview.write((readme) => before(8, 'Added to the answer.')(before(3, 'Added *above*.')(readme)));
    preview.built();
    await page.locator('#q8 .answer p', { hasText: 'Added to the answer.' }).waitFor();
    await painted(page);

    expect(await documentOf(page)).toBe(loaded);
    expect(await page.locator('#q3 .answer p em').first().textContent()).toBe('above');
    expect(await topOf(page, '[id="q8.2"]')).toBe(place);
    expect(
      await page.evaluate(() => [document.activeElement?.className, document.documentElement.dataset.theme]),
    ).toEqual(['question-anchor', 'dark']);
    expect(await page.locator('input[value="dark"]').isChecked()).toBe(true);
    expect(await page.locator('[data-theme-switch]').isVisible()).toBe(true);
    expect(await page.locator('#hide-problems').isChecked()).toBe(true);
    expect(await page.locator('.part').evaluateAll((parts) => parts.map((part) => part.hasAttribute('open')))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(await page.locator('#q8 .hint').getAttribute('open')).toBe('');
    expect(await page.locator('a.cell[aria-current]').getAttribute('href')).toBe('#q8');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(selected);
    expect(trouble).toEqual([]);
  });

  it('touches only the elements that it changes', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.evaluate(() => {
      const record = window as unknown as { touched: string[] };
      record.touched = [];
      const name = ({ target: node }: MutationRecord): string => {
        const element = node instanceof Element ? node : node.parentElement;
        return element?.closest('.question')?.id ?? element?.closest('[class]')?.className ?? 'elsewhere';
      };
      new MutationObserver((records) => record.touched.push(...records.map(name))).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    for (const [index, text] of ['First.', 'Second.'].entries()) {
      await preview.change(preview.file, (html) => html.replace('We are group Blue Heron', `${text} We are group`));
      preview.built();
      await heard(page, index + 2);
      await preview.change(preview.file, (html) => html.replace(`${text} We are group`, 'We are group Blue Heron'));
    }
    await page.locator('#q1', { hasText: 'Second.' }).waitFor();
    expect(new Set(await page.evaluate(() => (window as unknown as { touched: string[] }).touched))).toEqual(
      new Set(['q1']),
    );
  });

  it('that moves parts of an answer keeps their elements', async () => {
    const { page } = await openLive(browser, preview.url);
    const parts = '#q8 .answer > *, #q8 img, #q5 .answer > *';
    await page.evaluate((selector) => {
      (window as unknown as { parts: Element[] }).parts = [...document.querySelectorAll(selector)];
    }, parts);
    await preview.write((readme) => before(8, 'Put in before.')(before(5, '* A list\n\n```\ncode\n```')(readme)));
    preview.built();
    await page.locator('#q8 .answer p', { hasText: 'Put in before.' }).waitFor();
    await painted(page);
    const now = await page.evaluate((selector) => {
      const { parts: old } = window as unknown as { parts: Element[] };
      const all = [...document.querySelectorAll(selector)];
      const ids = all.flatMap(({ id }) => id || []);
      return {
        kept: old.every((part) => all.includes(part)),
        added: all.filter((part) => !old.includes(part)).map(({ localName }) => localName),
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      };
    }, parts);
    expect(now).toEqual({ kept: true, added: ['ul', 'div', 'p'], twice: [] });
  });

  it('made while the page was loading is applied after loading', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/-handin/live.js', async (route) => {
      await preview.change(preview.file, (html) => html.replace('We are group', 'We were group'));
      await route.continue();
    });
    await goTo(page, preview.url);
    await page.locator('#q1', { hasText: 'We were group' }).waitFor();
    // Then it becomes its next version without having been compared with the one that it has.
    expect(await page.locator('[data-theme-switch]').isVisible()).toBe(true);
    expect(await page.locator('.code-copy').count()).toBe(await page.locator('.code-frame').count());
  });

  it('that adds code, figures and questions gets all enhancements of the page’s script', async () => {
    const { page, trouble } = await openLive(browser, preview.url, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const buttons = await page.locator('.code-copy').count();
    await preview.write((readme) =>
      before(
        1,
        '```py\nprint("new")\n```\n\n![A page, drawn anew](figures/page.png)',
      )(readme).concat('\n### Question 13\n\n> **What else?**\n>\n> Answer:\n\n', 'Nothing.\n\n'.repeat(60)),
    );
    preview.built();
    await page.locator('#q13').waitFor();
    await page.evaluate(() => document.getElementById('q13')?.scrollIntoView());
    await page.locator('a.cell[href="#q13"][aria-current]').waitFor();
    expect(await page.locator('.code-copy').count()).toBe(buttons + 1);
    await page.locator('#q1 .code-frame').hover();
    await page.locator('#q1 .code-copy').click();
    await page.locator('#q1 .code-copy', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('print("new")');
    await page.locator('#q1 a.figure-zoom').click();
    await page.locator('.zoom-count', { hasText: '1 of ' }).waitFor();
    await page.keyboard.press('Escape');
    expect(trouble).toEqual([]);
  });

  it('keeps the link mark beside its paragraph', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.evaluate(() => document.getElementById('q8')?.scrollIntoView());
    await page.locator('[id="q8.2"]').hover();
    const pin = page.locator('.pin');
    const offset = (await topOf(page, '[id="q8.2"]')) - (await topOf(page, '.pin'));
    await pin.evaluate((element) => {
      (window as unknown as { pin: Element }).pin = element;
    });
    await page.mouse.move(0, 0);
    await preview.write((readme) => before(8, 'Put in before.\n\nAnd another.')(before(1, 'More.')(readme)));
    preview.built();
    await page.locator('#q8 .answer p', { hasText: 'Put in before.' }).waitFor();
    await painted(page);
    expect(await pin.evaluate((element) => element === (window as unknown as { pin: Element }).pin)).toBe(true);
    const block = `[id="${(await pin.getAttribute('href'))?.slice(1)}"]`;
    expect((await topOf(page, block)) - (await topOf(page, '.pin'))).toBe(offset);
  });

  it('keeps a zoomed figure open', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.locator('#q5 a.figure-zoom').click();
    const dialog = page.locator('dialog.zoom[open]');
    await dialog.waitFor();
    const figure = await page.locator('#q5 a.figure-zoom').evaluate((link) => (link as HTMLAnchorElement).href);
    await page.waitForFunction((href) => document.querySelector<HTMLImageElement>('.zoom-image')?.src === href, figure);
    const place = await page.evaluate(() => scrollY);
    await preview.change(preview.file, (html) => html.replace('We are group', 'We were group'));
    preview.built({ edited: { page: preview.file, anchor: 'q12' } });
    await page.locator('#q1', { hasText: 'We were group' }).waitFor();
    await painted(page);
    expect(await dialog.locator('img').getAttribute('src')).toBe(figure);
    expect(await page.evaluate(() => scrollY)).toBe(place);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('figure-zoom');
  });
});

describe('the scroll position', () => {
  it('moves to the change in the question being edited when that is out of view', async () => {
    const { page } = await openLive(browser, preview.url, { viewport: { width: 1200, height: 420 } });
    await preview.write((readme) =>
      readme.replace('The fourteen words are those', 'Those fourteen words are the ones'),
    );
    preview.built({ edited: { page: preview.file, anchor: 'q3' } });
    const changed = page.locator('#q3 .answer p', { hasText: 'Those fourteen words' });
    await changed.waitFor();
    await painted(page);
    expect(await topOf(page, '#q3')).toBeLessThan(-420);
    expect(await changed.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
    expect(await changed.evaluate((element) => innerHeight - element.getBoundingClientRect().bottom)).toBeGreaterThan(
      0,
    );
    // The same question again, changed where nobody looks: at its beginning.
    await preview.write((readme) => readme.replace('`parseReport` takes the text', '`parseReport` is given the text'));
    preview.built({ edited: { page: preview.file, anchor: 'q3' } });
    const other = page.locator('#q3 .answer p', { hasText: 'is given the text' });
    await other.waitFor();
    await painted(page);
    expect(await other.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
  });

  it('stays when the question being edited is in view, on another page, or unknown', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.evaluate(() => document.getElementById('q7')?.scrollIntoView());
    await page.evaluate(() => scrollBy(0, -150));
    const place = await page.evaluate(() => scrollY);
    for (const [index, edited] of [
      { page: preview.file, anchor: 'q7' },
      { page: 'index.html', anchor: 'q1' },
      { page: preview.file, anchor: 'no-such-question' },
      null,
    ].entries()) {
      await preview.change(preview.file, (html) => html.replace(/We (?:are|were \d) group/, `We were ${index} group`));
      preview.built({ edited });
      await page.locator('#q1', { hasText: `We were ${index} group` }).waitFor();
      await painted(page);
      expect([edited, await page.evaluate(() => scrollY)]).toEqual([edited, place]);
    }
  });

  it('stays at the paragraph being read when others are inserted before it, in the same answer too', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.evaluate(() => {
      const read = document.getElementById('q11.2') as Element;
      scrollBy(0, read.getBoundingClientRect().top - innerHeight * 0.19);
    });
    const text = (await page.locator('[id="q11.2"]').textContent()) ?? '';
    const read = page.locator('#q11 .answer p', { hasText: text.slice(0, 60) });
    const place = await read.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    await preview.write((readme) => before(11, 'One.\n\nTwo.')(before(5, 'Three.\n\nFour.')(readme)));
    preview.built();
    await page.locator('#q11 .answer p', { hasText: /^One\.$/ }).waitFor();
    await painted(page);
    expect(await read.evaluate((element) => Math.round(element.getBoundingClientRect().top))).toBe(place);
  });
});

describe('the status corner', () => {
  it('shows what is unanswered in the whole report, and nothing on pages without a report', async () => {
    const { page } = await openLive(browser, preview.url);
    expect(await corner(page).isVisible()).toBe(false);
    for (const [standing, text] of [
      [{ answered: 9, questions: 12, problems: 3 }, '3 of 12 unanswered · 3 problems'],
      [{ answered: 12, questions: 12, problems: 1 }, 'all 12 answered · 1 problem'],
      [{ answered: 12, questions: 12, problems: 0 }, 'all 12 answered · no problems'],
    ] as const) {
      preview.built({ standings: new Map([[preview.file, standing]]) });
      await page.waitForFunction(
        (wanted) =>
          document.querySelector('handin-preview')?.shadowRoot?.querySelector('.line')?.textContent === wanted,
        text,
      );
    }
  });

  it('shows that a build is running only when it takes long', async () => {
    const { page } = await openLive(browser, preview.url);
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    preview.server.broadcast({ kind: 'building' });
    await heard(page, 2);
    await page.clock.runFor(299);
    expect(await corner(page).isVisible()).toBe(false);
    await page.clock.runFor(2);
    expect(await corner(page).textContent()).toBe('Building…');
    preview.built();
    await corner(page).waitFor({ state: 'hidden' });
    preview.server.broadcast({ kind: 'building' });
    await preview.change(preview.file, (html) => html.replace('We are group', 'We were group'));
    preview.built();
    await page.locator('#q1', { hasText: 'We were group' }).waitFor();
    await page.clock.runFor(2000);
    expect(await corner(page).isVisible()).toBe(false);
  });

  it('shows that the server is gone until it is back, and then catches up', async () => {
    const { page } = await openLive(browser, preview.url);
    const loaded = await documentOf(page);
    await preview.stop();
    await corner(page).waitFor();
    expect(await corner(page).textContent()).toBe('Preview server is gone, reconnecting…');
    await preview.change(preview.file, (html) => html.replace('We are group', 'We were group'));
    await preview.restart();
    await page.locator('#q1', { hasText: 'We were group' }).waitFor();
    await corner(page).waitFor({ state: 'hidden' });
    expect(await documentOf(page)).toBe(loaded);
  });

  it('shows faults as text over the last good page, until they are corrected', async () => {
    const { page, trouble } = await openLive(browser, preview.url);
    const message =
      'build.config.ts:3 does not load: <img src=x onerror="window.pwned=1">\n  3 | export <b>default</b>';
    preview.built({
      faults: [
        { message, advice: 'Correct the file.' },
        { message: 'Another group’s.', page: 'other/index.html' },
      ],
    });
    await panel(page).waitFor();
    expect(await panel(page).locator('p').allTextContents()).toEqual([
      'This page is not up to date',
      message,
      'Correct the file.',
    ]);
    expect(await panel(page).locator('img, b').count()).toBe(0);
    expect(await panel(page).getAttribute('role')).toBe('alert');
    expect(await page.locator('.question').count()).toBe(12);
    preview.built();
    await panel(page).waitFor({ state: 'hidden' });
    expect(trouble).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has no accessibility violations: %s', async (colorScheme) => {
    const { page } = await openLive(browser, preview.url, { colorScheme, reducedMotion: 'reduce' });
    preview.built({
      faults: [{ message: Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n'), advice: 'Correct it.' }],
      standings: new Map([[preview.file, { answered: 1, questions: 12, problems: 30 }]]),
    });
    await panel(page).waitFor();
    expect(await findViolations(page, { within: 'handin-preview' })).toEqual([]);
    await page.locator('handin-preview .faults').focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => page.locator('handin-preview .faults').evaluate(({ scrollTop }) => scrollTop))
      .toBeGreaterThan(0);
    const box = await panel(page).boundingBox();
    expect((box?.height ?? 900) < 450).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await panel(page).isVisible()).toBe(false);
  });
});

describe('a page that cannot be updated in place', () => {
  it('is reloaded when its styles or scripts have changed, and keeps its scroll position', async () => {
    const { page, trouble } = await openLive(browser, preview.url);
    const loaded = await documentOf(page);
    await page.evaluate(() => document.getElementById('q8')?.scrollIntoView());
    const place = await topOf(page, '#q8');
    await preview.put('assets/print.css', '.question-anchor { color: rgb(1, 2, 3) }');
    await preview.build();
    preview.built();
    await page.waitForFunction((old) => (window as unknown as { loaded: number }).loaded !== old, loaded);
    await heard(page, 1);
    await expect.poll(() => topOf(page, '#q8')).toBe(place);
    const colour = await page.locator('#q8 .question-anchor').evaluate((element) => getComputedStyle(element).color);
    expect([colour, trouble]).toEqual(['rgb(1, 2, 3)', []]);
  });

  it('is reloaded when it does not opt in to updates, but not while the reader is typing', async () => {
    const form = (text: string): string =>
      `<!doctype html><title>Form</title><body><p>${text}</p><textarea></textarea></body>`;
    await preview.put('site/form.html', form('old'));
    const { page } = await openLive(browser, new URL('/form.html', preview.url).href);
    const loaded = await documentOf(page);
    await page.locator('textarea').fill('half a sen');
    await preview.put('site/form.html', form('new'));
    preview.built();
    await heard(page, 2);
    await page.keyboard.type('tence');
    expect(await page.locator('textarea').inputValue()).toBe('half a sentence');
    await page.locator('textarea').blur();
    await page.waitForFunction((old) => (window as unknown as { loaded: number }).loaded !== old, loaded);
    await page.locator('p', { hasText: 'new' }).waitFor();
  });

  it('appears once it exists, and says so when it no longer does', async () => {
    const { page } = await openLive(browser, new URL('/later/', preview.url).href);
    expect(await page.locator('h1').textContent()).toBe('There is no such page');
    expect(await panel(page).isVisible()).toBe(false);
    await preview.put('site/later/index.html', '<title>Later</title><body><h1>Served</h1></body>');
    preview.built();
    await page.locator('h1', { hasText: 'Served' }).waitFor();
    await heard(page, 1);
    await preview.put('site/later/index.html', null);
    preview.built();
    await panel(page).waitFor();
    expect(await panel(page).textContent()).toContain('This page is no longer part of the site.');
    expect(await page.locator('h1').textContent()).toBe('Served');
  });
});

it('disconnects while the page is hidden, and catches up afterwards', async () => {
  const { page } = await openLive(browser, preview.url);
  const see = (hidden: boolean): Promise<void> =>
    page.evaluate((is) => {
      Object.defineProperty(document, 'hidden', { value: is, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await see(true);
  await preview.change(preview.file, (html) => html.replace('We are group', 'We were group'));
  preview.built();
  const states = await page.evaluate(() =>
    (window as unknown as { sources: EventSource[] }).sources.map(({ readyState }) => readyState),
  );
  expect(states).toEqual([2]);
  expect(await page.locator('#q1').textContent()).toContain('We are group');
  expect(await corner(page).isVisible()).toBe(false);
  await see(false);
  await page.locator('#q1', { hasText: 'We were group' }).waitFor();
});

it('reconnects after it was refused because too many pages were open', async () => {
  const others = await Promise.all(
    Array.from({ length: maxStreams }, async () => {
      const request = get(`${preview.server.url}-handin/events?page=/`, { agent: false });
      await once(request, 'response');
      return request;
    }),
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  await goTo(page, preview.url);
  await corner(page).waitFor();
  expect(await corner(page).textContent()).toBe('Preview server is gone, reconnecting…');
  for (const request of others) request.destroy();
  await corner(page).waitFor({ state: 'hidden' });
});

it('cannot be used by a page of another origin', async () => {
  const elsewhere = await startPreview(built);
  const { page } = await openLive(browser, elsewhere.url, { bypassCSP: true });
  const tried = await page.evaluate(async (url) => {
    const source = new EventSource(`${url}-handin/events?page=/`);
    const stream = await new Promise((resolve) => {
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('refused');
    });
    source.close();
    const text = await fetch(url).then(
      () => 'read',
      () => 'refused',
    );
    const image = await fetch(`${url}-handin/live.js`, { mode: 'no-cors' }).then(
      () => 'read',
      () => 'refused',
    );
    return [stream, text, image];
  }, preview.server.url);
  expect(tried).toEqual(['refused', 'refused', 'refused']);
  await elsewhere.remove();
});

it('does not leak old versions of the page', async () => {
  const { page } = await openLive(browser, preview.url);
  const session = await page.context().newCDPSession(page);
  const nodes = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'Nodes')?.value ?? 0;
  };
  await session.send('Performance.enable');
  const edit = async (from: number, to: number): Promise<void> => {
    for (let version = from; version < to; version += 1) {
      await preview.change(preview.file, (html) => html.replace(/We are( \d+)? group/, `We are ${version} group`));
      // Each time in another question as well.
      const question = new RegExp(`(id="q${(version % 12) + 1}\\.1"[^>]*)`);
      await preview.change(preview.file, (html) => html.replace(question, `$1 data-version="${version}"`));
      preview.built();
      await page.locator('#q1', { hasText: `We are ${version} group` }).waitFor();
    }
  };
  await edit(0, 20);
  const early = await nodes();
  await edit(20, 80);
  expect((await nodes()) / early).toBeLessThan(1.1);
});
