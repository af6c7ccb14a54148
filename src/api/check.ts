import type { CheckOutput, ReportOutput } from '../pipeline/check/check-output.js';
import { type CommonOptions, hooksOf, settle } from './settings.js';

/**
 * Checks the reports, as `report check` does. Writes nothing and asks nobody: remote figures are not fetched.
 *
 * @returns what `report check --format json` prints
 * @throws UserError for wrong options or configuration, the reason of `signal` when that is aborted
 */
export async function check(options: CommonOptions = {}): Promise<CheckOutput> {
  const config = await settle(options);
  const [{ checkReports }, { describeReport, describeTotals }] = await Promise.all([
    import('../pipeline/check/check-reports.js'),
    import('../pipeline/check/check-output.js'),
  ]);
  // V8 keeps a README as long as a part of its text is used; what is read from JSON is a copy.
  const { parts, totals } = await checkReports(
    config,
    hooksOf(options),
    (report) => JSON.parse(JSON.stringify(describeReport(report))) as ReportOutput,
  );
  return { version: 1, reports: parts, summary: describeTotals(totals) };
}
