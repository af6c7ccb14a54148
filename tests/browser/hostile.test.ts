import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Run, runReport } from '../cli/run-report.js';
import { attacks, secret, writeGoodReport, writeHostileReport } from '../support/hostile.js';
import { answersOnPage } from '../support/page-text.js';
import { launchChromium } from './chromium.js';
import { goTo } from './navigation.js';

/** A tag without attribute values, which may contain an escaped attack as text. */
function unquoted(tag: string): string {
  return tag.replace(/(\s(?:alt|alttext|title|content|aria-label|data-lang)=)"[^"]*"/g, '$1""');
}

interface ManifestGroup {
  readonly slug: string;
  readonly failed: boolean;
  readonly reason?: string;
  readonly diagnostics: readonly {
    readonly rule: string;
    readonly line: number;
    readonly message: string;
    readonly question?: number;
  }[];
}

let folder: string;
let browser: Browser;
let run: Run;
const names = Object.keys(attacks);

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-hostile-')));
  const reports = join(folder, 'reports');
  await writeHostileReport(join(reports, 'evil'));
  await writeGoodReport(join(reports, 'good'));
  await mkdir(join(reports, 'folder', 'README.md'), { recursive: true });
  await mkdir(join(reports, 'latin'), { recursive: true });
  await writeFile(join(reports, 'latin', 'README.md'), Buffer.from('# Caf\xe9\n\nM\xfcsli\n', 'latin1'));
  await mkdir(join(reports, 'locked'), { recursive: true });
  await writeFile(join(reports, 'locked', 'README.md'), '# Locked');
  await chmod(join(reports, 'locked', 'README.md'), 0o000);
  await mkdir(join(reports, '<b>name{{7*7}}'), { recursive: true });
  await writeFile(join(reports, '<b>name{{7*7}}', 'README.md'), '### Question 1\n\n> **Who?**\n\nWe.\n');
  run = await runReport(['html', 'reports/*', '--out', 'site'], { cwd: folder });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function manifest(): Promise<readonly ManifestGroup[]> {
  return (JSON.parse(await readFile(join(folder, 'site', 'manifest.json'), 'utf8')) as { groups: ManifestGroup[] })
    .groups;
}

describe('a cohort with a hostile report', () => {
  it('is built, with the exit status for failed groups', async () => {
    expect(run.status).toBe(1);
    const groups = await manifest();
    expect(groups.filter(({ failed }) => failed).map(({ slug, reason }) => [slug, reason])).toEqual([
      ['folder', 'README.md is a folder.'],
      ['latin', 'README.md is not UTF-8: the bytes on line 1 are no text.'],
      // For root, the unreadable file is readable: a report without questions.
      ...(process.getuid?.() === 0 ? [] : [['locked', 'There is no permission to read README.md.']]),
    ]);
    expect(await readFile(join(folder, 'site', 'latin', 'index.html'), 'utf8')).toContain('Save it as UTF-8.');
  });

  it('does not change the good report, compared with building it alone', async () => {
    await runReport(['html', 'reports/good', '--out', 'alone'], { cwd: folder });
    const files = (await readdir(join(folder, 'alone', 'good'), { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const { parentPath, name } of files) {
      const alone = join(parentPath, name);
      expect(await readFile(alone)).toEqual(await readFile(alone.replace('/alone/', '/site/')));
    }
  });

  it('runs no script, requests only figures, and logs nothing, on any page', async () => {
    for (const page of ['index.html', 'evil/index.html', 'good/index.html', 'latin/index.html']) {
      const tab = await browser.newPage();
      const trouble: string[] = [];
      tab.on('console', (message) => trouble.push(`console: ${message.text()}`));
      tab.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
      tab.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`));
      tab.on('request', (request) => {
        const inside =
          request.url().startsWith('data:') ||
          request.url().startsWith(pathToFileURL(join(folder, 'site', page, '..')).href);
        if (!inside) trouble.push(`request: ${request.url()}`);
      });
      tab.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
      await goTo(tab, pathToFileURL(join(folder, 'site', page)).href);
      for (const details of await tab.locator('details').all())
        await details.evaluate((element) => element.setAttribute('open', ''));
      for (const link of await tab.locator('.answer a:not(.figure-zoom)').all())
        await link.click({ timeout: 2000, noWaitAfter: true }).catch(() => undefined);
      expect(await tab.evaluate('window.pwned')).toBeUndefined();
      expect([page, trouble]).toEqual([page, []]);
      await tab.close();
    }
  });

  it('removes event handlers, scripts, styles and frames of the report, and keeps its text', async () => {
    const html = await readFile(join(folder, 'site', 'evil', 'index.html'), 'utf8');
    // The page's own scripts: one in the head, one at the end.
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<style/g)).toHaveLength(1);
    // Inside tags only: escaped attacks are text of the report.
    const tags = html.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '').match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags)
      expect(unquoted(tag)).not.toMatch(/\son\w+=|javascript:|<iframe|<object|<embed|<form|\sstyle=|srcdoc/i);
    const answers = answersOnPage(html);
    const textOf = (name: string): string => answers.get(`q${names.indexOf(name) + 1}`)?.text ?? '';
    expect(textOf('template')).toContain(`{{ 7*7 }} {% include "/etc/passwd" %} {% raw %} ${'$'}{{ secrets.X }}`);
    expect(textOf('script').replace(/\s+/g, ' ')).toContain('Before <script>window.pwned=1</script> after.');
    expect(textOf('style')).toContain('Still here.');
    expect(textOf('slot')).toContain('<handin-figure data-slot="0">');
    expect(textOf('heading')).toContain('heading');
  });

  it('reads nothing outside the report', async () => {
    const files = (await readdir(join(folder, 'site'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name), 'latin1');
      expect(bytes.includes(secret), name).toBe(false);
      expect(bytes.includes('root:x:0:0'), name).toBe(false);
    }
  });

  it('reports each attack with its line', async () => {
    const evil = (await manifest()).find(({ slug }) => slug === 'evil');
    const source = (await readFile(join(folder, 'reports', 'evil', 'README.md'), 'utf8')).split('\n');
    const rulesAt = (name: string): string[] => {
      const number = names.indexOf(name) + 1;
      const start = source.indexOf(`### Question ${number}`) + 1;
      const end = source.indexOf(`### Question ${number + 1}`) + 1 || source.length;
      return (evil?.diagnostics ?? []).filter(({ line }) => line > start && line < end).map(({ rule }) => rule);
    };
    expect(
      Object.fromEntries(names.map((name) => [name, rulesAt(name).join(' ')]).filter(([, rules]) => rules !== '')),
    ).toEqual({
      scriptBlock: 'html-removed',
      image: 'figure-missing-file figure-alt',
      javascriptLink: 'link-broken link-broken',
      javascriptHtml: 'link-broken link-broken',
      javascriptImage: 'figure-outside-report figure-unreadable',
      style: 'html-removed',
      iframe: 'html-removed html-removed html-removed html-removed html-removed',
      outside: 'figure-outside-report figure-alt figure-outside-report figure-outside-report figure-outside-report',
      symlink: 'figure-outside-report figure-alt figure-outside-report',
      empty: 'figure-unreadable figure-alt',
      truncated: 'figure-unreadable figure-alt',
      bomb: 'figure-unreadable figure-alt',
      broken: 'html-removed fence-unclosed',
      comment: 'html-removed html-removed',
      footnote: 'html-removed',
      formula: 'formula-unreadable formula-unreadable',
      alt: 'figure-missing-file',
    });
  });
});
