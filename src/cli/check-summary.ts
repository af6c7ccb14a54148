import { progressOf } from '../model/report-progress.js';
import { type CheckedReport, type CheckResult, diagnosticsOf, isUnread } from '../pipeline/check/check-result.js';
import { count, describeProblems, formatDuration } from './summary.js';

/**
 * A check in one line, without a line break: `5 reports (1 unreadable), 130 of 151 questions answered, 31 errors, 1
 * warning, 320 ms`.
 */
export function formatCheckSummary(result: CheckResult, milliseconds: number): string {
  const read = result.reports.filter((report): report is CheckedReport => !isUnread(report));
  const unread = result.reports.length - read.length;
  const progress = read.map(({ report }) => progressOf(report, result.counting));
  const answered = progress.reduce((sum, { answered }) => sum + answered, 0);
  const questions = progress.reduce((sum, { questions }) => sum + questions, 0);
  return [
    count(result.reports.length, 'report') + (unread > 0 ? ` (${unread} unreadable)` : ''),
    `${answered} of ${count(questions, 'question')} answered`,
    ...describeProblems(diagnosticsOf(result)),
    formatDuration(milliseconds),
  ].join(', ');
}
