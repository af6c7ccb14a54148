import type { ChosenBy, CollectRecord } from '../../model/collected.js';
import type { Constraint } from '../../model/constraint.js';
import type { Diagnostic, RuleName, Severity } from '../../model/diagnostic.js';
import { numberOrKey, type QuestionKey, type QuestionNumber } from '../../model/question-key.js';
import type { AnswerStatus, TemplateMatch } from '../../model/report.js';
import { sourceLinks } from '../../model/source-links.js';
import {
  type CheckedQuestion,
  type CheckedReport,
  type CheckTotals,
  isUnread,
  type UnreadReport,
} from './check-result.js';

/** What `check` gives and `report check --format json` prints. Fields are added, never renamed, and never change their meaning. */
export interface CheckOutput {
  /** Of this form; it grows only when something that reads it would have to change. */
  readonly version: 1;
  readonly reports: readonly ReportOutput[];
  readonly summary: SummaryOutput;
}

/** One report. */
export interface ReportOutput {
  /** The report's name in addresses; unique. */
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The README, relative to the folder the command was started in; absolute when it lies outside that. */
  readonly path: string;
  /** The template that the report is held against; null without one. */
  readonly template: TemplateMatch | null;
  /** Where it was collected from; only then. */
  readonly collected?: CollectedOutput;
  /** In the order of the source. */
  readonly questions: readonly QuestionOutput[];
  readonly checklist: { readonly done: number; readonly total: number };
  /** In the order of the source. */
  readonly diagnostics: readonly DiagnosticOutput[];
  /** Why the report could not be read, and what to do. Only then; the lists above are then empty. */
  readonly failure?: { readonly reason: string; readonly advice: string };
}

/** The source of a report that `report collect` fetched. */
export interface CollectedOutput {
  /** Its address; of a folder or ZIP file, the path in the roster. */
  readonly repository: string;
  /** The full name of the commit, and the committer's date; null where the source is no repository. */
  readonly commit: string | null;
  readonly date: string | null;
  /** The commit's page; null where the host's addresses are not known. */
  readonly address: string | null;
  /** How it was chosen: as the last one before the deadline, by hand in the roster, or as the newest. */
  readonly chosen: ChosenBy;
  /** Commits on the branch after it. */
  readonly laterCommits: number;
}

/** One question of a report. */
export interface QuestionOutput {
  /** Identifies it within its template: `7`, `1a`, `part-2-1`, `results`. */
  readonly key: QuestionKey;
  /** As a page names it: `Question 7`. */
  readonly label: string;
  /** Null where it has none, or one with parts. */
  readonly number: number | null;
  /** Its heading as written, without markup. */
  readonly title: string;
  readonly status: AnswerStatus;
  /** Words of the answer, in the count that the configuration chose. */
  readonly words: number;
  /** Its characters, only where they are limited, as in Chinese. */
  readonly characters?: number;
  /** Figures of the answer. */
  readonly figures: number;
  /** What its prompt asks for; null where it does not say. */
  readonly limits: {
    readonly words: LimitOutput | null;
    /** Only where characters are limited. */
    readonly characters?: LimitOutput;
    readonly figures: LimitOutput | null;
  };
}

/** How many there should be, both ends included; null is an open end. */
export interface LimitOutput {
  readonly min: number | null;
  readonly max: number | null;
  /** Who says so: the report's own prompt, the template where the report says otherwise or nothing, or the configuration. */
  readonly from: Constraint['from'];
}

/** One problem. Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive. */
export interface DiagnosticOutput {
  readonly rule: RuleName;
  readonly severity: Severity;
  /** What is wrong, and what to do. */
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The number of the question it concerns, or its key where that is not a number. */
  readonly question?: QuestionNumber;
  /** What to write instead, where that is known. */
  readonly suggestion?: string;
}

/** Counts over all reports. */
export interface SummaryOutput {
  readonly reports: number;
  /** Reports that could not be read. */
  readonly unreadable: number;
  /** Questions of the reports, and those of their templates that they lost. */
  readonly questions: number;
  readonly answered: number;
  readonly errors: number;
  readonly warnings: number;
}

/** One report in the form that programs may rely on. */
export function describeReport(report: CheckedReport | UnreadReport): ReportOutput {
  const { slug, group, path } = report;
  if (isUnread(report)) {
    const nothing = { template: null, questions: [], checklist: { done: 0, total: 0 }, diagnostics: [] };
    const { reason, advice } = report.failure;
    return { slug, group, path, ...nothing, failure: { reason, advice } };
  }
  const { template, collected, questions, checklist, diagnostics } = report;
  return {
    slug,
    group,
    path,
    template,
    ...(collected ? { collected: describeCollected(collected) } : {}),
    questions: questions.map(describeQuestion),
    checklist,
    diagnostics: diagnostics.map(describeDiagnostic),
  };
}

function describeCollected(record: CollectRecord): CollectedOutput {
  const { repository, commit, committerDate, chosen, laterCommits } = record;
  const address = sourceLinks(record)?.commit ?? null;
  return { repository, commit, date: committerDate, address, chosen, laterCommits };
}

function describeQuestion(question: CheckedQuestion): QuestionOutput {
  const { key, label, number, title, status, words, figures, constraints } = question;
  const limit = (kind: Constraint['kind']): LimitOutput | null => {
    const found = constraints.find((constraint) => constraint.kind === kind);
    return found ? { min: found.min ?? null, max: found.max ?? null, from: found.from } : null;
  };
  const characters = limit('characters');
  return {
    key,
    label,
    number,
    title,
    status,
    words,
    ...(characters ? { characters: question.characters } : {}),
    figures,
    limits: { words: limit('words'), ...(characters ? { characters } : {}), figures: limit('figures') },
  };
}

function describeDiagnostic({ rule, severity, message, span, question, suggestion }: Diagnostic): DiagnosticOutput {
  return {
    rule,
    severity,
    message,
    ...span,
    ...(question === undefined ? {} : { question: numberOrKey(question) }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** The counts over all reports in that form. */
export function describeTotals({ reports, unread, questions, answered, errors, warnings }: CheckTotals): SummaryOutput {
  return { reports, unreadable: unread.length, questions, answered, errors, warnings };
}
