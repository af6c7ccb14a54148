import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planPages } from '../../../src/init/plan.js';
import { readStarterFiles } from '../../../src/init/starter-files.js';

// Runs the scripts of the workflow and the action as a runner does. `npm`, `npx` and `node` are stubs that record their
// arguments.

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
}

interface Workflow {
  readonly env: { readonly HANDIN: string };
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const starter = await readStarterFiles();
const generated = (parts?: number): Workflow =>
  parse(String(planPages(starter, '0.1.0', parts)[0]?.content)) as Workflow;
const workflow = generated();
const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as {
  readonly runs: { readonly steps: readonly Step[] };
};

const scriptOf = (steps: readonly Step[] | undefined, name: string): string =>
  steps?.find((step) => (step.name ?? step.id) === name)?.run ?? '';

let folder: string;
/** The repository that the script runs in. */
let cwd: string;
/** The checkout of the action. */
let checkout: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-scripts-'));
  cwd = join(folder, 'repository');
  checkout = join(folder, 'the action');
  await mkdir(cwd);
  await mkdir(join(checkout, 'dist', 'cli'), { recursive: true });
  await writeFile(join(checkout, 'dist', 'cli', 'bin.js'), '');
  await mkdir(join(folder, 'bin'));
  for (const name of ['npm', 'npx', 'node']) {
    const stub = join(folder, 'bin', name);
    await writeFile(
      stub,
      `#!/bin/bash\n{ printf '${name}'; printf '|%s' "$@"; echo; } >> "$CALLS"\nexit "\${NPX_STATUS:-0}"\n`,
    );
    await chmod(stub, 0o755);
  }
});
afterEach(async () => await rm(folder, { recursive: true }));

interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  /** How npm and npx were called: `npx|--no|--|report`. */
  readonly calls: readonly string[];
  /** What the step gives to those behind it. */
  readonly output: string;
}

async function run(script: string, env: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
  const file = join(folder, 'script.sh');
  const [calls, output] = [join(folder, 'calls'), join(folder, 'output')];
  await writeFile(file, script);
  await writeFile(calls, '');
  await writeFile(output, '');
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
      CALLS: calls,
      GITHUB_OUTPUT: output,
      GITHUB_ACTION_PATH: checkout,
      ...env,
    },
  });
  const lines = (await readFile(calls, 'utf8')).split('\n').filter(Boolean);
  return { status, stdout, calls: lines, output: await readFile(output, 'utf8') };
}

/** Writes the files of a repository, without content unless it is given. */
async function repository(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
}

const withHandin = { 'package.json': '{ "devDependencies": { "handin": "^0.1.0" } }' };

