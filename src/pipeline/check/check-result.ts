import type { Diagnostic } from '../../model/diagnostic.js';
import type { Report } from '../../model/report.js';
import type { WordCounting } from '../../model/report-progress.js';
import type { Template } from '../../parse/template/template.js';

/** What a check found. */
export interface CheckResult {
  /** Sorted as on the cohort's page. */
  readonly reports: readonly (CheckedReport | UnreadReport)[];
  /** Which count the limits on words were held against. */
  readonly counting: WordCounting;
  /** What the course should know of its templates; a sentence each. */
  readonly notes: readonly string[];
}

/** A report that could be read. */
export interface CheckedReport {
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The README, as diagnostics name it. */
  readonly path: string;
  /** The README as it is. */
  readonly text: string;
  readonly report: Report;
  /** The template that was obeyed. */
  readonly template?: Template;
  /** In the order of the source. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A report that could not be read. */
export interface UnreadReport extends Pick<CheckedReport, 'slug' | 'group' | 'path'> {
  /** Why, and what to do; a sentence each. */
  readonly failure: { readonly reason: string; readonly advice: string };
}

/** Whether a report could not be read. */
export function isUnread(report: CheckedReport | UnreadReport): report is UnreadReport {
  return 'failure' in report;
}

/** All diagnostics of a check, report by report. */
export function diagnosticsOf({ reports }: CheckResult): readonly Diagnostic[] {
  return reports.flatMap((report) => (isUnread(report) ? [] : report.diagnostics));
}
