/** A course that goes back and forth between two states, and builds of it that end at some moment. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { plainPng, readTree, writeIn } from '../support/course-files.js';
import { type Run, runReport, startReport } from './run-report.js';

export type State = 'old' | 'new';
export type Tree = Readonly<Record<string, string>>;

/** When to kill a build: after some time, at one of its calls that write, or before it makes a path of this end. */
export type Moment = { readonly after: number } | { readonly call: number } | { readonly before: string };

/** A course in a temporary folder. */
export interface Course {
  readonly root: string;
  /** Brings the course into a state. In the new one a text and a figure differ, and there is a group more. */
  become(state: State): void;
  run(...args: readonly string[]): Promise<Run>;
  /** Starts a build and kills it. Whether it had come that far. */
  kill(moment: Moment): Promise<boolean>;
  /** The number of calls of a build that write. */
  countCalls(): Promise<number>;
  /** Every file below a folder of the course. */
  tree(folder: string): Tree;
  /** The folders beside the site that hold the next one. */
  stages(): readonly string[];
  remove(...paths: readonly string[]): void;
}

/** Makes a course. */
export async function makeCourse(): Promise<Course> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-killed-')));
  const pictures: Buffer[] = [];
  for (const red of [60, 120, 180, 240]) pictures.push(await plainPng(400, 300, red));
  writeIn(root, 'build.config.mjs', "export default { title: 'A course' };");
  writeIn(root, '.watch.mjs', watching);
  const remove: Course['remove'] = (...paths) => {
    for (const path of paths) rmSync(join(root, path), { recursive: true, force: true });
  };
  const watchedBy = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    NODE_OPTIONS: `--import ${pathToFileURL(join(root, '.watch.mjs'))}`,
    ...variables,
  });
  return {
    root,
    remove,
    become: (state) => {
      const other = state === 'new';
      for (const [index, group] of ['ada', 'bob', 'eve'].entries()) {
        const answer = other && group === 'bob' ? 'We measured once more.' : `We are ${group} and measured.`;
        writeIn(root, `reports/${group}/README.md`, report(answer));
        writeIn(root, `reports/${group}/loss.png`, pictures[other && group === 'eve' ? 3 : index] ?? '');
      }
      remove('reports/zoe');
      if (!other) return;
      writeIn(root, 'reports/zoe/README.md', report('We came late.'));
      writeIn(root, 'reports/zoe/loss.png', pictures[0] ?? '');
    },
    run: (...args) => runReport(args, { cwd: root }),
    kill: async (moment) => {
      const env =
        'after' in moment
          ? {}
          : watchedBy('call' in moment ? { KILL_AT: String(moment.call) } : { KILL_BEFORE: moment.before });
      const child = startReport(['html'], { cwd: root, env });
      child.stdout.resume();
      child.stderr.resume();
      const ended = once(child, 'exit');
      if ('after' in moment) {
        await Promise.race([ended, setTimeout(moment.after)]);
        child.kill('SIGKILL');
      }
      return (await ended)[1] === 'SIGKILL';
    },
    countCalls: async () => {
      await runReport(['html'], { cwd: root, env: watchedBy({ CALLS: join(root, '.calls') }) });
      return Number(readFileSync(join(root, '.calls'), 'utf8'));
    },
    tree: (folder) => readTree(join(root, folder)),
    stages: () => readdirSync(root).filter((name) => name.startsWith('.site.handin-')),
  };
}

function report(answer: string): string {
  return `# Report

### Question 1

> **What did you measure?**
>
> Answer length: 1-100 words.

${answer}

![The loss over time](loss.png)

### Question 2

> **What would you do next?**

${answer.toUpperCase()}
`;
}

/** A module that kills its process at one of the calls that write. Of a file, half is written by then. */
const watching = `
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { CALLS, KILL_AT, KILL_BEFORE } = process.env;
const { writeFileSync } = fs;
let calls = 0;
const isChosen = (target) =>
  KILL_BEFORE === undefined ? calls === Number(KILL_AT) : String(target).endsWith(KILL_BEFORE);
const watch = (owner, name) => {
  const call = owner[name];
  owner[name] = (path, content, ...more) => {
    calls += 1;
    if (isChosen(/^(rename|link)/.test(name) ? content : path)) {
      if (name.startsWith('writeFile')) {
        const isWhole = typeof content === 'string' || ArrayBuffer.isView(content);
        const bytes = isWhole ? Buffer.from(content) : Buffer.concat([...content]);
        writeFileSync(path, bytes.subarray(0, bytes.length / 2));
      }
      process.kill(process.pid, 'SIGKILL');
    }
    return call.call(owner, path, content, ...more);
  };
};
for (const name of ['writeFile', 'rename', 'mkdir', 'link', 'rm']) watch(promises, name);
for (const name of ['writeFileSync', 'renameSync', 'rmSync']) watch(fs, name);
syncBuiltinESMExports();
if (CALLS) process.on('exit', () => writeFileSync(CALLS, String(calls)));
`;

/** Asserts that two trees are the same, and names the files that are not: the difference itself is too long to read. */
export function expectTree(actual: Tree, expected: Tree | undefined, about: string): void {
  const paths = [...new Set([...Object.keys(actual), ...Object.keys(expected ?? {})])];
  const differing = paths.filter((path) => actual[path] !== expected?.[path]);
  expect(differing, about).toEqual([]);
}
