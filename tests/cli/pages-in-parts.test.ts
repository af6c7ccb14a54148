/** The workflow that builds in parts: its own scripts, each part in a checkout of its own, as the runners have them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { plainPng, readTree, writeIn } from '../support/course-files.js';
import { bin, type Run, runReport } from './run-report.js';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface BuildJob {
  readonly env: { readonly PARTS: number };
  readonly strategy: { readonly matrix: { readonly part: readonly number[] } };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly jobs: { readonly build: BuildJob; readonly merge: { readonly steps: readonly Step[] } };
}

let root: string;
let workflow: Workflow;
const at = (...names: readonly string[]): string => join(root, ...names);

/** The repository without any part. */
const course = 'course';

function addReport(group: string, answer: string | Buffer): void {
  const text = `# Report\n\n### Question 1\n\n> **Which sail did you mend?**\n>\n> Answer:\n\n${answer}\n`;
  writeIn(at(course), `reports/${group}/README.md`, Buffer.isBuffer(answer) ? answer : text);
}

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-pages-')));
  const npx = `[ "$1 $2 $3" = '--no -- report' ] || exit 64\nexec '${process.execPath}' '${bin}' "\${@:4}"`;
  writeIn(root, 'bin/npx', `#!/bin/bash\n${npx}\n`);
  chmodSync(at('bin', 'npx'), 0o755);
  writeIn(at(course), 'build.config.ts', "export default { title: 'Sails' };\n");
  for (const [place, group] of ['brig', 'cutter', 'dinghy', 'ketch', 'sloop'].entries()) {
    writeIn(at(course), `reports/${group}/seam.png`, await plainPng(900, 40, 30 * place));
    addReport(group, `The ${group} had a torn jib.\n\n![The seam on the ${group}](seam.png)`);
  }
  addReport('yawl', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  expect((await runReport(['init', '--pages', '--shards', '3'], { cwd: at(course) })).status).toBe(0);
  workflow = parse(readFileSync(at(course, '.github', 'workflows', 'pages.yml'), 'utf8')) as Workflow;
  cpSync(at(course), at('single'), { recursive: true });
  expect((await runReport(['html', '--for', 'public', '--out', 'site'], { cwd: at('single') })).status).toBe(1);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

function runStep(steps: readonly Step[], name: string, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): Run {
  const script = steps.find((step) => step.name === name)?.run ?? 'exit 65';
  writeIn(root, 'script.sh', script);
  const path = [at('bin'), process.env['PATH']].join(delimiter);
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', at('script.sh')], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_command: 'run-script', ...env, PATH: path },
  });
}

const inputsOf = (steps: readonly Step[], action: string): Readonly<Record<string, unknown>> =>
  steps.find(({ uses }) => uses?.startsWith(`actions/${action}@`))?.with ?? {};

/** Runs the job of a part in a checkout of its own, and gives what the script printed. */
function buildPart(part: number): Run {
  const { env, steps } = workflow.jobs.build;
  const machine = at(`machine-${part}`);
  // A new machine has nothing but the cache of the last one.
  const [cache, saved] = [join(machine, '.cache', 'handin'), at('saved-cache')];
  const hasCache = existsSync(cache);
  if (hasCache) renameSync(cache, saved);
  rmSync(machine, { recursive: true, force: true });
  cpSync(at(course), machine, { recursive: true });
  if (hasCache) cpSync(saved, cache, { recursive: true });
  rmSync(saved, { recursive: true, force: true });
  return runStep(steps, 'Build the part', { cwd: machine, env: { PART: `${part}`, PARTS: `${env.PARTS}` } });
}

/** Uploads the parts and downloads them where they are joined, as the actions do, and joins them. */
function mergeParts(): Run {
  const { build, merge } = workflow.jobs;
  const upload = inputsOf(build.steps, 'upload-artifact');
  const download = inputsOf(merge.steps, 'download-artifact');
  const machine = at('merging');
  rmSync(machine, { recursive: true, force: true });
  cpSync(at(course), machine, { recursive: true });
  for (const part of build.strategy.matrix.part) {
    const name = String(upload['name']).replace(/\$\{\{ matrix\.part \}\}/, `${part}`);
    cpSync(at(`machine-${part}`, String(upload['path'])), join(machine, String(download['path']), name), {
      recursive: true,
      filter: (file) => upload['include-hidden-files'] === true || !basename(file).startsWith('.'),
    });
  }
  return runStep(merge.steps, 'Join the parts', { cwd: machine, env: {} });
}

// The runners for which the workflow is written have bash; other Windows machines need not.
describe.skipIf(process.platform === 'win32')('the workflow in parts', () => {
  it('publishes the site that one build would have made, and tells of a report that could not be built', () => {
    expect(workflow.jobs.build.strategy.matrix.part).toEqual([1, 2, 3]);
    for (const part of [1, 2, 3]) expect(buildPart(part)).toMatchObject({ status: 0 });
    const { status, stdout } = mergeParts();
    expect(status).toBe(0);
    expect(stdout).toContain('yawl could not be built: README.md is UTF-16.');
    expect(stdout).toMatch(/^::warning title=Handin::A report could not be built\. Its page says why\.$/m);
    expect(readTree(at('merging', 'site'))).toEqual(readTree(at('single', 'site')));
  }, 60_000);

  it('makes from the caches of the last run what an anew build makes, after an edit', async () => {
    addReport('ketch', 'The ketch had a patched mizzen.\n\n![The new seam](seam.png)');
    addReport('yawl', 'The yawl had no tear at all.');
    for (const part of [1, 2, 3]) expect(buildPart(part)).toMatchObject({ status: 0 });
    expect(mergeParts()).toMatchObject({ status: 0, stdout: '' });
    cpSync(at(course), at('anew'), { recursive: true });
    expect((await runReport(['html', '--for', 'public', '--out', 'site'], { cwd: at('anew') })).status).toBe(0);
    expect(readTree(at('merging', 'site'))).toEqual(readTree(at('anew', 'site')));
  }, 60_000);

  it('publishes nothing when a part is missing or the configuration is wrong', () => {
    rmSync(at('machine-2', 'site', '.part'), { recursive: true });
    const { status, stderr } = mergeParts();
    expect(status).toBe(2);
    expect(stderr).toContain('error: .cache/parts/part-2 is no part of a site: it has no .part/part.json.\n');
    writeIn(at(course), 'build.config.ts', 'export default { colour: 1 };\n');
    expect(buildPart(1)).toMatchObject({ status: 2 });
  }, 60_000);
});
