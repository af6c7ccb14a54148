/** Figures are encoded in a process of their own: what ends it costs the figure that did, or nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainPng, readTree, writeIn } from '../support/course-files.js';
import { isRunning } from '../support/is-running.js';
import { runReport, startReport } from './run-report.js';

let root: string;

/** Loaded by all processes: those that encode note their id, and end at a file with certain words behind the picture. */
const hook = `const { pbkdf2 } = require('node:crypto');
const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
const encodes = (process.argv[1] ?? '').endsWith('encode-process.js');
if (encodes) appendFileSync(__dirname + '/encoders', process.pid + '\\n');
if (existsSync(__dirname + '/no-processes')) {
  require('node:child_process').fork = () => { throw new Error('Not permitted.'); };
  require('node:module').syncBuiltinESMExports();
}
if (existsSync(__dirname + '/one-process')) {
  const { fork } = require('node:child_process');
  let started = 0;
  require('node:child_process').fork = (...args) => {
    if (started++) throw new Error('No memory.');
    return fork(...args);
  };
  require('node:module').syncBuiltinESMExports();
}
if (encodes) process.on('message', ({ task }) => {
  const bytes = task?.kind === 'encode' ? Buffer.from(task.bytes) : Buffer.of();
  const once = bytes.includes('crash once') && !existsSync(__dirname + '/crashed');
  if (once) writeFileSync(__dirname + '/crashed', '');
  if (bytes.includes('crash always') || once) process.kill(process.pid, 'SIGKILL');
  if (bytes.includes('work')) {
    writeFileSync(__dirname + '/hanging', '');
    for (;;);
  }
  if (!bytes.includes('hang')) return;
  // Native code that takes minutes, in all threads that could encode.
  for (let thread = 0; thread < 8; thread += 1) pbkdf2('a', 'b', 1e9, 64, 'sha512', () => undefined);
  writeFileSync(__dirname + '/hanging', '');
});`;

const groups = ['ada', 'bob', 'eve'];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-encoder-'));
  writeIn(root, 'hook.cjs', hook);
});
afterAll(() => rmSync(root, { recursive: true }));

/** A course in which Bob's picture has some words behind its end. */
beforeEach(async () => {
  for (const name of [
    'reports',
    'site',
    '.cache',
    'crashed',
    'encoders',
    'hanging',
    'no-processes',
    'one-process',
    'other',
  ])
    rmSync(join(root, name), { recursive: true, force: true });
  for (const [index, group] of groups.entries()) {
    writeIn(
      root,
      `reports/${group}/README.md`,
      '# Report\n\n## 1. Results\n\n> Answer length: 1-50 words.\n\n![a](a.png)\n',
    );
    writeIn(root, `reports/${group}/a.png`, await plainPng(1000, 600, 60 * index));
  }
});

const mark = (words: string): void => {
  const path = join(root, 'reports/bob/a.png');
  writeIn(root, 'reports/bob/a.png', Buffer.concat([readFileSync(path), Buffer.from(words)]));
};

const withHook = { env: { NODE_OPTIONS: '--require ./hook.cjs' } };

const encoders = (): readonly number[] =>
  existsSync(join(root, 'encoders')) ? readFileSync(join(root, 'encoders'), 'utf8').trim().split('\n').map(Number) : [];

it('one process encodes all figures and ends with the build', async () => {
  const { stderr } = await runReport(['html'], { cwd: root, ...withHook });
  expect(stderr).toContain('site: 3 groups, 3 figures');
  expect(encoders()).toHaveLength(1);
  await expect.poll(() => encoders().some(isRunning)).toBe(false);
});

it('a picture that always crashes it is a figure that cannot be shown', async () => {
  mark('crash always');
  const { stdout, stderr } = await runReport(['html'], { cwd: root, ...withHook });
  expect(stderr).toContain('site: 3 groups, 3 figures (');
  expect(stdout).toContain(
    'The program that decodes pictures crashed on this one: export it again, as PNG or JPEG, and replace the file.',
  );
  for (const group of ['ada', 'eve'])
    expect(readFileSync(join(root, `site/${group}/index.html`), 'utf8')).toContain('src="figures/a-');
  expect(readFileSync(join(root, 'site/bob/index.html'), 'utf8')).not.toContain('src="figures/a-');
});

it('a picture that crashed it is tried again by the next build', async () => {
  mark('crash always');
  await runReport(['html'], { cwd: root, ...withHook });
  const { stderr } = await runReport(['html'], { cwd: root });
  expect(stderr).toContain('no errors');
  expect(readFileSync(join(root, 'site/bob/index.html'), 'utf8')).toContain('src="figures/a-');
});

it('so is a diagram', async () => {
  const readme = readFileSync(join(root, 'reports/bob/README.md'), 'utf8');
  const diagram = '```mermaid\nflowchart TD\n  A[crash always] --> B[done]\n```\n';
  writeIn(root, 'reports/bob/README.md', `${readme}\n${diagram}`);
  const first = await runReport(['html'], { cwd: root, ...withHook });
  expect(first.stdout).toContain('crashed on this one');
  const { stdout } = await runReport(['html'], { cwd: root });
  expect(stdout).not.toContain('crashed on this one');
  expect(readFileSync(join(root, 'site/bob/index.html'), 'utf8')).toContain('src="figures/diagram-');
});

it('never decodes in the process of the build what crashed another', async () => {
  mark('crash always');
  writeIn(root, 'one-process', '');
  const { stdout } = await runReport(['html'], { cwd: root, ...withHook });
  expect(encoders()).toHaveLength(1);
  expect(stdout).toContain('reports/bob/README.md:7:1  error  “a.png” cannot be shown.');
  expect(stdout).toContain('crashed on this one');
});

it('encodes in the process of the build where no other can be started', async () => {
  await runReport(['html', '--out', 'other', '--no-cache'], { cwd: root });
  writeIn(root, 'no-processes', '');
  const { stderr } = await runReport(['html'], { cwd: root, ...withHook });
  expect(stderr).toContain('site: 3 groups, 3 figures (');
  expect(encoders()).toEqual([]);
  expect(readTree(join(root, 'site'))).toEqual(readTree(join(root, 'other')));
});

it('a crash that does not happen again changes nothing', async () => {
  mark('crash once');
  await runReport(['html', '--out', 'other', '--no-cache'], { cwd: root });
  const { stderr } = await runReport(['html'], { cwd: root, ...withHook });
  expect(stderr).toContain('site: 3 groups, 3 figures (');
  expect(encoders().length).toBeGreaterThan(1);
  expect(existsSync(join(root, 'crashed'))).toBe(true);
  expect(readTree(join(root, 'site'))).toEqual(readTree(join(root, 'other')));
});

describe.skipIf(process.platform === 'win32')('a build that is ended', () => {
  it.each([
    ['SIGINT', 'hang'],
    ['SIGINT', 'work'],
    ['SIGKILL', 'hang'],
  ] as const)('by %s takes the process with it that encodes (%s)', async (signal, what) => {
    mark(what);
    const child = startReport(['html'], { cwd: root, ...withHook });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => existsSync(join(root, 'hanging'))).toBe(true);
    child.kill(signal);
    await ended;
    expect(encoders()).toHaveLength(1);
    await expect.poll(() => encoders().some(isRunning)).toBe(false);
  });
});
