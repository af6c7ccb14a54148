import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { answersOnPage, wordsLacking } from '../support/page-text.js';
import { type Run, runReport } from './run-report.js';

let folder: string;
let first: Run;
let second: Run;
/** The contents of the cache after the first build and after the second. */
let cachedBefore: readonly string[];
let cachedAfter: readonly string[];
const args = (out: string): string[] => [
  'html',
  ...corpusReports.map((name) => `${corpus}reports/${name}`),
  '--template',
  `${corpus}templates/2025.md`,
  '--out',
  out,
];

/** Every file below a folder with its modification time: encoding a figure would write one. */
async function written(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => `${file} ${(await stat(file)).mtimeMs}`));
}

/** Every file below a folder with a hash of its bytes. */
async function hashes(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      names.sort().map(async (name) => [
        name.slice(root.length + 1),
        createHash('sha256')
          .update(await readFile(name))
          .digest('hex'),
      ]),
    ),
  );
}

describe.skipIf(!hasCorpus)('the site of five real reports', () => {
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-corpus-')));
    first = await runReport(args('first'), { cwd: folder });
    cachedBefore = await written(join(folder, '.cache/handin/v1'));
    second = await runReport(args('second'), { cwd: folder });
    cachedAfter = await written(join(folder, '.cache/handin/v1'));
  }, 120_000);
  afterAll(async () => await rm(folder, { recursive: true, force: true }));

  it('is built with exit status 0 and one summary line', () => {
    expect(first.status).toBe(0);
    expect(first.stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^first: 5 groups, \d+ figures \([\d.]+ MB → [\d.]+ MB\), \d+ errors, \d+ warnings, [\d.]+ s$/,
    );
  });

  it('has the same bytes when built again, without encoding a figure', async () => {
    expect(second.status).toBe(0);
    expect(await hashes(join(folder, 'second'))).toEqual(await hashes(join(folder, 'first')));
    expect(cachedBefore.length).toBeGreaterThan(30);
    expect(cachedAfter).toEqual(cachedBefore);
  });

  it('has the same bytes with an empty cache', async () => {
    await runReport([...args('third'), '--no-cache'], { cwd: folder });
    expect(await hashes(join(folder, 'third'))).toEqual(await hashes(join(folder, 'first')));
  });

  it('leaves an unchanged site untouched', async () => {
    const before = await stat(join(folder, 'first', 'medview', 'index.html'));
    await runReport(args('first'), { cwd: folder });
    const after = await stat(join(folder, 'first', 'medview', 'index.html'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('serves figures at page width in at most a quarter of the sources’ bytes, none larger than its source', async () => {
    let served = 0;
    let sources = 0;
    for (const name of corpusReports) {
      const page = await readFile(join(folder, 'first', name, 'index.html'), 'utf8');
      for (const [, address] of page.matchAll(/<img src="(figures\/[^"]+)"/g)) {
        const shown = (await stat(join(folder, 'first', name, address ?? ''))).size;
        const source = await sourceOf(name, address ?? '');
        served += shown;
        sources += source;
        expect(shown, `${name}/${address}`).toBeLessThanOrEqual(source);
      }
    }
    expect(sources).toBeGreaterThan(5_000_000);
    expect(served / sources).toBeLessThanOrEqual(0.25);
  });

  /** Bytes of the source whose name a figure's file begins with; names differ in their letters only. */
  async function sourceOf(report: string, address: string): Promise<number> {
    const stem = /^figures\/(.+)-\d+w-[0-9a-f]+\.\w+$/.exec(address)?.[1];
    const files = (await readdir(`${corpus}reports/${report}`, { recursive: true })).filter(
      (file) => /\.\w+$/.test(file) && !file.endsWith('.md'),
    );
    const found = files.find(
      (file) =>
        file
          .replace(/^.*\//, '')
          .replace(/\.\w+$/, '')
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-') === stem,
    );
    if (found === undefined) throw new Error(`no source for ${address}`);
    return (await stat(`${corpus}reports/${report}/${found}`)).size;
  }

  it.each(corpusReports)('shows every word of every answer of %s, and no other', async (name) => {
    const page = answersOnPage(await readFile(join(folder, 'first', name, 'index.html'), 'utf8'));
    const sources = answerSources(await readFile(`${corpus}reports/${name}/README.md`, 'utf8'));
    expect(sources.size).toBeGreaterThan(26);
    for (const [id, source] of sources) {
      const shown = page.get(id);
      expect([id, wordsLacking(visibleWords(source), shown?.everything ?? '')]).toEqual([id, []]);
      expect([id, wordsLacking(shown?.text ?? '', `${source} ${visibleWords(source)}`)]).toEqual([id, []]);
    }
  });
});

/** The source of each answer, found without the parser: from the prompt's last quotation mark to the next heading that the template has. */
function answerSources(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^### Question (\d+).*$/m).slice(1);
  return new Map(
    Array.from({ length: parts.length / 2 }, (_, index) => {
      const lines = (parts[2 * index + 1] ?? '').split('\n');
      const start = lines.findIndex(
        (line, at) => at > 0 && (lines[at - 1] ?? '').startsWith('>') && !line.startsWith('>'),
      );
      const end = lines.findIndex((line) => /^## [A-Z]/.test(line));
      const answer = lines.slice(start, end < 0 ? undefined : end).join('\n');
      return [
        `q${parts[2 * index]}`,
        answer.replace(/--- question \d+ fill here ---/, '').replace(/<!--[\s\S]*?-->/g, ''),
      ];
    }),
  );
}

/** The words of a source that a reader sees: without the addresses of figures, tags, markup and list numbers. */
function visibleWords(source: string): string {
  return source
    .replace(/!?\[([^\]]*)\]\((?!http)[^)]*\)/g, '$1')
    .replace(/<img[^>]*>|<br\s*\/?>/g, ' ')
    .replace(/^```\w+$/gm, ' ')
    .replace(/^\s*\d+\.\s/gm, ' ')
    .replace(/\*\*|`+/g, '');
}
