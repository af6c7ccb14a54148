import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { runReport } from '../cli/run-report.js';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { listen } from '../support/ports.js';
import { goTo } from './navigation.js';
import { slowdown } from './reports.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Built sites of several groups. */
export interface QuestionSites {
  /** URLs of the sites' roots, with a trailing `/`: the sample, and the real reports where they are available. */
  readonly read: readonly string[];
  /** Four groups. */
  readonly graded: string;
  remove(): Promise<void>;
}

/** A question with its answer, as a report has it. */
export const question = (number: number, answer: string, title = `Question ${number}`): string =>
  `### ${title}\n\n> **What about part ${number}?**\n>\n> Recommended answer length: 3-10 words.\n>\n> Answer:\n\n${answer}\n`;
const long = 'A paragraph that goes on for long enough to fill a screen. '.repeat(60);

const groups: Readonly<Record<string, string>> = {
  alder: `${question(1, 'Alder wrote this in a few words.')}\n${question(2, long)}`,
  beech: `${question(1, 'Here is [a part of it](#question-2) and a note[^1].\n\n[^1]: The note.')}\n${question(2, long)}`,
  cedar: `${question(1, '--- question 1 fill here ---', 'Question 1 (Ada Lovelace)')}\n${question(2, 'Short.')}`,
  main: `${question(1, `${long}\n\n| a | b |\n| - | - |\n| 1 | 2 |`)}\n${question(2, 'A short one too, and the last.')}`,
};

/** Builds the sites. */
export async function buildQuestionSites(): Promise<QuestionSites> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-questions-')));
  await runReport(['html', '--out', join(folder, 'sample')], { cwd: root });
  if (hasCorpus) {
    const reports = corpusReports.map((name) => `${corpus}reports/${name}`);
    await runReport(['html', ...reports, '--template', `${corpus}templates/2025.md`, '--out', 'real'], { cwd: folder });
  }
  await writeReports(join(folder, 'reports'), groups);
  await runReport(['html', '--out', 'graded'], { cwd: folder });
  const address = (name: string): string => `${pathToFileURL(join(folder, name)).href}/`;
  return {
    read: ['sample', ...(hasCorpus ? ['real'] : [])].map(address),
    graded: address('graded'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes reports by the names of their groups. */
export async function writeReports(folder: string, reports: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(reports)) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'README.md'), `# Report of ${name}\n\n${text}`);
  }
}

/** URLs of all question pages of a site. */
export async function questionPages(site: string): Promise<readonly string[]> {
  const names = await readdir(fileURLToPath(`${site}questions/`));
  return names.sort().map((name) => `${site}questions/${name}`);
}

/** Initial state of the browser's storage. */
export interface Visit {
  readonly options?: BrowserContextOptions;
  readonly kept?: Readonly<Record<string, string>>;
}

/** A browser context with this storage. */
export async function visit(browser: Browser, { options = {}, kept = {} }: Visit = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.addInitScript((entries) => {
    for (const [key, value] of entries) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, Object.entries(kept));
  return context;
}

/** Opens a page and records console messages, errors, and requests that fail or leave its site. */
export async function openIn(
  context: BrowserContext,
  url: string,
  slowly = false,
): Promise<{ readonly page: Page; readonly trouble: readonly string[] }> {
  const page = await context.newPage();
  const trouble: string[] = [];
  const home = new URL('..', url).href;
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(home))
      trouble.push(`left: ${request.url()}`);
  });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowly ? slowdown : 1 });
  await goTo(page, url);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { page, trouble };
}

/** A server that streams pages slowly, so that the browser paints them at every stage. */
export interface SlowServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves a site slowly. */
export async function serveSlowly(site: string): Promise<SlowServer> {
  const server = createServer((request, response) => {
    readFile(new URL(`.${request.url ?? '/'}`, site)).then(
      (content) => (request.url?.endsWith('.html') ? drip(content, response) : void response.end(content)),
      () => void response.writeHead(404).end(),
    );
  });
  return {
    address: `http://127.0.0.1:${await listen(server)}/`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Chunks end at line ends: the reflow of a paragraph that is still being parsed is not of interest. */
async function drip(content: Buffer, response: ServerResponse): Promise<void> {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  let at = content.indexOf('<body');
  response.write(content.subarray(0, at));
  while (at < content.length) {
    const end = content.indexOf('\n', at + 400) + 1 || content.length;
    response.write(content.subarray(at, end));
    at = end;
    // Lets the browser paint a frame.
    await wait(20);
  }
  response.end();
}
