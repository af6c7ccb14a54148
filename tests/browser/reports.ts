import { cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { runReport } from '../cli/run-report.js';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { writeGoodReport } from '../support/hostile.js';
import { goTo, untilImagesLoaded } from './navigation.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const desktop = { width: 1440, height: 900 };
export const laptop = { width: 1100, height: 800 };
export const phone = { width: 390, height: 844 };

/** Report pages, each in a folder outside the site that it was built in. */
export interface BuiltReports {
  /** Their URLs; the sample's come first. */
  readonly reports: readonly string[];
  remove(): Promise<void>;
}

/** The same, with failure and start page. */
export interface BuiltPages extends BuiltReports {
  /** Addresses of the page of a report that could not be built, and of the start of a site with one report. */
  readonly failure: string;
  readonly start: string;
}

/** Builds the sample. */
export async function buildSample(): Promise<BuiltReports> {
  const folder = await temporaryFolder();
  return { reports: await sampleReports(folder), remove: () => remove(folder) };
}

/** Builds one report of the given text. */
export async function buildReport(text: string): Promise<BuiltReports> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'reports', 'one'), { recursive: true });
  await writeFile(join(folder, 'reports', 'one', 'README.md'), text);
  await runReport(['html', 'reports/one', '--out', 'site'], { cwd: folder });
  return { reports: [addressOf(folder, 'site', 'one', 'index.html')], remove: () => remove(folder) };
}

/** Builds the sample, the real reports where they are available, and failure and start page. */
export async function buildPages(): Promise<BuiltPages> {
  const folder = await temporaryFolder();
  const reports = [...(await sampleReports(folder))];
  if (hasCorpus) {
    const real = join(folder, 'real');
    const sources = corpusReports.map((name) => `${corpus}reports/${name}`);
    await runReport(['html', ...sources, '--template', `${corpus}templates/2025.md`, '--out', real], { cwd: folder });
    reports.push(...(await moveReports(real, folder)));
  }
  await mkdir(join(folder, 'reports', 'broken', 'README.md'), { recursive: true });
  await writeGoodReport(join(folder, 'reports', 'good'));
  await runReport(['html', 'reports/*', '--out', 'two'], { cwd: folder });
  await runReport(['html', 'reports/good', '--out', 'one'], { cwd: folder });
  return {
    reports,
    failure: addressOf(folder, 'two', 'broken', 'index.html'),
    start: addressOf(folder, 'one', 'index.html'),
    remove: () => remove(folder),
  };
}

async function temporaryFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'handin-pages-')));
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function sampleReports(folder: string): Promise<readonly string[]> {
  await runReport(['html', '--out', join(folder, 'sample')], { cwd: root });
  return moveReports(join(folder, 'sample'), folder);
}

function addressOf(...parts: string[]): string {
  return pathToFileURL(join(...parts)).href;
}

/** Copies each report's folder out of its site; returns the URLs of their pages. */
async function moveReports(site: string, folder: string): Promise<readonly string[]> {
  const entries = (await readdir(site, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && entry.name !== 'questions',
  );
  return Promise.all(
    entries.map(async ({ name }) => {
      const home = await mkdtemp(join(folder, 'moved-'));
      await cp(join(site, name), join(home, name), { recursive: true });
      return addressOf(home, name, 'index.html');
    }),
  );
}

/** A page, with the errors that occurred on it. */
export interface OpenPage {
  readonly page: Page;
  readonly trouble: string[];
}

/** Opens a page and records console messages, errors, and requests that fail or leave its folder. */
export async function open(context: BrowserContext, url: string, given?: Page): Promise<OpenPage> {
  const page = given ?? (await context.newPage());
  const trouble: string[] = [];
  const home = new URL('.', url).href;
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) trouble.push(`left: ${request.url()}`);
  });
  await goTo(page, url);
  return { page, trouble };
}

/** How many times slower a slow machine is. */
export const slowdown = 8;

/** The same with a throttled CPU, so that the page is painted before its script has run. */
export async function openSlowly(context: BrowserContext, url: string): Promise<OpenPage> {
  const slow = await context.newPage();
  const session = await context.newCDPSession(slow);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const opened = await open(context, url, slow);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return opened;
}

/** Makes the pages of a context sum up their layout shifts (without those after input). */
export async function recordShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const record = window as unknown as { shift: number };
    record.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export async function shiftOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shift: number }).shift);
}

/** Scrolls through the page, so that all lazy images are loaded. */
export async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 700) {
    await page.evaluate(async (to) => {
      window.scrollTo(0, to);
      // A picture begins to load when a frame is drawn in which it is near.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, top);
  }
  await page.waitForLoadState('networkidle');
  // Files from disk count as no network.
  await untilImagesLoaded(page);
}
