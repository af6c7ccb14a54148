/** A report that is made to take long, saved while its pages are shown. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPreview, type Preview } from '../../../../src/pipeline/preview/open-preview.js';
import { cpuMilliseconds } from '../../../support/cpu-time.js';
import { ordinary, pathological } from '../../../support/pathological.js';

const size = 100_000;
let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'handin-preview-')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function save(group: string, text: string): Promise<string> {
  const folder = path.join(root, 'reports', group);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'README.md'), text);
  return path.join(folder, 'README.md');
}

async function show(preview: Preview, file: string): Promise<string> {
  return Buffer.from((await preview.read(file)) ?? []).toString();
}

it('takes at most ten times as long as an ordinary one, and leaves the others alone', async () => {
  const readme = await save('bad', ordinary(size));
  await save('good', ordinary(5_000));
  const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
  const { preview } = await openPreview({ root, flags: {}, hooks });
  const good = await show(preview, 'good/index.html');
  /** Milliseconds of the processor from a save to its page. */
  const update = async (text: string): Promise<number> => {
    await save('bad', text);
    const before = process.cpuUsage();
    const { remade, faults } = await preview.update(new Set([readme]));
    expect([remade, faults]).toEqual([['bad'], []]);
    expect(await show(preview, 'bad/index.html')).toContain('</html>');
    return cpuMilliseconds(before);
  };
  const usual = Math.max(await update(`${ordinary(size)}\nMore.\n`), await update(`${ordinary(size)}\nStill more.\n`));
  for (const name of ['one heading in an answer', 'lines that say TODO', 'headings with one number']) {
    const text = pathological[name]?.(size) ?? '';
    let time = await update(text);
    // Measured again, because a garbage collection may dominate one run.
    if (time >= 10 * usual) time = Math.min(time, await update(`${text}\nMore.\n`));
    expect(time / usual, name).toBeLessThan(10);
    expect(await show(preview, 'good/index.html')).toBe(good);
  }
}, 120_000);
