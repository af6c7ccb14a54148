import { countDone } from '../../model/checklist.js';
import type { CollectRecord } from '../../model/collected.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { questionsOf, type Report } from '../../model/report.js';
import { progressOf, type WordCounting, wordsOfAnswer } from '../../model/report-progress.js';
import { linesOfText } from '../../parse/document/source.js';
import type { Template } from '../../parse/template/template.js';
import type { CheckedReport } from './check-result.js';

/** A report with its diagnostics. */
export interface ReportToCondense {
  readonly report: Report;
  /** The template that was obeyed. */
  readonly template?: Template;
  /** The README as it is. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly collected: CollectRecord | null;
}

/** Takes from a report what formats print of it. */
export function condenseReport(
  { report, template, text, diagnostics, collected }: ReportToCondense,
  counting: WordCounting,
): CheckedReport {
  const { slug, group, source } = report;
  return {
    slug,
    group,
    path: source.path,
    template: report.template ?? null,
    collected,
    progress: progressOf(report, counting),
    questions: questionsOf(report).map(({ key, label, number, title, constraints, span, ...question }) => ({
      key,
      label,
      number,
      title,
      constraints,
      span,
      status: question.answer.status,
      words: wordsOfAnswer(question, counting),
      characters: question.answer.characters,
      figures: question.answer.figures.length,
    })),
    missing: report.missing.map((key) => {
      const { label = '', number = null, title = '' } = template?.questions.get(key) ?? {};
      return { key, label, number, title };
    }),
    checklist: countDone(report.checklist.groups.flatMap(({ items }) => items)),
    diagnostics,
    lines: linesOf(text, diagnostics),
  };
}

function linesOf(text: string, diagnostics: readonly Diagnostic[]): CheckedReport['lines'] {
  if (diagnostics.length === 0) return {};
  const lines = linesOfText(text);
  return Object.fromEntries(diagnostics.map(({ span: { line } }) => [line, lines[line - 1] ?? '']));
}
