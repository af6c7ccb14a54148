import pico from 'picocolors';
import type { Update } from '../pipeline/preview/open-preview.js';
import { count, formatDuration } from './summary.js';
import { printable, type Terminal } from './terminal.js';

/** Shows how a preview stands. */
export interface WatchStatus {
  /** @param milliseconds what the run took */
  show(update: Update, milliseconds: number): void;
}

/** What a status writes to, and what it asks. */
export interface StatusOutput {
  readonly terminal: Terminal & { readonly rows: number };
  write(text: string): void;
  /** Of the day, as the user reads it: `14:05:09`. */
  time(): string;
}

/** On a terminal one block, drawn over and over; elsewhere a line, and only when it says something new. */
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

/** Most lines below the first, so that the block never scrolls and can be drawn over. */
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
