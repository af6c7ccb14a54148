import { type Diagnostic, defaultSeverities, type RuleName, type Severity } from '../model/diagnostic.js';
import type { CheckInput } from './rule.js';
import { rules } from './rules.js';

/** Severities a configuration may give to rules. */
export type SeverityOverrides = Readonly<Partial<Record<RuleName, Severity | 'off'>>>;

/** Runs every rule over a report and returns what they found, in the order of the source. */
export function checkReport(input: CheckInput, overrides: SeverityOverrides = {}): readonly Diagnostic[] {
  return rules
    .flatMap((rule) => {
      const severity = overrides[rule.name] ?? defaultSeverities[rule.name];
      return severity === 'off'
        ? []
        : rule.find(input).map((finding): Diagnostic => ({ ...finding, severity, slug: input.report.slug }));
    })
    .sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}
