import { Script } from 'node:vm';
import { runInterruptibly } from './interrupts.js';

/**
 * Seconds of CPU time that one step of one report may take. A README of a megabyte, whatever is in it, takes a tenth; what
 * takes longer is a function of the configuration that does not end, or a bug.
 */
const secondsPerStep = 30;

/** Thrown when a step of one report took too long. */
export class OverdueError extends Error {}

/** Runs a step: synchronous work on one report. */
export type RunStep = <Result>(signal: AbortSignal, work: () => Result) => Promise<Result>;

/**
 * Runs synchronous work on one report, which may not take longer than the limit.
 *
 * @throws OverdueError when it does; the signal's reason when it is aborted before the work begins
 */
export const runWithinLimit: RunStep = limitSteps(secondsPerStep);

/** A step that waits for its turn. */
interface Step {
  readonly signal: AbortSignal;
  readonly run: () => void;
  readonly fail: (error: unknown) => void;
  /** Seconds of wall-clock time before the CPU time is looked at. That of a batch is its first step's. */
  readonly patience: number;
}

/**
 * Milliseconds after which no other step of a batch is begun. Steps that wait together are a batch under one timeout, because
 * each timeout starts a thread, which takes as long as a short step. Batches are short because the event loop is blocked
 * meanwhile: no file is read, and no figure is handed to its encoder.
 */
const batchMilliseconds = 20;

const neverAborted = new AbortController().signal;

/** Makes a queue of steps, which may not take longer than some seconds of CPU time each. */
export function limitSteps(seconds: number): RunStep {
  const waiting: Step[] = [];
  let running = false;
  const runAll = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      while (waiting.length > 0) await runInterruptibly(neverAborted, () => runBatch(waiting, seconds));
    } finally {
      running = false;
    }
  };
  return (signal, work) =>
    new Promise((resolve, reject) => {
      waiting.push({ signal, run: () => resolve(work()), fail: reject, patience: seconds });
      void runAll();
    });
}

/** Runs some of the waiting steps, at least one. */
function runBatch(waiting: Step[], seconds: number): void {
  let current: Step | undefined;
  let started = process.cpuUsage();
  const runSteps = (): void => {
    const end = performance.now() + batchMilliseconds;
    for (let step = waiting.shift(); step; step = performance.now() < end ? waiting.shift() : undefined) {
      current = step;
      started = process.cpuUsage();
      runStep(step);
      current = undefined;
    }
  };
  const patience = waiting[0]?.patience ?? seconds;
  try {
    runScript(runSteps, patience);
  } catch (error) {
    if (!isTimeout(error)) throw error;
    // The timeout may also fire after the last step has ended, which leaves nothing to be done.
    if (!current) return;
    const { user, system } = process.cpuUsage(started);
    // On a machine that did other things meanwhile, the clock says little: the work begins again and gets more of it.
    if ((user + system) / 1e6 < 0.8 * seconds) waiting.unshift({ ...current, patience: 2 * patience });
    else current.fail(new OverdueError(`It takes longer than ${seconds} seconds.`));
  }
}

function runStep({ signal, run, fail }: Step): void {
  try {
    signal.throwIfAborted();
    run();
  } catch (error) {
    // A timeout is not caught here: it ends the script.
    fail(error);
  }
}

/** The property of the global object through which the script gets at its work. */
const slot = Symbol.for('handin.work');

/** Of synchronous code, Node can stop only what a script runs, and all that it calls. */
const script = new Script(`globalThis[Symbol.for(${JSON.stringify(slot.description)})]()`);

function runScript(work: () => void, seconds: number): void {
  const scope = globalThis as { [slot]?: () => void };
  const outer = scope[slot];
  scope[slot] = work;
  try {
    script.runInThisContext({ timeout: 1000 * seconds });
  } finally {
    if (outer) scope[slot] = outer;
    else delete scope[slot];
  }
}

function isTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
