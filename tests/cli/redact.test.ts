import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';
import { runReport } from './run-report.js';

let cwd: string;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-redact-')));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** Every file of a site: its path and its bytes, as one Latin-1 string. */
async function bytesOf(site: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const path = file.slice(site.length + 1);
        return [path, `${path}\n${await readFile(file, 'latin1')}`] as const;
      }),
    ),
  );
}

/** The files of a site that match a pattern. */
async function filesWith(site: string, pattern: RegExp): Promise<readonly string[]> {
  return [...(await bytesOf(site))].filter(([, text]) => pattern.test(text)).map(([path]) => path);
}

const readme = `# Report of s123456

* [x] Met with s654321

### Question 1

> **Which members are in your group?**
>
> Answer length: 5-10 words.

Ada Lovelace, s123456
and Charles Babbage (S654321).

### Question 2 (s123456)

> **What did each of you do? 1-3 figures.**

s123456 drew it, S123456 signed, s654321 read it; see [the repository](https://example.com/s123456/repo).

\`\`\`python
user = "s123456"
\`\`\`

![by s123456](figures/s123456%20plot.png)
![The bench from the side](figures/drawing.svg)
![gone](figures/s999999.png)

### Question 3

> **What went wrong? 50-100 words.**

The answer is Kryptonite.
`;

async function writeCourse(root: string): Promise<void> {
  const figures = join(root, 'reports', 's123456-and-friends', 'figures');
  await mkdir(figures, { recursive: true });
  await writeFile(join(root, 'reports', 's123456-and-friends', 'README.md'), readme);
  const pixels = { create: { width: 40, height: 30, channels: 3, background: 'teal' } } as const;
  await sharp(pixels)
    .withExif({ IFD0: { Artist: 's123456', Copyright: 'Ada Lovelace' } })
    .png()
    .toFile(join(figures, 's123456 plot.png'));
  await writeFile(
    join(figures, 'drawing.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>s123456</title><text y="9">by s654321</text></svg>',
  );
  await mkdir(join(root, 'reports', 'other'), { recursive: true });
  await writeFile(join(root, 'reports', 'other', 'README.md'), '# Other\n\n### Question 1\n\n> **Who?**\n\ns777777.\n');
  await writeFile(
    join(root, 'build.config.mjs'),
    'export default { privacy: { redact: true, questions: [3] }, figures: { remote: false } };',
  );
}

describe('a redacted site', () => {
  it('contains no student number, no member and no private answer', async () => {
    const root = join(cwd, 'course');
    await writeCourse(root);
    const run = await runReport(['html'], { cwd: root });
    const site = join(root, 'site');
    expect(await filesWith(site, /s\d{6}|Lovelace|Babbage|Kryptonite/i)).toEqual([]);
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/s\d{6}|Lovelace|Kryptonite/i);
  });

  it('numbers students consistently, shows every figure, and does not check removed answers', async () => {
    const site = join(cwd, 'course', 'site');
    const page = (await bytesOf(site)).get(join('student-1-and-friends', 'index.html')) ?? '';
    expect(page).toContain('student-1 drew it, student-1 signed, student-2 read it');
    expect(page.match(/<img /g)).toHaveLength(2);
    expect(page.match(/This answer was removed before publishing\./g)).toHaveLength(2);
    const manifest = JSON.parse(await readFile(join(site, 'manifest.json'), 'utf8')) as {
      groups: { slug: string; diagnostics: { rule: string; message: string }[] }[];
    };
    const group = manifest.groups.find(({ slug }) => slug === 'student-1-and-friends');
    expect(group?.diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'figure-missing-file: There is no file “figures/student-3.png” in the report’s folder. Add the file to the report’s folder, or correct the address.',
    ]);
  });

  it('changes no report, and leaves no temporary files', async () => {
    const root = join(cwd, 'course');
    // Of its own, because other builds have theirs in the same one.
    const temporary = join(cwd, 'temporary');
    await mkdir(temporary);
    const env = { TMPDIR: temporary, TEMP: temporary };
    expect((await runReport(['html', '--out', 'again'], { cwd: root, env })).status).toBe(0);
    expect(await readFile(join(root, 'reports', 's123456-and-friends', 'README.md'), 'utf8')).toBe(readme);
    expect(await readdir(temporary)).toEqual([]);
  });

  it.skipIf(!hasCorpus)('of real reports holds none of their student numbers', async () => {
    const root = join(cwd, 'real');
    await mkdir(root);
    await writeFile(
      join(root, 'build.config.mjs'),
      'export default { privacy: { redact: true }, figures: { remote: false } };',
    );
    const paths = corpusReports.map((name) => `${corpus}reports/${name}`);
    const sources = await Promise.all(paths.map((path) => readFile(`${path}/README.md`, 'utf8')));
    const numbers = new Set(sources.flatMap((text) => text.match(/s\d{6}/gi) ?? []));
    expect(numbers.size).toBeGreaterThan(5);
    await runReport(['html', ...paths, '--template', `${corpus}templates/2025.md`], { cwd: root });
    expect(await filesWith(join(root, 'site'), new RegExp([...numbers].join('|'), 'i'))).toEqual([]);
  });
});
