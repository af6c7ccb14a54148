import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { HelperEndedError, type HelperProcess, startHelper } from '../../process/helper-process.js';
import { type Unreadable, unreadable } from '../inspect/unreadable.js';
import { figureConcurrency } from './concurrency.js';
import type { EncoderAnswers, EncoderTask } from './encode-task.js';

/** The module that the child process runs; only the built program has it. */
const file = fileURLToPath(new URL('./encode-process.js', import.meta.url));

/** Milliseconds without a task after which the child process of a preview ends. */
const idleTimeout = 10_000;

let shared: HelperProcess<EncoderTask, Answer> | undefined;

/**
 * Runs a task that needs sharp in a child process: a picture that crashes the decoder fails alone, memory that libvips does
 * not release is not the build's, and reports are rendered meanwhile. Without the built module, or where no child process
 * can be started, the task runs in this process.
 *
 * @throws The signal's reason when aborted
 */
export async function askEncoder<Task extends EncoderTask>(
  task: Task,
  signal?: AbortSignal,
): Promise<EncoderAnswers[Task['kind']]> {
  return (await ask(task, signal)) as EncoderAnswers[Task['kind']];
}

/** Starts the child process before there is a task for it. */
export function startEncoder(): void {
  if (!shared?.isRunning) shared = start();
}

/** Ends an idle child process at once instead of after the timeout, to release its memory. */
export function closeIdleEncoder(): void {
  shared?.closeIfIdle();
}

type Answer = EncoderAnswers[keyof EncoderAnswers];

async function ask(task: EncoderTask, signal: AbortSignal | undefined): Promise<Answer> {
  startEncoder();
  if (!shared) return runInThisProcess(task, signal);
  try {
    return await shared.run(task, signal);
  } catch (error) {
    if (!(error instanceof HelperEndedError)) throw error;
    return retries(() => retryAlone(task, signal, error.wasReady));
  }
}

/** One at a time: several at once may have run out of memory. */
const retries = pLimit(1);

/**
 * Tries a task again in a child process without other tasks, after the shared one ended.
 *
 * @param mayCrash Whether the shared one may have ended because of this task: then it never runs in this process.
 */
async function retryAlone(task: EncoderTask, signal: AbortSignal | undefined, mayCrash: boolean): Promise<Answer> {
  signal?.throwIfAborted();
  const own = start();
  let isSuspect = mayCrash;
  try {
    if (own) return await own.run(task, signal);
  } catch (error) {
    if (!(error instanceof HelperEndedError)) throw error;
    isSuspect ||= error.wasReady;
  } finally {
    own?.close();
  }
  if (isSuspect && task.kind !== 'versions') return crashed;
  canStart = false;
  return runInThisProcess(task, signal);
}

async function runInThisProcess(task: EncoderTask, signal: AbortSignal | undefined): Promise<Answer> {
  const { doEncoderTask } = await import('./encode-task.js');
  return doEncoderTask(task, signal);
}

/** It may have been this machine that ran out of memory. */
const crashed: Unreadable = {
  ...unreadable(
    'The program that decodes pictures crashed on this one: export it again, as PNG or JPEG, and replace the file.',
  ),
  provisional: true,
};

let canStart = true;

/** Starts a child process; undefined where that is not possible. */
function start(): HelperProcess<EncoderTask, Answer> | undefined {
  if (!canStart || !existsSync(file)) return undefined;
  try {
    return startHelper({ file, idleTimeout, env: environment() });
  } catch {
    canStart = false;
    return undefined;
  }
}

function environment(): NodeJS.ProcessEnv {
  return {
    // By default glibc gives several threads a heap each, and these keep what large pictures took: a build of 46 reports
    // with 460 figures took 750 MB instead of 560, in the same time. Sharp's documentation has the same advice.
    MALLOC_ARENA_MAX: process.env['MALLOC_ARENA_MAX'] ?? '2',
    UV_THREADPOOL_SIZE: String(figureConcurrency()),
  };
}
