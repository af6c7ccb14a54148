/** What the benchmarks measure: cohorts whose reports and figures differ in bytes and are the same otherwise. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSources, makeCohort } from '../../../scripts/bench/support/cohort.mjs';
import { append, collectValues, describeChanges, readLast } from '../../../scripts/bench/support/history.mjs';
import { withOtherBytes } from '../../../scripts/bench/support/other-bytes.mjs';
import { withOtherWords } from '../../../scripts/bench/support/other-words.mjs';

const reports = fileURLToPath(new URL('../../../reports', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-bench-test-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

describe('other bytes', () => {
  const pictures = ['blue-heron/figures/page.png', 'loose-ends/figures/problem-note.jpg'];
  const animations = ['blue-heron/figures/unclosed-fence.gif'];
  it.each([...pictures, ...animations, 'blue-heron/figures/parse-steps.svg'])('keep the pixels of %s', async (path) => {
    const bytes = await readFile(join(reports, path));
    const other = withOtherBytes(bytes, 'group-7');
    expect(other.includes('group-7')).toBe(true);
    const decode = (file: Buffer) => sharp(file, { animated: true, failOn: 'warning' }).raw().toBuffer();
    expect((await decode(other)).equals(await decode(bytes))).toBe(true);
  });
});

describe('other words', () => {
  const text =
    '# Same heading\n\n```a code span```\n\nFirst words with many more words here and there\n\n> a prompt of many words\n\n```\ncode with many words\n```\n';

  it('replace every second word of paragraphs, and nothing else', () => {
    const other = withOtherWords(text, 1);
    const [before, after] = [text, other].map((each) => each.split(/[ \n]/));
    expect(after).toHaveLength(before?.length ?? 0);
    expect(after?.filter((word, index) => word !== before?.[index])).toHaveLength(4);
    expect(other.split('\n').filter((line) => !line.startsWith('First'))).toEqual(
      text.split('\n').filter((line) => !line.startsWith('First')),
    );
  });

  it('are the same for the same seed alone', () => {
    expect(withOtherWords(text, 1)).toBe(withOtherWords(text, 1));
    expect(withOtherWords(text, 1)).not.toBe(withOtherWords(text, 2));
  });
});

describe('a cohort', () => {
  it('has as many reports as asked for, without addresses of other servers in images', async () => {
    const sources = findSources();
    makeCohort(folder, sources, { count: 7, figures: 'distinct' });
    const names = await readdir(join(folder, 'reports'));
    expect(names).toHaveLength(7);
    for (const name of names) {
      const text = await readFile(join(folder, 'reports', name, 'README.md'), 'utf8');
      expect(text).not.toMatch(/!\[[^\]]*\]\(https?:|<img[^>]*src="https?:/);
    }
  });

  it('has no figures where none are wanted', async () => {
    makeCohort(folder, findSources(), { count: 3, figures: 'none' });
    for (const name of await readdir(join(folder, 'reports')))
      expect(await readdir(join(folder, 'reports', name))).toEqual(['README.md']);
  });
});

describe('the history', () => {
  const usage = { wall: 2, cpu: 1, memory: 1 };
  const section = (wall: number) => ({
    title: 'Starting',
    rows: [
      { name: 'base', usage, ratio: { wall: 1, cpu: 1, memory: 1 } },
      { name: 'program', usage, ratio: { wall, cpu: 1, memory: 1 } },
    ],
    facts: [{ name: 'files', value: Number.NaN, text: '3 of 3' }],
  });
  const run = (machine: string, wall: number) => ({
    date: '2026-11-28T20:00:00.000Z',
    commit: 'abc',
    machine,
    load: '0.1',
    versions: {},
    runs: 5,
    values: collectValues([{ name: 'start', section: section(wall) }]),
  });

  it('compares with the last run on the same machine', () => {
    const file = join(folder, 'history.jsonl');
    expect(readLast(file, 'mine')).toBeUndefined();
    append(file, run('mine', 2));
    append(file, run('other', 8));
    const last = readLast(file, 'mine');
    expect(last && describeChanges(last, run('mine', 3))).toEqual([
      'Since 2026-11-28T20:00:00.000Z, commit abc, 5 runs, load 0.1',
      '  +50 %    2 → 3  start | Starting | program | wall',
      '  +0 %     1 → 1  start | Starting | program | cpu',
      '  +0 %     1 → 1  start | Starting | program | memory',
    ]);
  });
});
