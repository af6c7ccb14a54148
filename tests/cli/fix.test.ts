import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runReport } from './run-report.js';

let cwd: string;
const readme = (): Promise<string> => readFile(join(cwd, 'reports', 'group', 'README.md'), 'utf8');

const text = `\uFEFF# Report\r
\r
### Question 1\r
\r
> **Show the field, and say what it is.**\r
>\r
> Answer:\r
\r
--- question 1 fill here ---\r
It is brown. \tVery brown.\r
\r
![A brown field](reports/Figures/Field.PNG)\r
`;

beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-fix-')));
  const folder = join(cwd, 'reports', 'group', 'figures');
  await mkdir(folder, { recursive: true });
  await sharp({ create: { width: 20, height: 10, channels: 3, background: '#852' } })
    .png()
    .toFile(join(folder, 'field.png'));
  await writeFile(join(cwd, 'reports', 'group', 'README.md'), text);
});
afterEach(async () => await rm(cwd, { recursive: true }));

it('corrects addresses and placeholders and no other byte, and lists each correction', async () => {
  const fixed = await runReport(['check', '--fix'], { cwd });
  expect(fixed.status).toBe(0);
  expect(fixed.stdout).toBe('The report is ready to hand in.\n');
  expect(fixed.stderr.replace(/^Checking reports …\n/m, '')).toMatch(
    new RegExp(
      '^reports/group/README\\.md: 2 places corrected\\.\n' +
        '  9:1    --- question 1 fill here --- -> \\(removed\\)\n' +
        '  12:18  reports/Figures/Field\\.PNG -> figures/field\\.png\n' +
        '1 report, 1 of 1 question answered, no errors, no warnings, [\\d.]+ m?s\n$',
    ),
  );
  expect(await readme()).toBe(
    text.replace('--- question 1 fill here ---\r\n', '').replace('reports/Figures/Field.PNG', 'figures/field.png'),
  );
  const again = await runReport(['check', '--format', 'json'], { cwd });
  expect((JSON.parse(again.stdout) as { reports: { diagnostics: unknown[] }[] }).reports[0]?.diagnostics).toEqual([]);
});

it('prints a diff and writes nothing with --dry-run', async () => {
  const { status, stdout } = await runReport(['check', '--fix', '--dry-run'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('--- question 1 fill here ---');
  expect(stdout).toMatch(/^-!\[A brown field\]\(reports\/Figures\/Field\.PNG\)/m);
  expect(stdout).toMatch(/^\+!\[A brown field\]\(figures\/field\.png\)/m);
  expect(await readme()).toBe(text);
});

it.each([
  [['--fix'], 'stderr'],
  [['--fix', '--dry-run'], 'stdout'],
] as const)('says when there is nothing to correct, with %j', async (options, stream) => {
  await runReport(['check', '--fix'], { cwd });
  const before = await readme();
  const run = await runReport(['check', ...options], { cwd });
  expect([run.status, run[stream].split('\n')[0]]).toEqual([0, 'Nothing to correct.']);
  expect(await readme()).toBe(before);
});

it('rejects --dry-run without --fix', async () => {
  const { status, stderr } = await runReport(['check', '--dry-run'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain('`--dry-run` needs `--fix`.');
});
