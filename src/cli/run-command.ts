import { inspect } from 'node:util';
import { UserError } from '../model/user-error.js';
import { onInterrupt } from '../process/interrupts.js';
import { describeTerminal, printableLines, type Terminal } from './terminal.js';

/**
 * How a run ended, as its exit status. A bug has the status that Node itself gives to an uncaught error, which is
 * also that of wrong input: for a script both mean that there is no result to trust.
 */
export const exitStatus = { done: 0, wrongInput: 1, bug: 1, wrongUse: 2, interrupted: 130 } as const;

/** What a command runs with. */
export interface CommandContext {
  /** Aborted by Ctrl-C, and when the system asks the process to end. */
  readonly signal: AbortSignal;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

class Interrupted extends Error {}

/**
 * Runs the body of a command and turns its end into an exit status. A first Ctrl-C lets it tidy up; a second one ends
 * the process at once.
 *
 * @param body gives the exit status
 * @param farewell what is printed when it was interrupted
 */
export async function runCommand(
  body: (context: CommandContext) => Promise<number>,
  farewell = 'Interrupted. The site is as it was.',
): Promise<void> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitStatus.interrupted);
    controller.abort(new Interrupted());
  };
  const endInterrupts = onInterrupt(interrupt);
  ignoreClosedPipe();
  try {
    process.exitCode = await body({
      signal: controller.signal,
      stdout: describeTerminal(process.stdout, process.env),
      stderr: describeTerminal(process.stderr, process.env),
    });
  } catch (error) {
    if (controller.signal.aborted) {
      console.error(farewell);
      // Work that cannot be cancelled, such as an image being encoded, would keep the process alive.
      process.exit(exitStatus.interrupted);
    }
    process.exitCode = reportFailure(error);
  } finally {
    endInterrupts();
  }
}

/** Prints what ended a run, wrong use without a stack and a bug with one. Gives the exit status. */
export function reportFailure(error: unknown): number {
  if (error instanceof UserError) {
    console.error(printableLines(`error: ${error.message}`));
    if (error.advice !== undefined) console.error(printableLines(error.advice));
    return exitStatus.wrongUse;
  }
  console.error('This is a bug in Handin. Please report it with what follows.');
  console.error(printableLines(inspect(error)));
  return exitStatus.bug;
}

/** `report … | head` closes the pipe early; that is no reason to complain, nor to leave the work undone. */
function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
