import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const report = '# R\n\n### Question 1\n\n> **Why?**\n>\n> Answer length: 3-5 words.\n\nBecause.\n';

let cwd: string;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-api-')));
  await mkdir(join(cwd, 'node_modules'));
  await symlink(root, join(cwd, 'node_modules', 'handin'), 'junction');
  await mkdir(join(cwd, 'reports', 'alpha'), { recursive: true });
  await writeFile(join(cwd, 'reports', 'alpha', 'README.md'), report);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** Runs a module that imports the package as users do, and returns the JSON that it logs. */
async function run(code: string): Promise<unknown> {
  await writeFile(
    join(cwd, 'use.mjs'),
    `import * as handin from 'handin';\nconsole.log(JSON.stringify(await (${code})));\n`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['use.mjs'], { cwd });
  return JSON.parse(stdout);
}

it('is a small set of names', async () => {
  expect(await run('Object.keys(handin).sort()')).toEqual(['UserError', 'build', 'check', 'defineConfig']);
});

it('checks what the command line checks', async () => {
  expect(await run(`handin.check({ config: { reports: 'reports/*' } })`)).toMatchObject({
    version: 1,
    reports: [
      {
        slug: 'alpha',
        questions: [{ number: 1, status: 'answered', words: 1, limits: { words: { min: 3, max: 5, from: 'prompt' } } }],
        diagnostics: [{ rule: 'answer-too-short', line: 9 }],
      },
    ],
    summary: { reports: 1, answered: 1, errors: 0, warnings: 1 },
  });
});

it('builds what the command line builds, into the given folder', async () => {
  const result = await run(`handin.build({ out: 'pages', config: { title: 'Course' } })`);
  expect(result).toMatchObject({ out: join(cwd, 'pages'), groups: [{ slug: 'alpha', failed: false }] });
  expect(await readFile(join(cwd, 'pages', 'alpha', 'index.html'), 'utf8')).toContain('Because.');
});

it('rejects an invalid configuration with every problem in it, and writes no site', async () => {
  const caught = `handin.build({ out: 'never', config: { titel: 'x', words: 'all' } }).catch((error) => [error instanceof handin.UserError, error.message])`;
  expect(await run(caught)).toEqual([
    true,
    "The configuration is not valid:\n  `words` is 'all'; it takes 'read' or 'raw'.\n  Unknown field `titel`: did you mean `title`?",
  ]);
  await expect(readFile(join(cwd, 'never', 'manifest.json'))).rejects.toThrow('ENOENT');
});

it('stops when its signal is aborted', async () => {
  expect(
    await run(`handin.build({ signal: AbortSignal.abort(new Error('enough')) }).catch((error) => error.message)`),
  ).toBe('enough');
});
