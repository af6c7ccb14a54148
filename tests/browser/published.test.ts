import { cp, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Course, makeCourse } from '../cli/publish-course.js';
import { runReport } from '../cli/run-report.js';
import { listen } from '../support/ports.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo, loadAllImages } from './navigation.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let course: Course;
let browser: Browser;
/** The published branch, checked out. */
let site: string;

beforeAll(async () => {
  course = await makeCourse();
  await cp(join(root, 'reports'), join(course.folder, 'reports'), { recursive: true });
  await writeFile(join(course.folder, 'build.config.mjs'), `export default { template: 'reports/template.md' };\n`);
  await runReport(['html'], { cwd: course.folder });
  await course.publish();
  site = join(course.root, 'checkout');
  await course.git(['clone', '--quiet', '--branch', 'gh-pages', course.remote, site], course.root);
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await course.remove();
});

/** Serves the site below a path, as GitHub Pages does. */
async function serve(below: string): Promise<{ readonly home: string; readonly server: Server }> {
  const files = sirv(site, { dev: true });
  const server = createServer((request, response) => {
    const inside = request.url?.startsWith(below) ?? false;
    request.url = `/${request.url?.slice(below.length) ?? ''}`;
    const notFound = (): void => {
      response.writeHead(404).end();
    };
    if (inside) files(request, response, notFound);
    else notFound();
  });
  return { home: `http://127.0.0.1:${await listen(server)}${below}`, server };
}

/** Crawls all links from the first page on, and returns the broken ones and every failed request. */
async function crawl(home: string): Promise<{ readonly pages: number; readonly trouble: readonly string[] }> {
  const trouble: string[] = [];
  const seen = new Set([home]);
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('console', (message) => trouble.push(`${page.url()}: ${message.text()}`));
  page.on('requestfailed', (request) => trouble.push(`${page.url()}: failed ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!/^data:/.test(request.url()) && !request.url().startsWith(new URL('.', home).href))
      trouble.push(`${page.url()}: left for ${request.url()}`);
  });
  for (const address of seen) {
    await goTo(page, address);
    await loadAllImages(page);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links.map((href) => href.replace(/#.*$/, '')))
      if (link.startsWith(new URL('.', home).href) && !/\.(?:webp|svg|png|jpe?g|gif)$/.test(link)) seen.add(link);
  }
  await context.close();
  return { pages: seen.size, trouble };
}

describe('the published branch', () => {
  it('holds every page of the site', async () => {
    const pages = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(15);
    expect(pages).toContain('404.html');
  });

  it.each(['/course-repository/', '/'])('works below %s', async (below) => {
    const { home, server } = await serve(below);
    try {
      const { pages, trouble } = await crawl(home);
      expect(trouble).toEqual([]);
      expect(pages).toBeGreaterThan(15);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('works from disk', async () => {
    const { pages, trouble } = await crawl(pathToFileURL(join(site, 'index.html')).href);
    expect(trouble).toEqual([]);
    expect(pages).toBeGreaterThan(15);
  });

  it('has no accessibility violations (axe) on the page that only a published site has', async () => {
    const { home, server } = await serve('/course-repository/');
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      await goTo(page, `${home}404.html`);
      expect(await findViolations(page)).toEqual([]);
      await context.close();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
