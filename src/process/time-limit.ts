import { Script } from 'node:vm';
import { runInterruptibly } from './interrupts.js';

/**
 * Seconds of CPU time that one step of one report may take. A README of a megabyte, whatever is in it, takes a tenth; what
 * takes longer is a function of the configuration that does not end, or a bug.
 */
const secondsPerStep = 30;

/** Thrown when a step of one report took too long. */
export class OverdueError extends Error {}

/**
 * Runs synchronous work on one report, which may not take longer than the limit.
 *
 * @param seconds For tests.
 * @throws OverdueError when it does; the signal's reason when it is aborted before the work begins
 */
export function runWithinLimit<Result>(
  signal: AbortSignal,
  work: () => Result,
  seconds: number = secondsPerStep,
): Promise<Result> {
  return runInterruptibly(signal, () => runWithin(work, seconds));
}

/** The property of the global object through which the script gets at its work. */
const slot = Symbol.for('handin.work');

/** Of synchronous code, Node can stop only what a script runs, and all that it calls. */
const script = new Script(`globalThis[Symbol.for(${JSON.stringify(slot.description)})]()`);

/** @param patience Seconds by the clock before the CPU time is looked at. */
function runWithin<Result>(work: () => Result, seconds: number, patience = seconds): Result {
  const started = process.cpuUsage();
  try {
    return runScript(work, patience);
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const { user, system } = process.cpuUsage(started);
    // On a machine that did other things meanwhile, the clock says little: the work begins again and gets more of it.
    if ((user + system) / 1e6 < 0.8 * seconds) return runWithin(work, seconds, 2 * patience);
    throw new OverdueError(`It takes longer than ${seconds} seconds.`);
  }
}

function runScript<Result>(work: () => Result, seconds: number): Result {
  const scope = globalThis as { [slot]?: () => Result };
  const outer = scope[slot];
  scope[slot] = work;
  try {
    return script.runInThisContext({ timeout: 1000 * seconds }) as Result;
  } finally {
    if (outer) scope[slot] = outer;
    else delete scope[slot];
  }
}

function isTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
