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

it('corrects addresses and placeholders and nothing else, and then finds nothing', async () => {
  const fixed = await runReport(['check', '--fix'], { cwd });
  expect(fixed.status).toBe(0);
  expect(fixed.stderr).toContain('reports/group/README.md: 2 places corrected.\n');
  expect(await readme()).toBe(
    text.replace('--- question 1 fill here ---\r\n', '').replace('reports/Figures/Field.PNG', 'figures/field.png'),
  );
  const again = await runReport(['check', '--format', 'json'], { cwd });
  expect((JSON.parse(again.stdout) as { reports: { diagnostics: unknown[] }[] }).reports[0]?.diagnostics).toEqual([]);
});

it('shows what it would change, and changes nothing', async () => {
  const { status, stdout } = await runReport(['check', '--fix', '--dry-run'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('--- question 1 fill here ---');
  expect(stdout).toMatch(/^-!\[A brown field\]\(reports\/Figures\/Field\.PNG\)/m);
  expect(stdout).toMatch(/^\+!\[A brown field\]\(figures\/field\.png\)/m);
  expect(await readme()).toBe(text);
});

it('refuses a dry run of nothing', async () => {
  const { status, stderr } = await runReport(['check', '--dry-run'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain('`--dry-run` needs `--fix`.');
});
