import pico from 'picocolors';
import type { Update } from '../pipeline/preview/open-preview.js';
import { count, formatDuration } from './summary.js';
import { printable, type Terminal } from './terminal.js';

/** Prints the state of a preview. */
export interface WatchStatus {
  /** @param milliseconds duration of the build */
  show(update: Update, milliseconds: number): void;
}

/** The output of a status, and the clock. */
export interface StatusOutput {
  readonly terminal: Terminal & { readonly rows: number };
  write(text: string): void;
  /** Local time of day: `14:05:09`. */
  time(): string;
}

/** On a terminal one block that is redrawn in place; elsewhere lines, printed only when they differ from the last. */
export function createWatchStatus({ terminal, write, time }: StatusOutput): WatchStatus {
  let height = 0;
  let told = '';
  return {
    show: (update, milliseconds) => {
      const standing = describeStanding(update);
      if (!terminal.live) {
        const lines = [standing, ...update.faults.flatMap(faultLines)].join('\n');
        if (lines !== told) write(`${lines}\n`);
        told = lines;
        return;
      }
      const place = update.remade.length === 1 ? ` · ${printable(update.remade[0] ?? '')}` : '';
      const head = `${time()}  ${standing} · ${formatDuration(milliseconds)}${place}`;
      const lines = fit([head, ...details(update)], terminal);
      if (height > 0) write(`\u001b[${height}A\u001b[0J`);
      write(paint(lines, update, terminal));
      height = lines.length;
    },
  };
}

function describeStanding({ totals, faults }: Update): string {
  const failed = faults.length > 0 ? `${count(faults.length, 'fault')}, ` : '';
  return `${failed}${count(totals.groups, 'group')}, ${count(totals.errors, 'error')}, ${count(totals.warnings, 'warning')}`;
}

function details({ faults, diagnostics }: Update): readonly string[] {
  if (faults.length > 0) return faults.flatMap(faultLines);
  const errorsFirst = [...diagnostics].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return errorsFirst.map(
    ({ severity, message, span }) =>
      `${printable(span.path)}:${span.line}  ${severity === 'error' ? 'error' : 'warn '}  ${printable(message)}`,
  );
}

function faultLines({ message, advice }: Update['faults'][number]): readonly string[] {
  return [message, advice ?? '']
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map(printable);
}

/** Maximum of lines below the first: the block must fit the screen to be redrawn in place. */
const maxDetails = 12;

function fit(lines: readonly string[], { columns, rows }: StatusOutput['terminal']): readonly string[] {
  const room = Math.max(1, Math.min(maxDetails + 1, rows - 2));
  const rest = lines.length - room;
  const shown = rest > 0 ? [...lines.slice(0, room - 1), `… and ${rest + 1} more`] : lines;
  return shown.map((line) => [...line].slice(0, columns - 1).join(''));
}

function paint([head = '', ...rest]: readonly string[], { faults }: Update, { color }: Terminal): string {
  const colors = pico.createColors(color);
  const body = rest.map((line) => (faults.length > 0 ? colors.red(line) : colors.dim(line)));
  return `${[faults.length > 0 ? colors.red(head) : head, ...body].join('\n')}\n`;
}
