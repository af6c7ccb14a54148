import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-html-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

/** Writes a report with one question for each answer. */
async function writeReport(group: string, answers: readonly string[]): Promise<void> {
  const questions = answers.map(
    (answer, index) => `### Question ${index + 1}\n\n> **What did you do?**\n>\n> Answer:\n\n${answer}\n`,
  );
  await mkdir(join(cwd, 'reports', group), { recursive: true });
  await writeFile(join(cwd, 'reports', group, 'README.md'), `# Report of ${group}\n\n${questions.join('\n')}`);
}

/** Every file below the site's folder with its text and the time it was last changed. */
async function site(): Promise<Record<string, { text: string; changed: bigint }>> {
  const out = join(cwd, 'site');
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.sort().map(async (path) => {
    const changed = (await stat(path, { bigint: true })).mtimeNs;
    return [relative(out, path).split(sep).join('/'), { text: await readFile(path, 'latin1'), changed }] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

it('builds a site without a configuration, and a second build changes nothing', async () => {
  await writeReport('one', ['We trained a model.']);
  await writeReport('two', ['We read the data.']);
  const first = await runReport(['html'], { cwd });
  expect(first).toMatchObject({ status: 0, stdout: '' });
  expect(first.stderr).toMatch(/(^|\n)site: 2 groups, no figures, no errors, no warnings, [\d.]+ m?s\n$/);
  const before = await site();
  expect(before['one/index.html']?.text).toContain('We trained a model.');
  expect(before['two/index.html']?.text).toContain('We read the data.');

  expect(await runReport(['html'], { cwd })).toMatchObject({ status: 0, stdout: '' });
  expect(await site()).toEqual(before);
});

it('carries nothing for formulas in a page that has none, and no address that a browser would load in one that has', async () => {
  await writeReport('one', ['It cost $50 and $60.']);
  await writeReport('two', ['It is $a^2$ at $\\frc{b}$.']);
  await runReport(['html'], { cwd });
  const { stdout } = await runReport(['check'], { cwd });
  expect(stdout).toContain(
    'reports/two/README.md:9:16  warn   The formula cannot be read, so it is shown as it is written: the command “\\frc” is unknown. Correct it, or, if it is none, write “\\$” for the dollar signs.  formula-unreadable',
  );
  const files = await site();
  expect(files['one/index.html']?.text).not.toMatch(/<math|math \{|\.formula/);
  expect(files['two/index.html']?.text).toMatch(/<math alttext="a\^2">/);
  expect(files['two/index.html']?.text).toMatch(/\.formula ?\{/);
  expect(files['two/index.html']?.text).not.toMatch(/url\((?!["']?data:)/);
  const fonts = (name: string): readonly string[] => files[name]?.text.match(/url\(data:font\/woff2[^)]*/g) ?? [];
  expect([fonts('one/index.html').length, fonts('two/index.html').length]).toEqual([5, 6]);
  expect(fonts('two/index.html').join('').length).toBeLessThan(182_000);
  expect(JSON.parse(files['two/report.json']?.text ?? '')).toMatchObject({
    questions: [{ text: 'It is $a^2$ at $\\frc{b}$.', words: 3 }],
  });
});

it('shows formulas and colours code that stand in notes alone', async () => {
  await writeReport('one', ['It grew[^1].\n\n[^1]: By $a^3$.\n\n    ```js\n    const a = 1;\n    ```']);
  await runReport(['html'], { cwd });
  const { text = '' } = (await site())['one/index.html'] ?? {};
  expect(text).toContain('<math alttext="a^3">');
  expect(text).toMatch(/<span class="hl-keyword">const/);
});

it('writes only what changed', async () => {
  await writeReport('one', ['Before.']);
  await writeReport('two', ['Same.']);
  await runReport(['html'], { cwd });
  const before = await site();
  await writeReport('one', ['After.']);
  await runReport(['html'], { cwd });
  const after = await site();
  expect(after['one/index.html']?.text).toContain('After.');
  expect(after['two/index.html']).toEqual(before['two/index.html']);
});

it('fails for an error in a report only with --strict', async () => {
  await writeReport('one', ['Answered.', '']);
  const line =
    'reports/one/README.md:11:1  error  Question 2 has no answer: write one below its prompt.  answer-missing\n';
  const lenient = await runReport(['html'], { cwd });
  expect(lenient.status).toBe(0);
  expect(lenient.stdout).toBe(line);
  const strict = await runReport(['html', '--strict'], { cwd });
  expect(strict.status).toBe(1);
  expect(strict.stdout).toBe(line);
});

it('builds the other groups when one cannot be read, and exits with 1', async () => {
  await writeReport('good', ['Fine.']);
  await mkdir(join(cwd, 'reports', 'bad'), { recursive: true });
  await writeFile(join(cwd, 'reports', 'bad', 'README.md'), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]));
  const { status, stdout, stderr } = await runReport(['html'], { cwd });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^bad could not be built: \S.*\.$/m);
  expect(stderr).toMatch(/site: 2 groups \(1 failed\), /);
  expect(Object.keys(await site())).toEqual(expect.arrayContaining(['bad/index.html', 'good/index.html']));
});

it('refuses to replace a folder that it did not write', async () => {
  await writeReport('one', ['Fine.']);
  await mkdir(join(cwd, 'thesis'));
  await writeFile(join(cwd, 'thesis', 'chapter.txt'), 'years of work');
  const { status, stderr } = await runReport(['html', '--out', 'thesis'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain(
    `error: ${join(cwd, 'thesis')} holds files that Handin did not write (chapter.txt), and writing the site would remove them.\n`,
  );
  expect(await readdir(join(cwd, 'thesis'))).toEqual(['chapter.txt']);
});

it('refuses to write into a report', async () => {
  await writeReport('one', ['Fine.']);
  const { status, stderr } = await runReport(['html', '--out', 'reports/one/site'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain(`${join(cwd, 'reports/one/site')} lies in a report, ${join(cwd, 'reports/one')}.\n`);
  expect(await readdir(join(cwd, 'reports', 'one'))).toEqual(['README.md']);
});

it('sends no escape sequence from a report to the terminal', async () => {
  await writeReport('one', ['![a plot](<gone\u001b[2J\u0007.png>) ![a plot](gone%1b%5b2J.png)']);
  const { stdout, stderr } = await runReport(['html'], { cwd });
  expect(stdout).toContain('gone');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

// Windows has no signals to send to a process.
describe.skipIf(process.platform === 'win32')('an interrupted build', () => {
  it('leaves the old site in place', async () => {
    await writeReport('one', ['The old answer.']);
    await runReport(['html'], { cwd });
    const before = await site();

    await writeReport(
      'one',
      Array.from({ length: 12 }, (_, index) => `![a plot of noise](f${index}.png)`),
    );
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const png = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: '#fff', noise } })
      .png()
      .toBuffer();
    for (let index = 0; index < 12; index += 1) {
      await writeFile(join(cwd, 'reports', 'one', `f${index}.png`), Buffer.concat([png, Buffer.from([index])]));
    }
    const child = spawn(process.execPath, [bin, 'html'], { cwd });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr = `${stderr}${text}`;
      if (stderr.includes('figures')) child.kill('SIGINT');
    });
    const [status] = await once(child, 'close');
    expect(stderr).toMatch(/Interrupted\. The site is as it was\.\n$/);
    expect(status).toBe(130);
    expect(await site()).toEqual(before);
    expect((await readdir(cwd)).sort()).toEqual(['.cache', 'reports', 'site']);
  });
});

it('says that the cache cannot be written, and builds all the same', async () => {
  await writeReport('one', ['We trained a model.']);
  await writeReport('two', ['We read the data.']);
  await writeFile(join(cwd, '.cache'), 'a file where the folder should be');
  const { status, stderr } = await runReport(['html'], { cwd });
  expect([status, stderr]).toEqual([
    0,
    expect.stringMatching(
      /(^|\n)The cache in \.cache\/handin cannot be written \(E[A-Z]+\), so the next build does all of this again\. Make room there, or build with --no-cache\.\nsite: 2 groups, /,
    ),
  ]);
  expect((await site())['one/index.html']?.text).toContain('We trained a model.');
  expect((await runReport(['html', '--no-cache'], { cwd })).stderr).not.toContain('cache');
});

it('says by how many bytes a README is too large', async () => {
  await writeReport('one', ['We trained a model.']);
  await mkdir(join(cwd, 'reports', 'two'));
  await writeFile(join(cwd, 'reports', 'two', 'README.md'), 'a'.repeat(1024 * 1024 + 1));
  const { status, stdout } = await runReport(['html'], { cwd });
  expect([status, stdout]).toEqual([
    1,
    'two could not be built: README.md has 1,048,577 bytes; a report may have 1,048,576.\n',
  ]);
});
