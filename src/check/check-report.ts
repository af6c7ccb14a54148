import { type Diagnostic, defaultSeverities, type Finding, type RuleName, type Severity } from '../model/diagnostic.js';
import type { Report } from '../model/report.js';
import type { CheckInput } from './rule.js';
import { rules } from './rules.js';

/** Severities a configuration may give to rules. */
export type SeverityOverrides = Readonly<Partial<Record<RuleName, Severity | 'off'>>>;

/** Most problems of a report that are told. Real reports have less than a hundred. */
const mostProblems = 1_000;

/** Runs every rule over a report and returns what they found, in the order of the source. */
export function checkReport(input: CheckInput, overrides: SeverityOverrides = {}): readonly Diagnostic[] {
  const toDiagnostics = (findings: readonly Finding[], rule: RuleName): readonly Diagnostic[] => {
    const severity = overrides[rule] ?? defaultSeverities[rule];
    const { slug } = input.report;
    return severity === 'off' ? [] : findings.map((finding) => ({ ...finding, severity, slug }));
  };
  const found = rules.flatMap(({ name, find }) => (overrides[name] === 'off' ? [] : toDiagnostics(find(input), name)));
  if (found.length <= mostProblems) return found.sort(byPlace);
  const told = found.sort((a, b) => rankOf(a) - rankOf(b) || byPlace(a, b)).slice(0, mostProblems);
  const rest = manyMore(input.report, found.length - mostProblems);
  return [...told.sort(byPlace), ...toDiagnostics([rest], 'report-too-large')];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.span.line - b.span.line || a.span.column - b.span.column;
}

/** What is told first where not all is: what was left out, then the errors, which fail a check. */
function rankOf({ rule, severity }: Diagnostic): number {
  if (rule === 'report-too-large') return 0;
  return severity === 'error' ? 1 : 2;
}

/** Told at the end of the report, where every list of problems ends. */
function manyMore({ source: { path, lines } }: Report, count: number): Finding {
  return {
    rule: 'report-too-large',
    message: `The report has ${count} more ${count === 1 ? 'problem' : 'problems'}. Correct those that are listed, and check again.`,
    span: { path, line: lines, column: 1, endLine: lines, endColumn: 1 },
  };
}
