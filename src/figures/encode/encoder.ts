import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { HelperEndedError, type HelperProcess, startHelper } from '../../process/helper-process.js';
import { type Unreadable, unreadable } from '../inspect/unreadable.js';
import { figureConcurrency } from './concurrency.js';
import type { EncoderAnswers, EncoderTask } from './encode-task.js';

/** The module that the process runs; only the built program has it. */
const file = fileURLToPath(new URL('./encode-process.js', import.meta.url));

/** How long the process stays when a preview has no figure for it, in milliseconds. */
const idleTimeout = 10_000;

let shared: HelperProcess<EncoderTask, Answer> | undefined;

/**
 * Asks what needs sharp, in a process of its own: a picture that crashes the decoder costs that picture and not the build,
 * memory that libvips does not give back is not the build's, and reports are rendered meanwhile. Run from its sources, or
 * where no process can be started, the program does it in this process.
 *
 * @throws The signal's reason when aborted
 */
export async function askEncoder<Task extends EncoderTask>(
  task: Task,
  signal?: AbortSignal,
): Promise<EncoderAnswers[Task['kind']]> {
  return (await ask(task, signal)) as EncoderAnswers[Task['kind']];
}

/** Starts the process, where that is possible, before there is something to do. */
export function startEncoder(): void {
  if (!shared?.isRunning) shared = start();
}

/** Ends the process if it has nothing to do: it need not wait for its time to be over, in the memory that it took. */
export function closeIdleEncoder(): void {
  shared?.closeIfIdle();
}

type Answer = EncoderAnswers[keyof EncoderAnswers];

async function ask(task: EncoderTask, signal: AbortSignal | undefined): Promise<Answer> {
  startEncoder();
  if (!shared) return askHere(task, signal);
  try {
    return await shared.run(task, signal);
  } catch (error) {
    if (!(error instanceof HelperEndedError)) throw error;
    return retries(() => askAlone(task, signal, error.wasReady));
  }
}

/** Several at once may have taken all memory. */
const retries = pLimit(1);

/**
 * Asks a process of its own, after another one ended with this task and maybe with others.
 *
 * @param mayCrash Whether that one had begun with it: then it is never done in this process.
 */
async function askAlone(task: EncoderTask, signal: AbortSignal | undefined, mayCrash: boolean): Promise<Answer> {
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
  return askHere(task, signal);
}

async function askHere(task: EncoderTask, signal: AbortSignal | undefined): Promise<Answer> {
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

/** Starts a process; gives undefined where that is not possible. */
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
