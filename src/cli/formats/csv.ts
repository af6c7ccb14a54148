import { stringify } from 'csv-stringify/sync';
import type { Constraint } from '../../model/constraint.js';
import { countProblems, wordsOfAnswer } from '../../model/report-progress.js';
import { type CheckedReport, type CheckResult, isUnread } from '../../pipeline/check/check-result.js';
import { printableLines } from '../terminal.js';
import { problemsByQuestion, type QuestionProblems } from './by-question.js';

const columns = [
  'group',
  'question',
  'title',
  'status',
  'words',
  'min_words',
  'max_words',
  'figures',
  'min_figures',
  'max_figures',
  'errors',
  'warnings',
  'key',
  'label',
];

type Cell = string | number | undefined;

/**
 * For spreadsheets: a row per group and question, RFC 4180. `status` is that of the answer, `missing` for a question of
 * the template that the report lost, or `unreadable`, in the one row of a report that could not be read. What a
 * spreadsheet would run as a formula has a `'` before it.
 */
export function formatCsv({ reports, counting }: CheckResult): string {
  const rows = reports.flatMap((report): readonly (readonly Cell[])[] =>
    isUnread(report)
      ? [[report.group, undefined, undefined, 'unreadable']]
      : problemsByQuestion(report).questions.map((entry) => rowOf(report, entry, counting)),
  );
  return stringify(
    [columns, ...rows.map((row) => columns.map((_, index) => harmless(row[index])))],
    // By itself it quotes a line break only where that is the one that ends its rows.
    { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}

function rowOf({ group }: CheckedReport, entry: QuestionProblems, counting: CheckResult['counting']): readonly Cell[] {
  const { key, label, number, title, question, diagnostics } = entry;
  const { errors, warnings } = countProblems(diagnostics);
  const limit = (kind: Constraint['kind']): readonly Cell[] => {
    const found = question?.constraints.find((constraint) => constraint.kind === kind);
    return [found?.min, found?.max];
  };
  return [
    group,
    number ?? undefined,
    title,
    question?.answer.status ?? 'missing',
    question && wordsOfAnswer(question, counting),
    ...limit('words'),
    question?.answer.figures.length,
    ...limit('figures'),
    errors,
    warnings,
    key,
    label,
  ];
}

function harmless(cell: Cell): Cell {
  return typeof cell === 'string' ? printableLines(cell) : cell;
}
