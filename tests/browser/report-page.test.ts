import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCorpus } from '../support/corpus.js';
import { caseCount, casesOf, longTests } from '../support/long-tests.js';
import { listen } from '../support/ports.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { untilImagesLoaded } from './navigation.js';
import {
  type BuiltPages,
  buildPages,
  desktop,
  laptop,
  open,
  openSlowly,
  phone,
  recordShifts,
  scrollThrough,
  shiftOf,
} from './reports.js';

/** Timeout in milliseconds for tests that open every page: generous, for busy machines. */
const allPagesTimeout = 180_000;

let browser: Browser;
let built: BuiltPages;

beforeAll(async () => {
  built = await buildPages();
  browser = await launchChromium();
}, allPagesTimeout);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

describe('every report, moved elsewhere and opened from disk', () => {
  /** What each page did and showed. Each is opened once, which takes longer than to look at it. */
  const seen = new Map<string, Awaited<ReturnType<typeof look>>>();
  const each = (see: (page: Awaited<ReturnType<typeof look>>) => unknown) =>
    Object.fromEntries(Array.from(seen, ([address, page]) => [address, see(page)]));
  const onEveryPage = (nothing: unknown) => each(() => nothing);

  beforeAll(async () => {
    for (const address of [...built.reports, built.failure]) seen.set(address, await look(address));
  }, allPagesTimeout);

  async function look(address: string) {
    const context = await browser.newContext({ viewport: desktop });
    await recordShifts(context);
    // A slow machine is a case of its own, below.
    const { page, trouble } = await (longTests ? openSlowly : open)(context, address);
    await scrollThrough(page);
    const broken = await page
      .locator('img')
      .evaluateAll((images) =>
        images.filter((image) => !(image as HTMLImageElement).naturalWidth).map((image) => image.getAttribute('src')),
      );
    const shift = await shiftOf(page);
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    const overflowing: number[] = [];
    for (const viewport of [desktop, laptop, phone]) {
      await page.setViewportSize(viewport);
      const overflows = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      if (overflows) overflowing.push(viewport.width);
    }
    // Other widths may need other sizes of images.
    await untilImagesLoaded(page);
    await context.close();
    return { trouble, broken, shift, repeated: ids.filter((id, index) => ids.indexOf(id) !== index), overflowing };
  }

  it('has been built', () => {
    expect(built.reports.length).toBe(hasCorpus ? 8 : 3);
    expect(seen.size).toBe(built.reports.length + 1);
  });

  it('requests nothing outside its folder, has no broken images and logs nothing', () => {
    expect(each(({ trouble, broken }) => [trouble, broken])).toEqual(onEveryPage([[], []]));
  });

  it('has no layout shift', () => {
    expect(each(({ shift }) => shift)).toEqual(onEveryPage(0));
  });

  it('has no duplicate ids', () => {
    expect(each(({ repeated }) => repeated)).toEqual(onEveryPage([]));
  });

  it('never scrolls horizontally, on a desktop, a laptop or a phone', () => {
    expect(each(({ overflowing }) => overflowing)).toEqual(onEveryPage([]));
  });
});

describe('a page that is streamed in chunks', () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const report = new URL(built.reports[Number(request.url?.split('/')[1])] ?? '');
      const rest = request.url?.split('/').slice(2).join('/') ?? '';
      if (rest !== '') {
        const type = rest.endsWith('.svg') ? 'image/svg+xml' : 'image/webp';
        response.writeHead(200, { 'content-type': type });
        createReadStream(fileURLToPath(new URL(rest, report))).pipe(response);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html' });
      void (async () => {
        const html = await readFile(fileURLToPath(report));
        for (let at = 0; at < html.length; at += 4000) {
          response.write(html.subarray(at, at + 4000));
          await wait(12);
        }
        response.end();
      })();
    });
    origin = `http://127.0.0.1:${await listen(server)}`;
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  const viewports = [
    ['desktop', desktop],
    ['laptop', laptop],
    ['phone', phone],
  ] as const;
  it.each(casesOf(viewports, [0, 2]))(
    'has no layout shift on a slow machine: %s',
    async (_, viewport) => {
      // The sample reports come first, then one real report; all of them in long tests.
      for (const index of [...built.reports.keys()].slice(0, caseCount(4, built.reports.length))) {
        const context = await browser.newContext({ viewport });
        await recordShifts(context);
        const { page, trouble } = await openSlowly(context, `${origin}/${index}/`);
        expect([built.reports[index], trouble, await shiftOf(page)]).toEqual([built.reports[index], [], 0]);
        await context.close();
      }
    },
    allPagesTimeout,
  );
});

describe('axe', () => {
  const screens = [
    ['desktop, light', desktop, 'light'],
    ['desktop, dark', desktop, 'dark'],
    ['phone, light', phone, 'light'],
    ['phone, dark', phone, 'dark'],
  ] as const;
  it.each(casesOf(screens, [0, 3]))(
    'has no accessibility violations: %s',
    async (_, viewport, colorScheme) => {
      const context = await browser.newContext({ viewport, colorScheme });
      for (const address of [...built.reports.slice(0, 3), built.failure]) {
        const { page } = await open(context, address);
        // The permalink of a paragraph under the pointer, and the target of such a link.
        const block = page.locator('.answer > [id*="."]').first();
        if ((await block.count()) > 0) {
          await block.hover();
          await page.locator('.pin').click();
        }
        expect([address, await findViolations(page, { colorsOnly: colorScheme === 'dark' })]).toEqual([address, []]);
        await page.close();
      }
      await context.close();
    },
    allPagesTimeout,
  );

  it('has no accessibility violations on the start page of a site with one report, and in the figure dialog', async () => {
    const context = await browser.newContext({ viewport: phone });
    const { page } = await open(context, built.reports[0] ?? '');
    await page.locator('a.figure-zoom').first().click();
    await page.locator('dialog[open]').waitFor();
    expect(await findViolations(page)).toEqual([]);
    // Without its redirect, which would leave the start page at once.
    await page.setContent((await readFile(fileURLToPath(built.start), 'utf8')).replace(/<meta http-equiv[^>]*>/g, ''));
    expect(await page.locator('h1').count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await context.close();
  });
});
