import pico from 'picocolors';
import { progressOf } from '../../model/report-progress.js';
import { linesOfText } from '../../parse/document/source.js';
import { type CheckResult, isUnread } from '../../pipeline/check/check-result.js';
import { formatDiagnostics } from '../print-diagnostics.js';
import { printable } from '../terminal.js';
import { foldUnanswered } from '../unanswered.js';
import { codeFrame } from './code-frame.js';

/** What the terminal can show, and how much the user wants to read. */
export interface PrettyStyle {
  readonly color: boolean;
  /** The width of a line of source, in characters. */
  readonly columns: number;
  /** Lists every question without an answer, instead of one line for all of them in a report. */
  readonly verbose: boolean;
}

/**
 * Formats a check for people: a block per report with each problem, its place, the line of the source, and what to write
 * instead where that is known. When there is no problem at all, a sentence says that the reports are ready.
 */
export function formatPretty(result: CheckResult, { color, columns, verbose }: PrettyStyle): string {
  const colors = pico.createColors(color);
  let hasFolded = false;
  const blocks = result.reports.map((report) => {
    if (isUnread(report)) {
      const { reason, advice } = report.failure;
      return `${colors.cyan(printable(report.path))}  ${colors.red('error')}  ${printable(`${reason} ${advice}`)}\n`;
    }
    const lines = linesOfText(report.text);
    hasFolded ||= !verbose && foldUnanswered(report.diagnostics).replaced.size > 0;
    return formatDiagnostics(report.diagnostics, {
      color,
      verbose,
      limit: Number.POSITIVE_INFINITY,
      frame: ({ span }) => colors.dim(codeFrame({ lines, span, columns })),
    });
  });
  const hint = hasFolded
    ? [`${colors.dim('`report check --verbose` says of each unanswered question what it asks for.')}\n`]
    : [];
  return [...blocks.filter((block) => block !== ''), ...hint, ...readySentence(result)].join('\n');
}

/** Empty while something is wrong, or a question is unanswered although the rule about it is off. */
function readySentence({ reports, counting }: CheckResult): readonly string[] {
  const ready = reports.every((report) => {
    if (isUnread(report) || report.diagnostics.length > 0) return false;
    const { answered, questions } = progressOf(report.report, counting);
    return answered === questions;
  });
  if (!ready) return [];
  return [
    reports.length === 1
      ? 'The report is ready to hand in.\n'
      : `All ${reports.length} reports are ready to hand in.\n`,
  ];
}
