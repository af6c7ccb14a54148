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
  const toDiagnostics = (findings: readonly Finding[], rule: RuleName): readonly Diagnostic[] => {
    const severity = overrides[rule] ?? defaultSeverities[rule];
    const { slug } = input.report;
    return severity === 'off' ? [] : findings.map((finding) => ({ ...finding, severity, slug }));
  };
  const found = rules.flatMap(({ name, find }) => (overrides[name] === 'off' ? [] : toDiagnostics(find(input), name)));
  if (found.length <= maxProblems) return found.sort(byPosition);
  const byPriority = groupBy(found, priorityOf);
  const reported = [...byPriority]
    .sort(([a], [b]) => a - b)
    .flatMap(([, diagnostics]) => diagnostics.toSorted(byPosition))
    .slice(0, maxProblems);
  const rest = remainderFinding(input.report, found.length - maxProblems);
  return [...reported.sort(byPosition), ...toDiagnostics([rest], 'report-too-large')];
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.span.line - b.span.line || a.span.column - b.span.column;
}

/** Which problems are reported first when there are too many: what was left out, then errors, which fail a check. */
function priorityOf({ rule, severity }: Diagnostic): number {
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
