import { countProblems, type ProblemCount } from '../model/report-progress.js';
import type { BuildResult } from '../pipeline/build-result.js';
import type { CheckTotals } from '../pipeline/check/check-result.js';
import { printable } from './terminal.js';

/** What the summary of a build is made from. */
export interface BuildSummaryInput {
  readonly result: BuildResult;
  /** The site's folder, as the user named it. */
  readonly out: string;
  /** The duration of the run. */
  readonly milliseconds: number;
}

/**
 * Summarizes a build in one line, without a line break:
 * `site: 46 groups (1 failed), 474 figures (124 MB → 19.2 MB), 3 errors, 812 warnings, 31 s`.
 */
export function formatBuildSummary({ result, out, milliseconds }: BuildSummaryInput): string {
  const { groups, figures } = result;
  const absent = groups.filter((group) => group.absent).length;
  const failed = groups.filter((group) => group.failed).length - absent;
  const shown = groups.reduce((sum, group) => sum + group.figures, 0);
  const sizes = `${formatBytes(figures.sourceBytes)} → ${formatBytes(figures.outputBytes)}`;
  const parts = [
    count(groups.length, 'group') + describeLacking({ failed, absent }, 'failed'),
    count(shown, 'figure') + (figures.sourceBytes > 0 ? ` (${sizes})` : ''),
    ...describeProblems(countProblems(groups.flatMap(({ diagnostics }) => diagnostics))),
    formatDuration(milliseconds),
  ];
  return `${printable(out)}: ${parts.join(', ')}`;
}

/**
 * Summarizes a check in one line, without a line break: `5 reports (1 unreadable), 130 of 151 questions answered, 31
 * errors, 1 warning, 320 ms`.
 */
export function formatCheckSummary(totals: CheckTotals, milliseconds: number): string {
  const { reports, unread, answered, questions } = totals;
  const absent = unread.filter((report) => report.absent).length;
  return [
    count(reports, 'report') + describeLacking({ failed: unread.length - absent, absent }, 'unreadable'),
    ...(questions > 0 ? [`${answered} of ${count(questions, 'question')} answered`] : []),
    ...describeProblems(totals),
    formatDuration(milliseconds),
  ].join(', ');
}

/** The numbers of groups without a usable report, in parentheses: ` (1 failed, 2 handed in nothing)`; empty for none. */
function describeLacking(
  { failed, absent }: { readonly failed: number; readonly absent: number },
  what: string,
): string {
  const parts = [...(failed > 0 ? [`${failed} ${what}`] : []), ...(absent > 0 ? [`${absent} handed in nothing`] : [])];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

/** The numbers of errors and warnings: `no errors`, `1 warning`. */
function describeProblems({ errors, warnings }: ProblemCount): readonly string[] {
  return [count(errors, 'error'), count(warnings, 'warning')];
}

/** A number with its noun: `1 group`, `2 groups`, `no groups`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A size in bytes with three significant digits and a decimal unit: `19.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  // 999.5 kB and more would round to 1000 kB.
  const index = units.findIndex((_, power) => bytes / 1000 ** power < 999.5 || power === units.length - 1);
  const value = bytes / 1000 ** index;
  const digits = index === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${units[index]}`;
}

/** A duration with the unit that suits it: `90 ms`, `3.2 s`, `75 s` or `12 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
