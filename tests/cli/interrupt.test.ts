/** Ctrl-C and SIGTERM end a command that is busy with synchronous work. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReport } from './run-report.js';

let cwd: string;

/** Milliseconds until the signal: the command is reading by then, and far from its end. */
const busyFor = 1500;

/** Answers that take a machine many seconds to read: every part of it costs parsing. */
function largeReadme(bytes: number): string {
  const paragraph =
    'The *bench* carries [a load](https://example.com/load) of `12 kN`, **twice** what we had asked for.\n\n';
  const questions = Array.from({ length: 40 }, (_, index) => {
    const answer = paragraph.repeat(Math.ceil(bytes / 40 / paragraph.length));
    return `### Question ${index + 1}\n\n> **What did you measure?** Answer length: 10-50 words.\n\n${answer}`;
  });
  return `# Report\n\n${questions.join('')}`.slice(0, bytes);
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'handin-interrupt-'));
  for (let group = 1; group <= 12; group += 1) {
    await mkdir(join(cwd, 'reports', `g${group}`), { recursive: true });
    await writeFile(join(cwd, 'reports', `g${group}`, 'README.md'), largeReadme(1_000_000));
  }
});
afterAll(() => rm(cwd, { recursive: true }));

describe.skipIf(process.platform === 'win32')('a command that is busy reading', () => {
  it.each([
    ['check', 'SIGINT'],
    ['check', 'SIGTERM'],
    ['html', 'SIGINT'],
    ['html', 'SIGTERM'],
  ] as const)('%s ends at %s', async (command, signal) => {
    const child = startReport([command], { cwd });
    const ended = new Promise<{ readonly status: number | null; readonly by: string | null }>((resolve) =>
      child.once('exit', (status, by) => resolve({ status, by })),
    );
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    await new Promise((resolve) => setTimeout(resolve, busyFor));
    const sent = performance.now();
    child.kill(signal);
    const { status, by } = await ended;
    // The system ends a busy process; one that was about to wait for a file tidies up and says so with its status.
    expect([130, signal]).toContain(by ?? status);
    expect(output).toBe('');
    expect(performance.now() - sent).toBeLessThan(busyFor);
    expect((await readdir(cwd)).filter((name) => name !== '.cache')).toEqual(['reports']);
  });
});
