import type { countDone } from '../../model/checklist.js';
import type { CollectRecord } from '../../model/collected.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Question, TemplateMatch } from '../../model/report.js';
import { countProblems, type ProblemCount, type ReportProgress } from '../../model/report-progress.js';

/** What a check found, each report as its caller described it. */
export interface CheckResult<Part> {
  /** Sorted as on the cohort's page. */
  readonly parts: readonly Part[];
  readonly totals: CheckTotals;
  /** The READMEs, as diagnostics name them. */
  readonly paths: readonly string[];
  /** What the course should know of its templates; a sentence each. */
  readonly notes: readonly string[];
}

/** Counts over all reports. */
export interface CheckTotals extends ProblemCount, Pick<ReportProgress, 'answered' | 'questions'> {
  readonly reports: number;
  readonly unread: readonly UnreadReport[];
  /** Nothing is wrong, and every question is answered. */
  readonly ready: boolean;
}

/** What formats print of a report that could be read. Words are in the count that the configuration chose. */
export interface CheckedReport {
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The README, as diagnostics name it. */
  readonly path: string;
  /** The template that the report was compared with; null without one. */
  readonly template: TemplateMatch | null;
  /** The record of where it was collected from; null where it was not. */
  readonly collected: CollectRecord | null;
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
  /** The group is on the roster and handed in nothing. */
  readonly absent?: true;
}

/** Whether a report could not be read. */
export function isUnread(report: CheckedReport | UnreadReport): report is UnreadReport {
  return 'failure' in report;
}

/** The counts of one report. */
export function countReport(report: CheckedReport | UnreadReport): CheckTotals {
  if (isUnread(report))
    return { reports: 1, unread: [report], answered: 0, questions: 0, errors: 0, warnings: 0, ready: false };
  const { answered, questions } = report.progress;
  const ready = report.diagnostics.length === 0 && answered === questions;
  return { reports: 1, unread: [], answered, questions, ...countProblems(report.diagnostics), ready };
}

/** The counts over all reports, from those of each. */
export function addTotals(totals: readonly CheckTotals[]): CheckTotals {
  const sum = (count: 'reports' | 'answered' | 'questions' | 'errors' | 'warnings'): number =>
    totals.reduce((total, entry) => total + entry[count], 0);
  return {
    reports: sum('reports'),
    unread: totals.flatMap(({ unread }) => unread),
    answered: sum('answered'),
    questions: sum('questions'),
    errors: sum('errors'),
    warnings: sum('warnings'),
    ready: totals.every(({ ready }) => ready),
  };
}
