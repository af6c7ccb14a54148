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
 * Maximum milliseconds of an event loop iteration in which hardly any callback ran. A signal that comes while callbacks of the
 * poll phase run is delivered in the next iteration.
 */
const shortIteration = 1;

/** Waits for a short event loop iteration: signals that came before it have been delivered then. */
async function pendingSignals(): Promise<void> {
  await nextImmediate();
  let started: number;
  do {
    started = performance.now();
    await nextImmediate();
  } while (performance.now() - started > shortIteration);
}

/** Signals are delivered in the poll phase of the event loop; `setImmediate` callbacks run right after it. */
function nextImmediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function listen(): void {
  if (handler) for (const name of signals) process.on(name, handler);
}

function stopListening(): void {
  if (handler) for (const name of signals) process.off(name, handler);
}
