import pico from 'picocolors';
import { readSource } from '../../parse/source.js';
import { type CheckResult, isUnread } from '../../pipeline/check/check-result.js';
import { formatDiagnostics } from '../print-diagnostics.js';
import { printable } from '../terminal.js';
import { codeFrame } from './code-frame.js';

/** What the reader's screen can show. */
export interface PrettyStyle {
  readonly color: boolean;
  /** Letters in a line of the source that is shown. */
  readonly columns: number;
}

/**
 * For reading: a block per report, and in it each problem with its place, the line it is about, and what to write
 * instead where that is known. Empty when nothing is wrong.
 */
export function formatPretty({ reports }: CheckResult, { color, columns }: PrettyStyle): string {
  const colors = pico.createColors(color);
  return reports
    .map((report) => {
      if (isUnread(report)) {
        const { reason, advice } = report.failure;
        return `${colors.cyan(printable(report.path))}  ${colors.red('error')}  ${printable(`${reason} ${advice}`)}\n`;
      }
      const { lines } = readSource(report.text, report.path);
      return formatDiagnostics(report.diagnostics, {
        color,
        limit: Number.POSITIVE_INFINITY,
        frame: ({ span }) => colors.dim(codeFrame({ lines, span, columns })),
      });
    })
    .filter((block) => block !== '')
    .join('\n');
}
