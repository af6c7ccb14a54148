import { stringify } from 'csv-stringify/sync';
import type { Constraint } from '../../model/constraint.js';
import { countProblems } from '../../model/report-progress.js';
import { type CheckedReport, isUnread } from '../../pipeline/check/check-result.js';
import { printableLines } from '../terminal.js';
import { problemsByQuestion, type QuestionProblems } from './by-question.js';
import type { Formatter } from './formatter.js';

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
  'characters',
  'min_characters',
  'max_characters',
  'repository',
  'commit',
  'commit_date',
  'commit_chosen',
];

type Cell = string | number | undefined;

/**
 * CSV (RFC 4180) for spreadsheets: a row per group and question. `status` is the status of the answer, `missing` for a
 * question of the template that the report does not have, or `unreadable` in the only row of a report that could not be
 * read, or `absent` in that of a group on the roster that handed in nothing. A cell that a spreadsheet would read as a formula is prefixed with `'`.
 */
export function openCsv(): Formatter {
  return {
    part: (report) =>
      isUnread(report)
        ? toCsv([[report.group, undefined, undefined, report.absent ? 'absent' : 'unreadable']])
        : toCsv(problemsByQuestion(report).questions.map((entry) => rowOf(report, entry))),
    *join(parts) {
      yield toCsv([columns]);
      yield* parts;
    },
  };
}

function toCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => columns.map((_, index) => withoutControls(row[index]))),
    // csv-stringify itself quotes only those line breaks that equal its record delimiter.
    { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}

function rowOf({ group, collected }: CheckedReport, entry: QuestionProblems): readonly Cell[] {
  const { key, label, number, title, question, diagnostics } = entry;
  const { errors, warnings } = countProblems(diagnostics);
  const limit = (kind: Constraint['kind']): readonly Cell[] => {
    const found = question?.constraints.find((constraint) => constraint.kind === kind);
    return [found?.min, found?.max];
  };
  const hasCharacters = question?.constraints.some(({ kind }) => kind === 'characters') ?? false;
  return [
    group,
    number ?? undefined,
    title,
    question?.status ?? 'missing',
    question?.words,
    ...limit('words'),
    question?.figures,
    ...limit('figures'),
    errors,
    warnings,
    key,
    label,
    // Only where they are limited.
    hasCharacters ? question?.characters : undefined,
    ...limit('characters'),
    // Only of a report that was collected.
    collected?.repository,
    collected?.commit ?? undefined,
    collected?.committerDate ?? undefined,
    collected?.chosen,
  ];
}

function withoutControls(cell: Cell): Cell {
  return typeof cell === 'string' ? printableLines(cell) : cell;
}
