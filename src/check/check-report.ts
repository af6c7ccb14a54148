import { type Diagnostic, defaultSeverities, type Finding, type RuleName, type Severity } from '../model/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import type { Report } from '../model/report.js';
import type { CheckInput } from './rule.js';
import { rules } from './rules.js';

/** Severities per rule from the configuration. */
export type SeverityOverrides = Readonly<Partial<Record<RuleName, Severity | 'off'>>>;

/** Maximum number of reported problems per report. Real reports have less than a hundred. */
const maxProblems = 1_000;

/** Runs every rule on a report and returns the diagnostics in the order of the source. */
export function checkReport(input: CheckInput, overrides: SeverityOverrides = {}): readonly Diagnostic[] {
  const severityOf = (rule: RuleName): Severity | 'off' => overrides[rule] ?? defaultSeverities[rule];
  const found = rules.flatMap(({ name, find }) => (severityOf(name) === 'off' ? [] : find(input)));
  const { slug } = input.report;
  return limitFindings(found, input.report, severityOf).flatMap((finding): readonly Diagnostic[] => {
    const severity = severityOf(finding.rule);
    return severity === 'off' ? [] : [{ ...finding, severity, slug }];
  });
}

/** The findings that are reported, in the order of the source. A megabyte can have a hundred thousand. */
function limitFindings(
  found: readonly Finding[],
  report: Report,
  severityOf: (rule: RuleName) => Severity | 'off',
): readonly Finding[] {
  if (found.length <= maxProblems) return found.toSorted(byPosition);
  const byPriority = groupBy(found, ({ rule }) => priorityOf(rule, severityOf(rule)));
  const reported = [...byPriority]
    .sort(([a], [b]) => a - b)
    .flatMap(([, findings]) => findings.toSorted(byPosition))
    .slice(0, maxProblems);
  return [...reported.sort(byPosition), remainderFinding(report, found.length - maxProblems)];
}

function byPosition(a: Finding, b: Finding): number {
  return a.span.line - b.span.line || a.span.column - b.span.column;
}

/** Which problems are reported first when there are too many: what was left out, then errors, which fail a check. */
function priorityOf(rule: RuleName, severity: Severity | 'off'): number {
  if (rule === 'report-too-large') return 0;
  return severity === 'error' ? 1 : 2;
}

/** Reports the number of omitted problems, at the end of the report. */
function remainderFinding({ source: { path, lines } }: Report, count: number): Finding {
  return {
    rule: 'report-too-large',
    message: `The report has ${count} more ${count === 1 ? 'problem' : 'problems'}. Correct those that are listed, and check again.`,
    span: { path, line: lines, column: 1, endLine: lines, endColumn: 1 },
  };
}
