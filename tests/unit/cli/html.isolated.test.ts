import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../../src/cli/program.js';
import type { Config } from '../../../src/config/config.js';
import { UserError } from '../../../src/model/user-error.js';
import type { BuildHooks, BuildResult } from '../../../src/pipeline/build-result.js';

const buildSite = vi.hoisted(() => vi.fn<(config: Config, hooks: BuildHooks) => Promise<BuildResult>>());
vi.mock('../../../src/pipeline/site/build-site.js', () => ({ buildSite }));

let folder: string;
let stdout: string;
let stderr: string;
const before = { cwd: process.cwd(), exitCode: process.exitCode };

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-html-')));
  [stdout, stderr] = ['', ''];
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  vi.spyOn(console, 'error').mockImplementation((...texts: unknown[]) => {
    stderr += `${texts.join(' ')}\n`;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  buildSite.mockReset();
  process.exitCode = before.exitCode;
  await rm(folder, { recursive: true });
});

async function html(...args: string[]) {
  await run(['html', ...args], '0.0.0');
  return process.exitCode;
}

function result(part: Partial<BuildResult> = {}): BuildResult {
  return {
    groups: [],
    figures: { total: 0, encoded: 0, cached: 0, failed: 0, sourceBytes: 0, outputBytes: 0 },
    site: { written: 1, kept: 0, removed: 0, bytes: 1 },
    notes: [],
    out: join(folder, 'site'),
    ...part,
  };
}

const span = { path: 'reports/a/README.md', line: 3, column: 1, endLine: 3, endColumn: 2 };
const withError = {
  slug: 'a',
  group: 'a',
  failed: false,
  figures: 0,
  diagnostics: [{ rule: 'answer-missing', severity: 'error', message: 'No answer.', slug: 'a', span }],
} as const;
const failed = {
  slug: 'b',
  group: 'b\u001b[2J',
  failed: true,
  reason: 'It is no text.',
  diagnostics: [],
  figures: 0,
} as const;

it('overrides the configuration with flags', async () => {
  await writeFile(
    join(folder, 'build.config.mjs'),
    "export default { title: 'Course', out: 'public', template: 'a.md' };",
  );
  buildSite.mockResolvedValue(result());
  const flags = [
    '--template',
    'b.md',
    '--template',
    'c.md',
    '--single-file',
    '--no-cache',
    '--strict',
    '--shard',
    '2/5',
  ];
  expect(await html('one', 'two/*', ...flags)).toBe(0);
  expect(buildSite.mock.calls[0]?.[0]).toMatchObject({
    title: 'Course',
    reports: ['one', 'two/*'],
    out: join(folder, 'public'),
    templates: [join(folder, 'b.md'), join(folder, 'c.md')],
    singleFile: true,
    useCache: false,
    strict: true,
    shard: { index: 2, count: 5 },
  });
});

it('uses the defaults without flags and configuration', async () => {
  buildSite.mockResolvedValue(result());
  await html();
  expect(buildSite.mock.calls[0]?.[0]).toMatchObject({
    reports: ['reports/*'],
    out: join(folder, 'site'),
    singleFile: false,
    useCache: true,
    strict: false,
    shard: null,
  });
});

it('prints problems to standard output and the summary to standard error', async () => {
  buildSite.mockResolvedValue(result({ groups: [withError] }));
  expect(await html()).toBe(0);
  expect(stdout).toBe('reports/a/README.md:3:1  error  No answer.  answer-missing\n');
  expect(stderr).toMatch(/^site: 1 group, no figures, 1 error, no warnings, (?:\d+ ms|\d+\.\d s)\n$/);
});

it('exits with 1 for an error in a report with --strict', async () => {
  buildSite.mockResolvedValue(result({ groups: [withError] }));
  expect(await html('--strict')).toBe(1);
});

it('exits with 1 when a group could not be built, and says why', async () => {
  buildSite.mockResolvedValue(result({ groups: [failed] }));
  expect(await html()).toBe(1);
  expect(stdout).toBe('b\\x1b[2J could not be built: It is no text.\n');
});

it('prints a UserError without a stack', async () => {
  buildSite.mockRejectedValue(new UserError('No reports were found.', 'Name their folders.'));
  expect(await html()).toBe(2);
  expect(stderr).toBe('error: No reports were found.\nName their folders.\n');
});

it('prints an unexpected error with its stack', async () => {
  buildSite.mockRejectedValue(new TypeError('x is not a function'));
  expect(await html()).toBe(1);
  expect(stderr).toMatch(
    /^This is a bug in Handin\. Please report it with what follows\.\nTypeError: x is not a function\n +at /,
  );
});

it('stops when it is interrupted', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  buildSite.mockImplementation(async (_, { signal }) => {
    process.emit('SIGINT');
    signal.throwIfAborted();
    return result();
  });
  await html();
  expect(exit).toHaveBeenCalledWith(130);
  expect(stderr).toContain('Interrupted. The site is as it was.\n');
  expect(process.listenerCount('SIGINT')).toBe(0);
});
