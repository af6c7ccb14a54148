import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { writeGoodReport } from '../support/hostile.js';
import { runReport } from './run-report.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-head-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const pageOf = (site: string, group: string): Promise<string> =>
  readFile(join(folder, site, group, 'index.html'), 'utf8');

describe('a report’s page', () => {
  it('has at most 330 kB, 180 of them fonts and 60 scripts', async () => {
    await runReport(['html', '--out', join(folder, 'sample')], { cwd: root });
    if (hasCorpus) {
      const reports = corpusReports.map((name) => `${corpus}reports/${name}`);
      await runReport(['html', ...reports, '--template', `${corpus}templates/2025.md`, '--out', 'real'], {
        cwd: folder,
      });
    }
    for (const site of ['sample', ...(hasCorpus ? ['real'] : [])]) {
      const entries = (await readdir(join(folder, site), { withFileTypes: true })).filter(
        (entry) => entry.isDirectory() && entry.name !== 'questions',
      );
      expect(entries.length).toBeGreaterThan(2);
      for (const { name } of entries) {
        const html = await pageOf(site, name);
        const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('');
        expect(Buffer.byteLength(scripts)).toBeLessThan(60_000);
        // The limit does not include the markup of figures.
        const withoutFigures = html.replace(/<figure[\s\S]*?<\/figure>/g, '');
        const withoutFonts = withoutFigures.replace(/@font-face\{[^}]*\}/g, '');
        const fonts = Buffer.byteLength(withoutFigures) - Buffer.byteLength(withoutFonts);
        expect([name, fonts > 100_000, fonts <= 180_000]).toEqual([name, true, true]);
        expect([name, Buffer.byteLength(withoutFonts) <= 150_000]).toEqual([name, true]);
      }
    }
  });

  it('has Open Graph properties, with an image once the site’s URL is known', async () => {
    await writeGoodReport(join(folder, 'reports', 'good'));
    await runReport(['html', 'reports/good', '--out', 'unknown'], { cwd: folder });
    expect(meta(await pageOf('unknown', 'good'))).toEqual({
      'og:type': 'article',
      'og:title': 'good · A good report',
      'og:description': '2 of 2 questions answered in 6 words, with 1 figure.',
    });
    await writeFile(
      join(folder, 'build.config.mjs'),
      "export default { site: { base: 'https://example.com/course/' } };",
    );
    await runReport(['html', 'reports/good', '--out', 'known'], { cwd: folder });
    expect(meta(await pageOf('known', 'good'))).toEqual({
      'og:type': 'article',
      'og:title': 'good · A good report',
      'og:description': '2 of 2 questions answered in 6 words, with 1 figure.',
      'og:url': 'https://example.com/course/good/',
      'og:image': expect.stringMatching(/^https:\/\/example\.com\/course\/good\/figures\/blue-60w-[0-9a-f]{8}\.webp$/),
    });
  });
});

/** The Open Graph properties of a page. */
function meta(html: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...html.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [name, content]),
  );
}