// The runners for which these are written have bash; other Windows machines need not.
describe.skipIf(process.platform === 'win32')('the workflow', () => {
  const install = scriptOf(workflow.jobs['build']?.steps, 'Install Handin');
  const build = scriptOf(workflow.jobs['build']?.steps, 'Build the site');

  it.each([
    ['nothing', {}, 'npm|install|--global|github:course/handin'],
    ['a package.json for something else', { 'package.json': '{}' }, 'npm|install|--global|github:course/handin'],
    ['a package.json that names handin', withHandin, 'npm|install'],
    ['the same with its lockfile', { ...withHandin, 'package-lock.json': '{}' }, 'npm|ci'],
  ])('installs where there is %s', async (_, files, call) => {
    await repository(files);
    expect(await run(install, { HANDIN: 'github:course/handin' })).toMatchObject({ status: 0, calls: [call] });
  });

  it('says what to replace while nobody has said where Handin is', async () => {
    expect(await run(install, { HANDIN: workflow.env.HANDIN })).toMatchObject({
      status: 1,
      stdout:
        '::error title=Handin::Replace OWNER in the workflow by the account that holds the repository of Handin.\n',
      calls: [],
    });
    await repository(withHandin);
    expect(await run(install, { HANDIN: workflow.env.HANDIN })).toMatchObject({ status: 0, calls: ['npm|install'] });
  });

  it('builds with what was installed, and never with a package named report', async () => {
    expect(await run(build)).toMatchObject({
      status: 0,
      calls: ['npx|--no|--|report|html|--for|public|--out|site'],
      stdout: '',
    });
  });

  it('goes on when a report could not be built, and says so', async () => {
    const { status, stdout } = await run(build, { NPX_STATUS: '1' });
    expect([status, stdout]).toEqual([0, '::warning title=Handin::A report could not be built. Its page says why.\n']);
  });

  it.each(['2', '130'])('stops when the command ends with status %s', async (status) => {
    expect(await run(build, { NPX_STATUS: status })).toMatchObject({ status: Number(status), stdout: '' });
  });

  it('marks lines in a pull request', async () => {
    const check = scriptOf(workflow.jobs['check']?.steps, 'Check the reports');
    expect((await run(check)).calls).toEqual(['npx|--no|--|report|check|--format|github']);
    expect((await run(check, { NPX_STATUS: '1' })).status).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('the workflow in parts', () => {
  const { jobs } = generated(8);
  const build = scriptOf(jobs['build']?.steps, 'Build the part');
  const merge = scriptOf(jobs['merge']?.steps, 'Join the parts');
  const part = { PART: '3', PARTS: '8' };

  it('builds each part, and joins all that were downloaded', async () => {
    expect((await run(build, part)).calls).toEqual(['npx|--no|--|report|html|--for|public|--shard|3/8|--out|site']);
    await repository({ '.cache/parts/part-1/a': '', '.cache/parts/part-10/a': '', '.cache/parts/part-2/a': '' });
    expect((await run(merge)).calls).toEqual([
      'npx|--no|--|report|merge|.cache/parts/part-1|.cache/parts/part-10|.cache/parts/part-2|--out|site',
    ]);
  });

  it('goes on when a report could not be built, and says so once', async () => {
    expect(await run(build, { ...part, NPX_STATUS: '1' })).toMatchObject({ status: 0, stdout: '' });
    expect(await run(merge, { NPX_STATUS: '1' })).toMatchObject({
      status: 0,
      stdout: '::warning title=Handin::A report could not be built. Its page says why.\n',
    });
  });

  it.each(['2', '130'])('stops when a command ends with status %s', async (status) => {
    expect(await run(build, { ...part, NPX_STATUS: status })).toMatchObject({ status: Number(status), stdout: '' });
    expect(await run(merge, { NPX_STATUS: status })).toMatchObject({ status: Number(status), stdout: '' });
  });

  it.each([
    [2000, ['handin']],
    [2001, []],
  ])('begins anew with a cache of more than 2,000 MB: %i MB', async (size, left) => {
    await repository({ '.cache/handin/blobs/a': '' });
    await writeFile(join(folder, 'bin', 'du'), `#!/bin/bash\nprintf '${size}\\t%s\\n' "\${@: -1}"\n`, { mode: 0o755 });
    expect((await run(build, part)).status).toBe(0);
    expect(await readdir(join(cwd, '.cache'))).toEqual(left);
  });
});

describe.skipIf(process.platform === 'win32')('the action', () => {
  const script = scriptOf(action.runs.steps, 'run');
  const defaults = {
    HANDIN_COMMAND: 'html',
    HANDIN_PATHS: '',
    HANDIN_TEMPLATE: '',
    HANDIN_OUT: 'site',
    HANDIN_ARGS: '',
  };
  const start = (inputs: Partial<typeof defaults>, env = {}): Promise<ScriptRun> =>
    run(script, { ...defaults, ...inputs, ...env });
  const own = (): string => `node|${checkout}/dist/cli/bin.js`;

  it('builds with the program in its checkout, and gives the site’s folder', async () => {
    expect(await start({})).toEqual({
      status: 0,
      stdout: '',
      calls: [`${own()}|html|--out=site|--`],
      output: 'site=site\n',
    });
  });

  it('builds that program first where nobody has', async () => {
    await rm(join(checkout, 'dist'), { recursive: true });
    expect((await start({})).calls).toEqual(['npm|ci|--no-audit|--no-fund', `${own()}|html|--out=site|--`]);
  });

  it('checks, marks lines, and gives no folder', async () => {
    expect(await start({ HANDIN_COMMAND: 'check' })).toMatchObject({
      calls: [`${own()}|check|--format=github|--`],
      output: '',
    });
  });

  it('takes paths and templates line by line, and arguments word by word', async () => {
    const inputs = {
      HANDIN_PATHS: 'reports/*\nreports/two words\n\n-x\n',
      HANDIN_TEMPLATE: 'a b.md\nc.md',
      HANDIN_OUT: 'my site',
      HANDIN_ARGS: '--strict --shard\n1/2',
    };
    await repository({ 'reports/one/README.md': '', 'reports/two/README.md': '' });
    expect(await start(inputs)).toMatchObject({
      status: 0,
      calls: [
        `${own()}|html|--out=my site|--template=a b.md|--template=c.md|--strict|--shard|1/2|--|reports/*|reports/two words|-x`,
      ],
      output: 'site=my site\n',
    });
  });

  it.each([
    ['a lockfile', { 'package-lock.json': '{}' }, ['npm|ci']],
    ['no lockfile', {}, ['npm|install']],
    ['what an earlier step installed', { 'node_modules/.bin/report': '' }, []],
  ])('takes the version in package.json, with %s', async (_, files, calls) => {
    await repository({ ...withHandin, ...files });
    expect((await start({})).calls).toEqual([...calls, 'npx|--no|--|report|html|--out=site|--']);
  });

  it('ends as the command does', async () => {
    expect(await start({}, { NPX_STATUS: '1' })).toMatchObject({ status: 1, output: 'site=site\n' });
  });

  const attack = '$(touch pwned)`touch pwned`; touch pwned; "\'$IFS#';
  it.each(['HANDIN_PATHS', 'HANDIN_TEMPLATE', 'HANDIN_OUT', 'HANDIN_ARGS'] as const)(
    'runs nothing that is written into %s',
    async (input) => {
      const { status, calls } = await start({ [input]: attack });
      const words = input === 'HANDIN_ARGS' ? attack.split(' ').join('|') : attack;
      expect([status, calls.length, calls[0]]).toEqual([0, 1, expect.stringContaining(words)]);
      expect(await readdir(cwd)).toEqual([]);
    },
  );

  it.each([
    [{ HANDIN_COMMAND: 'publish' }, 'The input command takes html or check.'],
    [{ HANDIN_COMMAND: attack }, 'The input command takes html or check.'],
    [{ HANDIN_OUT: '' }, 'The input out takes the path of a folder.'],
    [{ HANDIN_OUT: 'site\nother=x' }, 'The input out takes the path of a folder.'],
  ])('refuses %j', async (inputs, message) => {
    expect(await start(inputs)).toEqual({
      status: 2,
      stdout: `::error title=Handin::${message}\n`,
      calls: [],
      output: '',
    });
    expect(await readdir(cwd)).toEqual([]);
  });
});
