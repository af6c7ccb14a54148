import { inspect } from 'node:util';
import { UserError } from '../model/user-error.js';
import { onInterrupt } from '../process/interrupts.js';
import { exitStatus } from './exit-status.js';
import { describeTerminal, printableLines, type Terminal } from './terminal.js';

/** What every command gets. */
export interface CommandContext {
  /** Aborted by SIGINT (Ctrl-C) and SIGTERM. */
  readonly signal: AbortSignal;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

class Interrupted extends Error {}

/**
 * Runs the body of a command and sets the exit code. The first SIGINT or SIGTERM aborts the signal, so that the body can
 * clean up; the second one exits at once.
 *
 * @param body Gives the exit code.
 * @param interruptedMessage Printed when the run was interrupted.
 */
export async function runCommand(
  body: (context: CommandContext) => Promise<number>,
  interruptedMessage = 'Interrupted. The site is as it was.',
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
      console.error(interruptedMessage);
      // Work that cannot be cancelled, such as encoding an image, would keep the process alive.
      process.exit(exitStatus.interrupted);
    }
    process.exitCode = reportFailure(error);
  } finally {
    endInterrupts();
  }
}

/** Prints the error that ended a run: a `UserError` without its stack, any other with it. Gives the exit code. */
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

/** `report … | head` closes the pipe early (EPIPE). The command still does its work, without an error. */
function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
