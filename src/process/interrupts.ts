/**
 * Ctrl-C and SIGTERM. Node delivers a signal to its handler in a turn of the event loop, so while the main thread is busy
 * with synchronous work a handler never runs; a handler in a worker thread is not possible. Synchronous work that may take
 * long therefore runs with the signals' default action: the system ends the process at once. Nothing has to be tidied up
 * then, because files are written and requests are made asynchronously.
 */

const signals = ['SIGINT', 'SIGTERM'] as const;

let handler: (() => void) | undefined;

/**
 * Calls a function for every Ctrl-C or SIGTERM, instead of their default action.
 *
 * @returns ends it
 */
export function onInterrupt(interrupt: () => void): () => void {
  handler = interrupt;
  listen();
  return () => {
    silence();
    handler = undefined;
  };
}

/**
 * Runs synchronous work that may take longer than a user would wait for Ctrl-C to act. Signals that have arrived are
 * handled first; one that arrives during the work ends the process.
 *
 * @throws the signal's reason when it is aborted before the work begins
 */
export async function runInterruptibly<Result>(signal: AbortSignal, work: () => Result): Promise<Result> {
  await pendingSignals();
  signal.throwIfAborted();
  silence();
  try {
    return work();
  } finally {
    listen();
  }
}

/** Signals are read in the poll phase of the event loop, and immediates run right after it. */
function pendingSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function listen(): void {
  if (handler) for (const name of signals) process.on(name, handler);
}

function silence(): void {
  if (handler) for (const name of signals) process.off(name, handler);
}
