/**
 * Handling of Ctrl-C (SIGINT) and SIGTERM. Node runs signal handlers in the event loop, so a handler never runs while
 * the main thread is busy with synchronous work, and worker threads cannot handle signals. Synchronous work that may
 * take long therefore runs with the default signal action: the system ends the process at once. No clean-up is needed
 * then, because files are written and requests are made asynchronously.
 */

const signals = ['SIGINT', 'SIGTERM'] as const;

let handler: (() => void) | undefined;

/** How many pieces of work have ended. */
let ended = 0;

/**
 * Installs a handler for SIGINT and SIGTERM instead of their default action.
 *
 * @returns a function that removes it
 */
export function onInterrupt(interrupt: () => void): () => void {
  handler = interrupt;
  listen();
  return () => {
    stopListening();
    handler = undefined;
  };
}

/**
 * Runs synchronous work that may take longer than a user would wait after Ctrl-C. Pending signals are handled first;
 * one that arrives during the work ends the process.
 *
 * @throws the signal's reason when it is aborted before the work begins
 */
export async function runInterruptibly<Result>(signal: AbortSignal, work: () => Result): Promise<Result> {
  // Removing the handlers drops a signal that was not delivered yet. It may have come after the work of others that ended
  // in the meantime, so signals are waited for again.
  let before: number;
  do {
    before = ended;
    await pendingSignals();
  } while (before !== ended);
  signal.throwIfAborted();
  stopListening();
  try {
    return work();
  } finally {
    ended += 1;
    listen();
  }
}

/**
 * Milliseconds of a turn of the event loop in which little is done. A signal that comes when the turn's events have been
 * fetched is delivered in the next turn.
 */
const shortTurn = 1;

/** Waits until the event loop had a short turn that began after this call. Each turn delivers the signals before it. */
async function pendingSignals(): Promise<void> {
  await turnEnd();
  let started: number;
  do {
    started = performance.now();
    await turnEnd();
  } while (performance.now() - started > shortTurn);
}

/** Signals are delivered in the poll phase of the event loop; `setImmediate` callbacks run right after it. */
function turnEnd(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function listen(): void {
  if (handler) for (const name of signals) process.on(name, handler);
}

function stopListening(): void {
  if (handler) for (const name of signals) process.off(name, handler);
}
