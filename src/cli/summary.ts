import type { Diagnostic } from '../model/diagnostic.js';
import { countProblems } from '../model/report-progress.js';
import type { BuildResult } from '../pipeline/build-result.js';
import { printable } from './terminal.js';

/** Everything the summary of a build is made from. */
export interface SummaryInput {
  readonly result: BuildResult;
  /** The site's folder as the user would name it. */
  readonly out: string;
  /** What the run took. */
  readonly milliseconds: number;
}

/**
 * A build in one line, without a line break:
 * `site: 46 groups (1 failed), 474 figures (124 MB → 19.2 MB), 3 errors, 812 warnings, 31.2 s`.
 */
export function formatSummary({ result, out, milliseconds }: SummaryInput): string {
  const { groups, figures } = result;
  const diagnostics = groups.flatMap((group) => group.diagnostics);
  const failed = groups.filter((group) => group.failed).length;
  const sizes = `${formatBytes(figures.sourceBytes)} → ${formatBytes(figures.outputBytes)}`;
  const parts = [
    count(groups.length, 'group') + (failed > 0 ? ` (${failed} failed)` : ''),
    count(figures.total, 'figure') + (figures.sourceBytes > 0 ? ` (${sizes})` : ''),
    ...describeProblems(diagnostics),
    formatDuration(milliseconds),
  ];
  return `${printable(out)}: ${parts.join(', ')}`;
}

/** Errors and warnings in words. */
export function describeProblems(diagnostics: readonly Diagnostic[]): readonly string[] {
  const { errors, warnings } = countProblems(diagnostics);
  return [count(errors, 'error'), count(warnings, 'warning')];
}

/** `1 group`, `2 groups`, `no groups`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Bytes in the largest decimal unit of which there is one, with three digits: `19.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  // What rounds to 1000 belongs to the next unit.
  const index = units.findIndex((_, power) => bytes / 1000 ** power < 999.5 || power === units.length - 1);
  const value = bytes / 1000 ** index;
  const digits = index === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${units[index]}`;
}

/** `90 ms`, `3.2 s`, `75 s` or `12 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
