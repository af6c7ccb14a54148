import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { PreviewEvent } from '../../src/server/events.js';
import { folderFiles } from '../../src/server/served-files.js';
import { type PreviewServer, startServer } from '../../src/server/server.js';
import { runReport } from '../cli/run-report.js';
import { goTo } from './navigation.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

type Built = Extract<PreviewEvent, { kind: 'built' }>;

/** A sample report that can be edited, built and served, as the preview does it. */
export interface Preview {
  /** URL of the report's page. */
  readonly url: string;
  /** The file of the report's page in the site. */
  readonly file: string;
  readonly server: PreviewServer;
  /** Changes the report and builds it, without telling the pages. */
  write(edit: (readme: string) => string): Promise<void>;
  /** Changes a file of the site. */
  change(file: string, edit: (html: string) => string): Promise<void>;
  /** Writes a file into the folder that the report and the site are in, or removes it. */
  put(path: string, text: string | null): Promise<void>;
  build(): Promise<void>;
  /** Sends the pages the event that a build has ended. */
  built(event?: Partial<Built>): void;
  /** Stops the server, or restarts it at the same port. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** A report of the sample, and the site that was built of it, in a folder of their own. */
export async function buildReport(): Promise<string> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'handin-preview-')));
  await cp(join(project, 'reports', 'blue-heron'), join(home, 'blue-heron'), { recursive: true });
  await build(home);
  return home;
}

async function build(home: string): Promise<void> {
  const { status, stderr } = await runReport(['html', 'blue-heron', '--out', 'site'], { cwd: home });
  if (status !== 0) throw new Error(stderr);
}

/** @param built what `buildReport` made; it is copied */
export async function startPreview(built: string): Promise<Preview> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'handin-preview-')));
  await cp(built, home, { recursive: true });
  const report = join(home, 'blue-heron');
  const site = join(home, 'site');
  const script = await readFile(join(project, 'dist', 'assets', 'live.js'), 'utf8');
  let server = await startServer({ files: folderFiles(site), script, port: 0 });
  const { port } = new URL(server.url);
  const edit = async (path: string, change: (text: string) => string): Promise<void> => {
    const text = await readFile(path, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`nothing to change in ${path}`);
    await writeFile(path, changed);
  };
  return {
    url: `${server.url}blue-heron/`,
    file: 'blue-heron/index.html',
    get server() {
      return server;
    },
    write: async (change) => {
      await edit(join(report, 'README.md'), change);
      await build(home);
    },
    change: (file, change) => edit(join(site, file), change),
    put: async (path, text) => {
      const file = join(home, path);
      await mkdir(dirname(file), { recursive: true });
      await (text === null ? rm(file) : writeFile(file, text));
    },
    build: () => build(home),
    built: (event = {}) =>
      server.broadcast({ kind: 'built', edited: null, standings: new Map(), faults: [], ...event }),
    stop: () => server.close(),
    restart: async () => {
      server = await startServer({ files: folderFiles(site), script, port: Number(port) });
    },
    remove: async () => {
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A page of the preview that is connected to the server, and the errors that it logged. */
export async function openLive(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly page: Page; readonly trouble: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  await page.addInitScript(() => {
    // Records event streams and their messages, and whether the document was reloaded.
    const record = window as unknown as { heard: number; loaded: number; sources: EventSource[] };
    record.heard = 0;
    record.sources = [];
    record.loaded = Math.random();
    const { EventSource: Source } = window;
    window.EventSource = new Proxy(Source, {
      construct(target, args: [string]) {
        const source = new target(...args);
        record.sources.push(source);
        // After the page's own listener, which is registered first.
        queueMicrotask(() => {
          source.addEventListener('message', () => {
            record.heard += 1;
          });
        });
        return source;
      },
    });
  });
  await goTo(page, url);
  await heard(page, 1);
  return { page, trouble };
}

/** Waits until a page has handled this many messages. */
export async function heard(page: Page, messages: number): Promise<void> {
  await page.waitForFunction((count) => (window as unknown as { heard: number }).heard >= count, messages);
}
