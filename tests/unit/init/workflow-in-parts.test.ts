import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planPages } from '../../../src/init/plan.js';
import { readStarterFiles } from '../../../src/init/starter-files.js';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly permissions: unknown;
  readonly steps: readonly Step[];
}

type Workflow = Readonly<Record<string, unknown>> & { readonly jobs: Readonly<Record<string, Job>> };

/** An expression as GitHub reads it. */
const expression = (text: string): string => `\${{ ${text} }}`;

const starter = await readStarterFiles();
const read = (parts?: number): Workflow =>
  parse(String(planPages(starter, '1.2.3', parts)[0]?.content), { version: '1.2' }) as Workflow;
const { jobs: whole, ...around } = read();
const { jobs, ...aroundParts } = read(3);
const stepOf = (job: string, uses: string): Step | undefined =>
  jobs[job]?.steps.find((step) => step.uses?.startsWith(`actions/${uses}@`));

describe('the workflow in parts', () => {
  it('leaves no mark for something to be filled in', () => {
    expect(String(planPages(starter, '1.2.3', 3)[0]?.content)).not.toContain('__');
  });

  it('runs when the other does, checks as it does, and deploys as it does', () => {
    expect(aroundParts).toEqual(around);
    expect(Object.keys(jobs)).toEqual(['check', 'build', 'merge', 'deploy']);
    expect(jobs['check']).toEqual(whole['check']);
    expect(jobs['deploy']).toEqual({ ...whole['deploy'], needs: 'merge' });
    expect(jobs['build']).toMatchObject({ if: whole['build']?.if });
  });

  it('publishes the joined site as the other does its site', () => {
    expect(jobs['merge']).toMatchObject({ needs: 'build', permissions: whole['build']?.permissions });
    const after = (job: Job | undefined): readonly Step[] | undefined =>
      job?.steps.filter(({ uses }) => /configure-pages|upload-pages-artifact/.test(uses ?? ''));
    expect(after(jobs['merge'])).toEqual(after(whole['build']));
    expect(after(jobs['merge'])).toHaveLength(2);
  });

  it('gives the jobs that run reports’ code the right to read alone', () => {
    expect(jobs['build']?.permissions).toEqual({ contents: 'read' });
  });

  it('builds each part once', () => {
    expect(jobs['build']).toMatchObject({
      strategy: { 'fail-fast': false, matrix: { part: [1, 2, 3] } },
      env: { PARTS: 3 },
    });
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(read(100).jobs['build']).toMatchObject({ strategy: { matrix: { part: all } }, env: { PARTS: 100 } });
  });

  it('carries the cache of a part from run to run, apart from those of the others', () => {
    const prefix = `handin-part-${expression('matrix.part')}-of-${expression('env.PARTS')}-`;
    expect(stepOf('build', 'cache')?.with).toEqual({
      path: '.cache/handin',
      key: `${prefix}${expression('github.run_id')}-${expression('github.run_attempt')}`,
      'restore-keys': prefix,
    });
  });

  it('hands on every part, hidden files included, and can do so again', () => {
    expect(stepOf('build', 'upload-artifact')?.with).toEqual({
      name: `part-${expression('matrix.part')}`,
      path: 'site',
      'include-hidden-files': true,
      'if-no-files-found': 'error',
      overwrite: true,
      'retention-days': 1,
    });
    expect(stepOf('merge', 'download-artifact')?.with).toEqual({ pattern: 'part-*', path: '.cache/parts' });
  });

  it('installs the same Handin and the same Node in all jobs that make the site', () => {
    const install = (job: Job | undefined): Step | undefined =>
      job?.steps.find(({ name }) => name === 'Install Handin');
    expect(install(jobs['build'])).toEqual(install(whole['build']));
    expect(install(jobs['merge'])).toEqual(install(whole['build']));
    const node = stepOf('build', 'setup-node');
    expect(node?.with).toEqual({ 'node-version': 24, 'check-latest': true, 'package-manager-cache': false });
    expect(stepOf('merge', 'setup-node')).toEqual(node);
  });
});
