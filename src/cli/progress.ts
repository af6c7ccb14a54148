import type { Progress } from '../model/progress.js';
import { printable, type Terminal } from './terminal.js';

// Spinner libraries were looked at (ora, yocto-spinner, cli-progress, @clack/prompts). None waits before it shows
// itself, which is the point here: a fast run stays silent. What is left is two escape sequences and a clock.

/** Shows what a run is doing, once it takes longer than half a second. */
export interface ProgressReporter {
  update(progress: Progress): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

/** What a reporter writes to and reads the time from. */
export interface ProgressOutput {
  readonly terminal: Terminal;
  write(text: string): void;
  /** Milliseconds since the run began. */
  elapsed(): number;
}

/** Milliseconds of silence at the start, and between two drawings of the line. */
const silence = 500;
const interval = 80;

/** On a terminal one line, drawn over and over; elsewhere a line whenever the run turns to something new. */
export function createProgress(output: ProgressOutput): ProgressReporter {
  return output.terminal.live ? drawnLine(output) : writtenLines(output);
}

function drawnLine({ terminal, write, elapsed }: ProgressOutput): ProgressReporter {
  let drawn = 0;
  let visible = false;
  return {
    update(progress) {
      const now = elapsed();
      if (now < silence || now - drawn < interval) return;
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

function writtenLines({ write, elapsed }: ProgressOutput): ProgressReporter {
  let told = '';
  return {
    update({ stage }) {
      if (stage === told || elapsed() < silence) return;
      told = stage;
      write(`${printable(stage)} …\n`);
    },
    clear() {},
  };
}

function describe({ stage, done, total }: Progress): string {
  return total > 0 ? `${printable(stage)} ${done}/${total}` : `${printable(stage)} …`;
}
