import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserConfig } from '../../../src/config/define-config.js';
import { resolveConfig } from '../../../src/config/resolve.js';
import { type PlannedFix, planFixes, writeFix } from '../../../src/pipeline/fix/fix-reports.js';
import { templateText, withAnswer } from '../parse/course.js';

let root: string;
let folder: string;
const readme = (): string => path.join(folder, 'README.md');

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handin-fix-'));
  folder = path.join(root, 'lab');
  await mkdir(path.join(folder, 'figures'), { recursive: true });
  await writeFile(path.join(folder, 'figures/a.png'), 'a picture');
  await writeFile(path.join(root, 'lab.md'), templateText);
});
afterEach(() => rm(root, { recursive: true }));

async function plans(checks: UserConfig['checks'] = {}): Promise<readonly PlannedFix[]> {
  const user = { reports: 'lab', template: 'lab.md', checks };
  const config = resolveConfig({ root, loaded: { user }, flags: {} });
  return planFixes(config, { signal: new AbortController().signal, onProgress: () => undefined });
}

async function plan(checks: UserConfig['checks'] = {}): Promise<PlannedFix> {
  const [planned] = await plans(checks);
  if (!planned) throw new Error('There is nothing to fix.');
  return planned;
}

const wrong = withAnswer(1, '--- question 1 fill here ---\n![The bench](figures/A.png)');
const right = withAnswer(1, '![The bench](figures/a.png)');

describe('fixing a report', () => {
  it('changes nothing but the bytes concerned, and keeps the mode of the file', async () => {
    const dress = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    await writeFile(readme(), dress(wrong));
    await chmod(readme(), 0o640);
    expect(await writeFix(await plan())).toBeUndefined();
    expect(await readFile(readme())).toEqual(Buffer.from(dress(right)));
    expect((await stat(readme())).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).sort()).toEqual(['README.md', 'figures']);
  });

  it('plans nothing when there is nothing to fix', async () => {
    await writeFile(readme(), right);
    expect(await plans()).toEqual([]);
  });

  it('leaves alone what the configuration turned off', async () => {
    await writeFile(readme(), wrong);
    const { applied } = await plan({ 'figure-path': 'off' });
    expect(applied.map(({ rule }) => rule)).toEqual(['answer-placeholder']);
  });

  it('refuses a report that has changed since it was read', async () => {
    await writeFile(readme(), wrong);
    const planned = await plan();
    await writeFile(readme(), `${wrong}More.\n`);
    expect(await writeFix(planned)).toEqual({
      reason: 'README.md has changed since it was read.',
      advice: 'Run the command again.',
    });
    expect(await readFile(readme(), 'utf8')).toBe(`${wrong}More.\n`);
  });

  it('refuses a link that leaves the folder, even when it was put there meanwhile', async () => {
    await writeFile(readme(), wrong);
    const planned = await plan();
    await writeFile(path.join(root, 'other.md'), wrong);
    await rm(readme());
    await symlink('../other.md', readme());
    expect((await writeFix(planned))?.reason).toBe('README.md is a link to a file outside the report’s folder.');
    expect(await readFile(path.join(root, 'other.md'), 'utf8')).toBe(wrong);
    expect(await plans()).toEqual([]);
  });

  it('writes through a link inside the folder and leaves the link', async () => {
    await writeFile(path.join(folder, 'report.md'), wrong);
    await symlink('report.md', readme());
    expect(await writeFix(await plan())).toBeUndefined();
    expect(await readlink(readme())).toBe('report.md');
    expect(await readFile(readme(), 'utf8')).toBe(right);
  });

  it.skipIf(process.getuid?.() === 0)('says why a folder could not be written to', async () => {
    await writeFile(readme(), wrong);
    const planned = await plan();
    await chmod(folder, 0o555);
    expect(await writeFix(planned)).toEqual({
      reason: 'README.md could not be written (EACCES).',
      advice: 'Check that its folder may be written to.',
    });
    await chmod(folder, 0o755);
  });
});
