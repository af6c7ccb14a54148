import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from './run-report.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page of a site with its links and its anchors. */
interface Page {
  readonly path: string;
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
  readonly language: string | undefined;
}

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-links-')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function readPage(path: string, html: string): Page {
  const links: string[] = [];
  const ids = new Set<string>();
  let language: string | undefined;
  const parser = new Parser({
    onopentag(name, { href, src, srcset, id, lang }) {
      if (name === 'html') language = lang;
      if (id !== undefined) ids.add(id);
      const sources = (srcset ?? '').split(', ').flatMap((source) => source.split(' ')[0] || []);
      links.push(...[href, src, ...sources].filter((link) => link !== undefined));
    },
  });
  parser.end(html);
  return { path, links, ids, language };
}

async function readSite(
  site: string,
): Promise<{ readonly pages: readonly Page[]; readonly files: ReadonlySet<string> }> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(site.length + 1));
  const pages = await Promise.all(
    files
      .filter((file) => file.endsWith('.html'))
      .map(async (file) => readPage(file, await readFile(join(site, file), 'utf8'))),
  );
  return { pages, files: new Set(files) };
}

/** The target of a link within its site; undefined for an external one. */
function targetOf(page: Page, link: string): { readonly file: string; readonly anchor: string } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return undefined;
  const url = new URL(link, `http://site/${page.path.split('/').map(encodeURIComponent).join('/')}`);
  return { file: decodeURIComponent(url.pathname.slice(1)), anchor: decodeURIComponent(url.hash.slice(1)) };
}

function brokenLinks({ pages, files }: Awaited<ReturnType<typeof readSite>>): readonly string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return pages.flatMap((page) =>
    page.links.flatMap((link) => {
      const target = targetOf(page, link);
      if (!target) return [];
      const hasAnchor = target.anchor === '' || byPath.get(target.file)?.ids.has(target.anchor);
      return files.has(target.file) && hasAnchor ? [] : [`${page.path}: ${link}`];
    }),
  );
}

/** The pages that are more than two links away from a page. */
function unreachable(pages: readonly Page[]): readonly string[] {
  const next = new Map(
    pages.map((page) => [page.path, new Set(page.links.flatMap((link) => targetOf(page, link)?.file ?? []))]),
  );
  return pages.flatMap(({ path: from }) => {
    const one = next.get(from) ?? new Set<string>();
    const two = new Set([from, ...one, ...[...one].flatMap((file) => [...(next.get(file) ?? [])])]);
    return pages.filter(({ path }) => !two.has(path)).map(({ path }) => `${from} → ${path}`);
  });
}

describe('the pages of a cohort', () => {
  it('have no broken links, and are at most two links away from each other', async () => {
    const out = join(folder, 'cohort');
    await runReport(['html', '--out', out], { cwd: root });
    const site = await readSite(out);
    expect(site.pages.length).toBeGreaterThan(10);
    expect(brokenLinks(site)).toEqual([]);
    expect(unreachable(site.pages)).toEqual([]);
    expect(site.pages.filter(({ language }) => !language)).toEqual([]);
  });

  it('do so with --single-file, with a failed group, and with names that need escaping', async () => {
    const cwd = join(folder, 'odd');
    for (const name of ['50% #1 & more', 'größe', 'questions', 'broken'])
      await mkdir(join(cwd, name), { recursive: true });
    const readme =
      '# R\n\n* [ ] Box\n\n### Question 1\n\n> **Why?**\n\nSee [below](#part).\n\n#### Part\n\n![a](b.png)\n';
    for (const name of ['50% #1 & more', 'größe', 'questions']) await writeFile(join(cwd, name, 'README.md'), readme);
    await writeFile(join(cwd, 'broken', 'README.md'), Buffer.from([0xff, 0xfe, 0xff]));
    for (const flags of [[], ['--single-file']]) {
      const run = await runReport(['html', '*', '--out', '../out', ...flags], { cwd });
      expect(run.status).toBe(1);
      const site = await readSite(join(folder, 'out'));
      expect(brokenLinks(site)).toEqual([]);
      expect(unreachable(site.pages)).toEqual([]);
    }
  });
});

it('gives a site with one report a start page that links to it', async () => {
  const out = join(folder, 'alone');
  await runReport(['html', 'reports/blue-heron', '--out', out], { cwd: root });
  const site = await readSite(out);
  expect(site.pages.map(({ path }) => path).sort()).toEqual(['blue-heron/index.html', 'index.html']);
  expect(brokenLinks(site)).toEqual([]);
  expect(unreachable(site.pages)).toEqual([]);
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('content="0; url=blue-heron/index.html"');
});
