/** A build of which nothing changed is over at once; whatever changes, the site is what a build from nothing makes. */
import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../dist/index.js';
import { plainPng, readTree, writeIn } from '../support/course-files.js';
import { type Run, runReport } from './run-report.js';

let root: string;
const png = (red: number): Promise<Buffer> => plainPng(40, 30, red);

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-unchanged-')));
  for (const group of ['ada', 'bob']) {
    write(`reports/${group}/README.md`, report(`The work of ${group}.`));
    write(`reports/${group}/figures/loss.png`, await png(200));
  }
  write('template.md', template);
  write('course.ts', "export const title = 'A course';");
  write('build.config.ts', "import { title } from './course';\nexport default { title, template: 'template.md' };");
  git('init', '--quiet');
  commit();
});
afterAll(() => rmSync(root, { recursive: true }));

const question = '### Question 1\n\n> **What did you do?**\n>\n> Answer length: 1-100 words.\n>\n> Answer:\n\n';
const template = `# Report\n\n${question}--- answer here ---\n`;

function report(answer: string): string {
  return `# Report\n\n${question}${answer}\n\n![The loss over ten epochs](figures/loss.png)\n`;
}

const write = (file: string, content: string | Buffer): void => writeIn(root, file, content);
const filesOf = (folder: string): Readonly<Record<string, string>> => readTree(join(root, folder));

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@course.example'];
  execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'pipe' });
}

function commit(): void {
  git('commit', '--quiet', '--allow-empty', '--message', 'next');
}

/** Runs a command, and lists the packages that it imports, by their names. */
async function runLogged(args: readonly string[]): Promise<Run & { readonly packages: readonly string[] }> {
  const log = join(root, '.log', 'imports.txt');
  write('.log/imports.txt', '');
  write(
    '.log/hooks.mjs',
    `import { appendFileSync } from 'node:fs';
export async function resolve(specifier, context, next) {
  appendFileSync(${JSON.stringify(log)}, specifier + '\\n');
  return next(specifier, context);
}`,
  );
  write('.log/register.mjs', "import { register } from 'node:module';\nregister('./hooks.mjs', import.meta.url);");
  const env = { NODE_OPTIONS: `--import ${join(root, '.log', 'register.mjs')}` };
  const run = await runReport(args, { cwd: root, env });
  const imported = readFileSync(log, 'utf8').split('\n');
  return {
    ...run,
    packages: [
      ...new Set(imported.filter((name) => /^[@a-z]/.test(name) && !/^(?:node|file|data):/.test(name))),
    ].sort(),
  };
}

it('says the same and loads nothing of what builds', async () => {
  const first = await runLogged(['html']);
  expect(first.packages).toContain('markdown-it');
  const second = await runLogged(['html']);
  expect(second.packages).toEqual(['commander', 'fastest-levenshtein', 'picocolors']);
  expect(second).toMatchObject({ status: 0, stdout: first.stdout });
  const withoutTime = ({ stderr }: Run): string => stderr.replace(/^.*…\n/gm, '').replace(/[^,]*$/, '');
  expect(withoutTime(second)).toBe(withoutTime(first));
  expect(second.stderr).toMatch(/^site: 2 groups, 2 figures \(.+\), no errors, no warnings, [\d.]+ m?s\n$/);
});

it('after an edit loads neither the encoder nor the highlighter for what is known', async () => {
  const readme = 'reports/ada/README.md';
  const fence = '\n```python\nprint("a")\n```\n';
  const before = readFileSync(join(root, readme), 'utf8');
  const buildWith = async (text: string): Promise<readonly string[]> => {
    write(readme, text);
    return (await runLogged(['html'])).packages.filter((name) => name === 'sharp' || name.includes('shiki'));
  };
  const code = await buildWith(before + fence);
  expect(code).toContain('shiki/langs');
  expect(await buildWith(before.replace('The work', 'The toil') + fence)).toEqual([]);
  expect(filesOf('site')['ada/index.html']).toContain('<span class="hl-');
  expect(await buildWith(before + fence.replace('"a"', '"b"'))).toEqual(code);
  expect(await buildWith(before)).toEqual([]);
});

it('a configuration is evaluated once by all commands, until it changes or is to be evaluated anew', async () => {
  const evaluates = async (...args: readonly string[]): Promise<boolean> => {
    const { packages } = await runLogged(args);
    expect(packages).toContain('markdown-it');
    return packages.includes('jiti') && packages.includes('zod');
  };
  write('build.config.ts', `// Again.\n${readFileSync(join(root, 'build.config.ts'), 'utf8')}`);
  // What is as young as the file system's clock is coarse is not kept.
  await setTimeout(2500);
  expect(await evaluates('check')).toBe(true);
  expect(await evaluates('check')).toBe(false);
  expect(await evaluates('html', '--no-cache')).toBe(true);
  write('course.ts', "export const title = 'Another course';");
  expect(await evaluates('check')).toBe(true);
  write('course.ts', "export const title = 'A course';");
});

it.each<readonly [string, () => void | Promise<void>]>([
  ['a README, its size and time as before', () => editInPlace('reports/ada/README.md', 'The work', 'The toil')],
  ['a figure', async () => write('reports/ada/figures/loss.png', await png(100))],
  ['a figure that nothing shows', async () => write('reports/bob/figures/unused.png', await png(50))],
  ['a figure that is gone', () => rmSync(join(root, 'reports/bob/figures/loss.png'))],
  ['a new group', () => write('reports/eve/README.md', report('The work of eve.'))],
  ['a group that is gone', () => rmSync(join(root, 'reports/eve'), { recursive: true })],
  ['the template', () => editInPlace('template.md', '1-100', '3-100')],
  ['the configuration', () => editInPlace('build.config.ts', 'title,', 'title, words: "raw",')],
  ['what the configuration imports', () => editInPlace('course.ts', 'A course', 'B course')],
  ['a layout of the course', () => write('layouts/partials/note.njk', '')],
  ['an asset of the course', () => write('assets/theme.css', ':root { --paper: #fff }')],
  ['the commit of the reports', commit],
  ['a page of the site, its size and time as before', () => editInPlace('site/ada/index.html', 'Report', 'REPORT')],
  ['a page that is gone', () => rmSync(join(root, 'site/index.html'))],
  ['a file that is none of the site', () => write('site/ada/notes.txt', 'mine')],
])('sees a change of %s', async (_, change) => {
  await runReport(['html'], { cwd: root });
  await change();
  expect(await runReport(['html'], { cwd: root })).toMatchObject({ status: 0 });
  const built = filesOf('site');
  await build({ cwd: root, cache: false, out: 'fresh' });
  expect(built).toEqual(filesOf('fresh'));
});

function editInPlace(file: string, from: string, to: string): void {
  const path = join(root, file);
  const { atime, mtime } = statSync(path);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
  utimesSync(path, atime, mtime);
}

it('another way to build it is another build', async () => {
  await runReport(['html', '--out', 'other'], { cwd: root });
  expect((await runReport(['html', '--out', 'other', '--single-file'], { cwd: root })).status).toBe(0);
  expect(Object.keys(filesOf('other'))).toContain('ada.html');
  expect((await runReport(['html', '--out', 'other'], { cwd: root })).status).toBe(0);
  expect(Object.keys(filesOf('other'))).toContain('ada/index.html');
});

it('a record that was cut off counts as none', async () => {
  await runReport(['html'], { cwd: root });
  const folder = join(root, '.cache/handin/builds-v1');
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file).subarray(0, 1000));
  }
  expect((await runLogged(['html'])).packages).toContain('markdown-it');
});
