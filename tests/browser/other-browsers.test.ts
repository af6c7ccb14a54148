/** What a page does by itself works in Firefox and in WebKit, from disk and served. Skipped where they are not installed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { listen, portOf } from '../support/ports.js';
import { keyCodes, type OtherBrowser, otherBrowsers } from './other-browsers.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const hasAny = Object.values(otherBrowsers).some((start) => start !== undefined);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-browsers-'));
  if (hasAny) await runReport(['html', '--out', folder], { cwd: root });
  server = createServer(sirv(folder));
  await listen(server);
}, 120_000);

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const from = {
  disk: (page: string): string => pathToFileURL(join(folder, page)).href,
  'a server': (page: string): string => `http://127.0.0.1:${portOf(server)}/${page}`,
} as const;

/** Waits until an expression is true. */
async function until(browser: OtherBrowser, expression: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    // It cannot be evaluated while another page is being opened.
    if (await browser.evaluate(expression).catch(() => false)) return;
    await wait(50);
  }
  throw new Error(`This did not become true: ${expression}`);
}

const scrollsSideways = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

describe.each(['Firefox', 'WebKit'] as const)('%s', (name) => {
  const start = otherBrowsers[name];
  let browser: OtherBrowser;

  beforeAll(async () => {
    if (start) browser = await start();
  }, 60_000);
  afterAll(async () => browser?.close());

  describe.skipIf(start === undefined).each(['disk', 'a server'] as const)('reading from %s', (place) => {
    it('has the faces of the pages, turns dark, and enlarges a figure by keyboard', async () => {
      await browser.open(from[place]('blue-heron/index.html'));
      await until(browser, 'document.documentElement.dataset.fonts === undefined');
      const faces = `[...document.fonts].filter((face) => /Handin (Serif|Sans)"?$/.test(face.family)).map((face) => face.status)`;
      await until(browser, `!${faces}.includes('loading')`);
      expect(new Set((await browser.evaluate(faces)) as readonly string[])).toEqual(new Set(['loaded']));
      expect(await browser.evaluate(scrollsSideways)).toBe(false);
      await browser.evaluate(`void document.querySelector('a.figure-zoom').focus()`);
      await browser.press(keyCodes.enter);
      await until(browser, `document.querySelector('dialog.zoom')?.open`);
      await browser.press(keyCodes.escape);
      await until(browser, `!document.querySelector('dialog.zoom')?.open && !history.state?.figure`);
      expect(await browser.evaluate(`document.activeElement.matches('a.figure-zoom')`)).toBe(true);
      await browser.evaluate(`void document.querySelector('[name=theme][value=dark]').click()`);
      expect(await browser.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(24, 23, 21)');
      await browser.evaluate(`void document.querySelector('[name=theme][value=auto]').click()`);
    });

    it('finds answers, and filters the groups', async () => {
      await browser.open(from[place]('search.html'));
      await browser.evaluate(`void document.querySelector('#query').focus()`);
      await browser.press(...'markdown');
      await until(browser, `document.querySelector('.hit mark') !== null`);
      expect(await browser.evaluate(scrollsSideways)).toBe(false);
      await browser.evaluate(`void document.querySelector('.hit a').click()`);
      const marked = `!('highlights' in CSS) || CSS.highlights.get('found')?.size > 0`;
      await until(browser, `document.querySelector(':target .answer') !== null && (${marked})`);
      await browser.open(from[place]('index.html'));
      const shown = `[...document.querySelectorAll('.groups tbody tr')].filter((row) => row.checkVisibility()).length`;
      expect(await browser.evaluate(shown)).toBe(3);
      await browser.evaluate(`void document.querySelector('.tools-find input').focus()`);
      await browser.press(...'heron');
      await until(browser, `${shown} === 1`);
      expect(await browser.evaluate(scrollsSideways)).toBe(false);
    });

    it('keeps mark and note', async () => {
      await browser.open(from[place]('questions/1.html'));
      await browser.evaluate(`void document.querySelector('[data-mark]').focus()`);
      await browser.press('7');
      await browser.evaluate(`void document.querySelector('[data-note]').focus()`);
      await browser.press(...'well', keyCodes.tab);
      await browser.open(from[place]('questions/1.html'));
      const kept = `['mark', 'note'].map((field) => document.querySelector('[data-' + field + ']').value)`;
      await until(browser, `${kept}[1] === 'well'`);
      expect(await browser.evaluate(kept)).toEqual(['7', 'well']);
      expect(await browser.evaluate(scrollsSideways)).toBe(false);
    });

    it('has nothing to say on the console', () => {
      expect(browser.trouble).toEqual([]);
    });
  });
});
