import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-cli-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

it('prints its version', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await runReport(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

describe('help', () => {
  it('lists every command', async () => {
    const { status, stdout, stderr } = await runReport(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: report \[options\] \[command\]\n/);
    expect(stdout).toMatch(/^ {2}html \[options\] \[paths\.\.\.\] {2,}build the site$/m);
    expect(stdout).toMatch(/^ {2}check \[options\] \[paths\.\.\.\] {2,}check the answers$/m);
  });

  it('prints the reference about a topic', async () => {
    const [list, rules, configuration, markdown, layouts, command] = await Promise.all(
      [
        ['help'],
        ['help', 'rules'],
        ['help', 'configuration'],
        ['help', 'markdown'],
        ['help', 'layouts'],
        ['help', 'check'],
      ].map(async (args) => {
        const { status, stdout, stderr } = await runReport(args, { cwd });
        expect([status, stderr]).toEqual([0, '']);
        return stdout;
      }),
    );
    expect(list).toMatch(/^Topics of `report help`:\n {2}rules {2,}/m);
    expect(rules).toMatch(/^figure-alt +warn +.+\.$/m);
    expect(configuration).toMatch(/^## Configuration\n/);
    expect(configuration).toContain('| `figures.remote.timeout` |');
    expect(configuration).not.toContain('## Checks');
    expect(markdown).toMatch(/^## Markdown\n/);
    expect(markdown).toContain('| alerts |');
    expect(layouts).toContain('`base.njk`');
    expect(command).toMatch(/^Usage: report check /);
  });

  it('lists the topics when there is none of that name', async () => {
    expect(await runReport(['help', 'rule'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "error: command-argument value 'rule' is invalid for argument 'topic'. Allowed choices are html, merge, check, watch, " +
        'collect, init, publish, help, rules, configuration, markdown, layouts.\nRun `report help --help` for what it takes.\n',
    });
  });

  it('lists every option of a command', async () => {
    const { status, stdout } = await runReport(['html', '--help']);
    expect(status).toBe(0);
    const options = ['--out <dir>', '--single-file', '--template <file>', '--no-cache', '--strict', '--shard <i/n>'];
    for (const option of options) expect(stdout).toContain(`\n  ${option} `);
  });

  it('lists every option of check', async () => {
    const { status, stdout } = await runReport(['check', '--help']);
    expect(status).toBe(0);
    const options = ['--format <name>', '--output <file>', '--template <file>', '--max-warnings <n>', '--list-rules'];
    for (const option of [...options, '--rule <name=severity>', '--verbose'])
      expect(stdout).toContain(`\n  ${option} `);
  });

  it('is printed without a command, with exit code 2', async () => {
    const { status, stdout, stderr } = await runReport([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: report /);
  });
});

describe('wrong use', () => {
  it.each([
    [['htm'], "error: unknown command 'htm'\n(Did you mean html?)\nRun `report --help` for what it takes.\n"],
    [
      ['html', '--ou', 'x'],
      "error: unknown option '--ou'\n(Did you mean --out?)\nRun `report html --help` for what it takes.\n",
    ],
    [['html', '--out'], "error: option '--out <dir>' argument missing\nRun `report html --help` for what it takes.\n"],
    ...['0/2', '3/2', '2', 'a/b', '1/2/3', '-1/2'].map((shard): [string[], string] => [
      ['html', `--shard=${shard}`],
      `error: option '--shard <i/n>' argument '${shard}' is invalid. It takes part and number of parts, such as 2/5, counted from 1.\n` +
        'Run `report html --help` for what it takes.\n',
    ]),
  ])('%j', async (args, stderr) => {
    expect(await runReport(args, { cwd })).toEqual({ status: 2, stdout: '', stderr });
  });

  it('an invalid configuration', async () => {
    await writeFile(
      join(cwd, 'build.config.ts'),
      "import { defineConfig } from 'handin';\nexport default defineConfig({ figure: {}, math: 1 });\n",
    );
    expect(await runReport(['html'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error: build.config.ts is not valid:\n' +
        '  `math` is 1; it takes true or false.\n' +
        '  Unknown field `figure`: did you mean `figures`?\n' +
        'Correct the fields named above. The README lists every field under "Configuration".\n',
    });
  });

  it('an output folder that would replace the project', async () => {
    expect(await runReport(['html', '--out', '.'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `error: The output folder would replace files that are not the site's: ${cwd} is the project's folder.\n` +
        'Choose a folder of its own with `--out` or `out` in the configuration, such as `../site`.\n',
    });
  });
});

// Windows has no signals to send to a process.
describe.skipIf(process.platform === 'win32')('signals and pipes', () => {
  // `runCommand` is bundled by itself, because no command can be made to run until it is interrupted.
  let runCommand: string;
  beforeEach(async () => {
    const file = join(cwd, 'run-command.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('../../src/cli/run-command.ts', import.meta.url))],
      outfile: file,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });
    runCommand = JSON.stringify(pathToFileURL(file).href);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s lets a command clean up', async (signal) => {
    const body = `({ signal }) => new Promise((_, reject) => {
      setInterval(() => {}, 1000);
      signal.addEventListener('abort', () => { console.log('tidied up'); reject(signal.reason); });
      console.log('started');
    })`;
    const child = spawn(process.execPath, ['-e', `import(${runCommand}).then((m) => m.runCommand(${body}))`]);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    await once(child.stdout, 'data');
    child.kill(signal);
    const [status] = await once(child, 'close');
    expect([status, output]).toEqual([130, 'started\ntidied up\nInterrupted. The site is as it was.\n']);
  });

  it('ignores a closed pipe', async () => {
    const body = `async () => {
      for (let i = 0; i < 2000; i += 1) process.stdout.write('x'.repeat(1000) + '\\n');
      await new Promise((done) => setTimeout(done, 300));
      console.error('worked to the end');
      return 1;
    }`;
    const child = spawn(process.execPath, ['-e', `import(${runCommand}).then((m) => m.runCommand(${body}))`]);
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += data));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [status] = await once(child, 'close');
    expect([status, stderr]).toEqual([1, 'worked to the end\n']);
  });
});
