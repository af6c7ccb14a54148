import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runOnTerminal } from './terminal.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'handin-ask-'));
});
afterEach(async () => await rm(cwd, { recursive: true }));

/** The files below the current folder. */
async function written(): Promise<string[]> {
  const entries = await readdir(cwd, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(cwd.length + 1)).sort();
}

// Only `script` from util-linux provides a terminal in the way that these tests use it.
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasTerminal)('init on a terminal', () => {
  it('asks what to set up, and where', async () => {
    const down = '\u001b[B';
    const { status, screen } = await runOnTerminal(['init'], {
      cwd,
      answers: [
        ['What do you want to set up?', `${down}${down}\r`],
        ['Where is the repository?', 'mine\r'],
      ],
    });
    expect([status, screen]).toEqual([0, expect.stringContaining('written  mine/.github/workflows/pages.yml')]);
    expect(await written()).toEqual(['mine/.github/workflows/pages.yml']);
  });

  it('sets up a report in the current folder by default', async () => {
    const { status } = await runOnTerminal(['init'], {
      cwd,
      answers: [
        ['What do you want to set up?', '\r'],
        ['In which folder?', '\r'],
      ],
    });
    expect([status, await written()]).toEqual([0, ['.gitignore', 'README.md', 'build.config.ts', 'figures/.gitkeep']]);
  });

  it.each([
    ['the first question', [['What do you want to set up?', '\u0003']]],
    [
      'the second question',
      [
        ['What do you want to set up?', '\r'],
        ['In which folder?', 'x\u0003'],
      ],
    ],
  ] as const)('writes nothing after Ctrl-C at %s', async (_, answers) => {
    const { status, screen } = await runOnTerminal(['init'], { cwd, answers });
    expect([status, screen]).toEqual([130, expect.stringMatching(/Interrupted\. Nothing was written\.\r?\n$/)]);
    expect(await written()).toEqual([]);
  });

  it.each([['--course'], ['.']])('asks nothing when an argument is given: %s', async (argument) => {
    const { status, screen } = await runOnTerminal(['init', argument], { cwd, answers: [] });
    expect([status, screen.includes('?')]).toEqual([0, false]);
  });

  it('asks nothing with CI set', async () => {
    const { status, screen } = await runOnTerminal(['init'], { cwd, answers: [], env: { CI: 'true' } });
    expect([status, screen]).toEqual([0, expect.stringMatching(/^Nothing was asked for, and there is no terminal/)]);
  });
});
