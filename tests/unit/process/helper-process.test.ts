import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { HelperEndedError, type HelperProcess, startHelper } from '../../../src/process/helper-process.js';
import { isRunning } from '../../support/is-running.js';

type Task = { readonly say: unknown } | { readonly do: 'throw' | 'exit' | 'kill' | 'wait' | 'count' };

interface Answer {
  readonly pid: number;
  readonly said: unknown;
}

const source = fileURLToPath(new URL('../../../src/process/answer-tasks.ts', import.meta.url));

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handin-helper-'));
  writeFileSync(
    join(folder, 'answer-tasks.mjs'),
    transformSync(readFileSync(source, 'utf8'), { loader: 'ts', format: 'esm' }).code,
  );
  file = join(folder, 'module.mjs');
  writeFileSync(
    file,
    `import { answerTasks } from './answer-tasks.mjs';
let aborted = 0;
answerTasks(async (task, signal) => {
  if (task.do === 'throw') throw new Error('No such task.');
  if (task.do === 'exit') process.exit(3);
  if (task.do === 'kill') process.kill(process.pid, 'SIGKILL');
  if (task.do === 'wait')
    await new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        aborted++;
        resolve();
      }),
    );
  return { pid: process.pid, said: task.do === 'count' ? aborted : task.say };
});`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

let helper: HelperProcess<Task, Answer>;
afterEach(() => helper.close());

const start = (module = file, idleTimeout = 60_000): void => {
  helper = startHelper({ file: module, idleTimeout, env: { HANDIN_TEST: 'yes' } });
};

/** How a promise was rejected. */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

it('does tasks in another process, before and after that is ready, and copies bytes', async () => {
  start();
  const answers = await Promise.all(['a', 'b'].map((say) => helper.run({ say })));
  expect(answers.map(({ said }) => said)).toEqual(['a', 'b']);
  const bytes = Buffer.from([0, 255, 7]);
  const { pid, said } = await helper.run({ say: { bytes } });
  expect(pid).not.toBe(process.pid);
  expect(pid).toBe(answers[0]?.pid);
  expect(Buffer.from((said as { bytes: Uint8Array }).bytes)).toEqual(bytes);
});

it('throws what a task threw, and goes on', async () => {
  start();
  expect(await rejection(helper.run({ do: 'throw' }))).toEqual(new Error('No such task.'));
  expect((await helper.run({ say: 'a' })).said).toBe('a');
});

it.each([
  ['exit', '3'],
  ['kill', 'SIGKILL'],
] as const)('rejects every task that it was doing when it ends with %s', async (way, reason) => {
  start();
  await helper.run({ say: 'a' });
  const errors = await Promise.all([{ do: 'wait' }, { do: way }].map((task) => rejection(helper.run(task as Task))));
  for (const error of errors) {
    expect(error).toBeInstanceOf(HelperEndedError);
    expect(error).toMatchObject({ message: `A process ended before it answered (${reason}).`, wasReady: true });
  }
  expect(helper.isRunning).toBe(false);
  expect(await rejection(helper.run({ say: 'b' }))).toBeInstanceOf(HelperEndedError);
});

it('says that a process without its module was never ready', async () => {
  start(join(folder, 'none.mjs'));
  expect(await rejection(helper.run({ say: 'a' }))).toMatchObject({ wasReady: false });
});

it('throws for a task that cannot be copied, and goes on', async () => {
  start();
  const uncopied = { say: () => undefined };
  expect(await rejection(helper.run(uncopied))).toMatchObject({
    message: expect.stringContaining('could not be cloned') as string,
  });
  expect((await helper.run({ say: 'a' })).said).toBe('a');
  expect(await rejection(helper.run(uncopied))).toMatchObject({
    message: expect.stringContaining('could not be cloned') as string,
  });
});

it('aborts one task and tells the process', async () => {
  start();
  const controller = new AbortController();
  const waiting = rejection(helper.run({ do: 'wait' }, controller.signal));
  await helper.run({ say: 'a' });
  controller.abort(new Error('enough'));
  expect(await waiting).toEqual(new Error('enough'));
  expect((await helper.run({ do: 'count' })).said).toBe(1);
  expect(await rejection(helper.run({ say: 'b' }, controller.signal))).toEqual(new Error('enough'));
});

it('ends when there was nothing to do for some time, and not before', async () => {
  start(file, 400);
  const { pid } = await helper.run({ say: 'a' });
  const waiting = rejection(helper.run({ do: 'wait' }));
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(isRunning(pid)).toBe(true);
  helper.close();
  expect(await waiting).toBeInstanceOf(HelperEndedError);
  await expect.poll(() => isRunning(pid)).toBe(false);

  start(file, 400);
  const { pid: other } = await helper.run({ say: 'a' });
  await expect.poll(() => isRunning(other)).toBe(false);
  expect(helper.isRunning).toBe(false);
});
