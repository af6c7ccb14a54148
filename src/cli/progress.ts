import { once } from '../model/once.js';
import type { Progress } from '../model/progress.js';
import { limitHeapGrowth } from '../process/limit-heap-growth.js';
import { printable, type Terminal } from './terminal.js';

// Why no spinner library (ora, yocto-spinner, cli-progress and @clack/prompts were considered): none has a delay before it
// appears, and a fast run must print nothing. What remains is two escape sequences and a clock.

/** Shows the progress of a run once it takes longer than half a second. */
export interface ProgressReporter {
  update(progress: Progress): void;
  /** Erases the line, so that something else can be printed. */
  clear(): void;
}

/** The output and the clock of a reporter. */
export interface ProgressOutput {
  readonly terminal: Terminal;
  write(text: string): void;
  /** Milliseconds since the start of the run. */
  elapsed(): number;
}

/** What a long run gets, and how its progress is erased at its end. */
export interface ShownRun {
  readonly hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void };
  readonly clear: () => void;
}

/** From this many reports or figures on, memory matters more than CPU time. */
const manyItems = 500;

/**
 * Shows the progress of a run on standard error, and saves memory in one with much to do.
 *
 * @param elapsed Milliseconds since the start of the command.
 */
export function showProgress(
  { signal, stderr }: { readonly signal: AbortSignal; readonly stderr: Terminal },
  elapsed: () => number,
): ShownRun {
  const progress = createProgress({ terminal: stderr, elapsed, write: (text) => process.stderr.write(text) });
  const saveMemory = once(limitHeapGrowth);
  const onProgress = (step: Progress): void => {
    if (step.total >= manyItems) saveMemory();
    progress.update(step);
  };
  return { hooks: { signal, onProgress }, clear: progress.clear };
}

/** Milliseconds before the first output. */
const delay = 500;
/** The minimum number of milliseconds between two updates of the line. */
const interval = 80;

/** On a terminal, one line that is overwritten; elsewhere a line for each new stage. */
export function createProgress(output: ProgressOutput): ProgressReporter {
  return output.terminal.live ? overwrittenLine(output) : linePerStage(output);
}

function overwrittenLine({ terminal, write, elapsed }: ProgressOutput): ProgressReporter {
  let drawn = 0;
  let visible = false;
  return {
    update(progress) {
      const now = elapsed();
      if (now < delay || now - drawn < interval) return;
      drawn = now;
      visible = true;
      write(`\r\u001b[2K${describe(progress).slice(0, terminal.columns - 1)}`);
    },
    clear() {
      if (visible) write('\r\u001b[2K');
      visible = false;
    },
  };
}

function linePerStage({ write, elapsed }: ProgressOutput): ProgressReporter {
  const shown = new Set<string>();
  return {
    update({ stage }) {
      if (shown.has(stage) || elapsed() < delay) return;
      shown.add(stage);
      write(`${printable(stage)} …\n`);
    },
    clear() {},
  };
}

function describe({ stage, done, total }: Progress): string {
  return total > 0 ? `${printable(stage)} ${done}/${total}` : `${printable(stage)} …`;
}
