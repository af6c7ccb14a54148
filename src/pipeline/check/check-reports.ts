import type { Config } from '../../config/config.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { BuildHooks } from '../build-result.js';
import { diagnose } from '../group/prepare-group.js';
import { settleDiagrams } from '../group/settle-diagrams.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { displayReadme, loadReports, openCourse, type ReadGroup } from '../load/load-reports.js';
import { notesOnTemplates } from '../load/load-templates.js';
import { recordIn } from '../load/read-collected.js';
import { findSamples } from '../load/sample-figures.js';
import { checkFigures } from './check-figures.js';
import {
  addTotals,
  type CheckedReport,
  type CheckResult,
  type CheckTotals,
  countReport,
  type UnreadReport,
} from './check-result.js';
import { condenseReport } from './condense-report.js';

/**
 * Checks the reports: the pipeline of a build as far as the diagnostics, without preparing figures, without the network,
 * and without writing anything. A report that cannot be read is a result, and the others are checked all the same.
 *
 * @param describe Makes of each report what stays in memory, as soon as it is checked.
 * @throws UserError for wrong configuration; the signal's reason when aborted
 */
export async function checkReports<Part>(
  config: Config,
  hooks: BuildHooks,
  describe: (report: CheckedReport | UnreadReport) => Part,
): Promise<CheckResult<Part>> {
  const course = await openCourse(config);
  const keep = (report: CheckedReport | UnreadReport): KeptReport<Part> => ({
    path: report.path,
    part: describe(report),
    totals: countReport(report),
  });
  const checked = await loadReports(course, {
    config,
    hooks,
    stage: 'Checking reports',
    each: (group) => checkGroup(group, config, { signal: hooks.signal, keep }),
  });
  const reports = checked.map((report) => ('part' in report ? report : keep(describeFailure(report, config))));
  return {
    parts: reports.map(({ part }) => part),
    totals: addTotals(reports.map(({ totals }) => totals)),
    paths: reports.map(({ path }) => path),
    notes: notesOnTemplates(course.templates),
  };
}

/** What stays in memory of a report. */
interface KeptReport<Part> {
  readonly path: string;
  readonly part: Part;
  readonly totals: CheckTotals;
}

async function checkGroup<Kept>(
  { source, input: { text }, parsed, pictures, targets, collected }: ReadGroup,
  config: Config,
  { signal, keep }: { readonly signal: AbortSignal; readonly keep: (report: CheckedReport) => Kept },
): Promise<Kept> {
  const outcomes = await checkFigures({ folder: source.folder, targets, options: config.figures, signal });
  const samples = await findSamples(source.folder, targets, parsed.template?.samples);
  return runWithinLimit(signal, () => {
    const settled = settleDiagrams(parsed, outcomes);
    const diagnostics = diagnose({ parsed: settled, pictures, samples, collected }, outcomes, config);
    return keep(condenseReport({ ...settled, text, diagnostics, collected: recordIn(collected) }, config.words));
  });
}

function describeFailure({ source, failure }: FailedGroup, { root }: Config): UnreadReport {
  const { slug, group, absent } = source;
  return { slug, group, path: displayReadme(root, source), failure, ...(absent ? { absent } : {}) };
}
