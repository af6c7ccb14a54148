import type { countDone } from '../../model/checklist.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Question, TemplateMatch } from '../../model/report.js';
import type { ReportProgress } from '../../model/report-progress.js';

/** What a check found. */
export interface CheckResult {
  /** Sorted as on the cohort's page. */
  readonly reports: readonly (CheckedReport | UnreadReport)[];
  /** What the course should know of its templates; a sentence each. */
  readonly notes: readonly string[];
}

/**
 * A report that could be read: plain data of a few kilobytes, so that those of all groups fit into memory. Words are in the
 * count that the configuration chose.
 */
export interface CheckedReport {
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The README, as diagnostics name it. */
  readonly path: string;
  /** The template that the report was compared with; null without one. */
  readonly template: TemplateMatch | null;
  readonly progress: ReportProgress;
  /** In the order of the source. */
  readonly questions: readonly CheckedQuestion[];
  /** The questions of the template that the report lacks. */
  readonly missing: readonly Pick<CheckedQuestion, 'key' | 'label' | 'number' | 'title'>[];
  readonly checklist: ReturnType<typeof countDone>;
  /** In the order of the source. */
  readonly diagnostics: readonly Diagnostic[];
  /** The lines of the README that diagnostics begin on, by their 1-based numbers. */
  readonly lines: Readonly<Record<number, string>>;
}

/** A question of a report that could be read. */
export interface CheckedQuestion extends Pick<Question, 'key' | 'label' | 'number' | 'title' | 'constraints' | 'span'> {
  readonly status: Question['answer']['status'];
  readonly words: number;
  readonly characters: number;
  readonly figures: number;
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
