import type { Config } from '../../config/config.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { BuildHooks } from '../build-result.js';
import { diagnose } from '../group/prepare-group.js';
import { displayReadme, loadReports, openCourse, type ReadGroup } from '../load/load-reports.js';
import { notesOnTemplates } from '../load/load-templates.js';
import { checkFigures } from './check-figures.js';
import type { CheckedReport, CheckResult, UnreadReport } from './check-result.js';
import { condenseReport } from './condense-report.js';

/**
 * Checks the reports: the pipeline of a build as far as the diagnostics, without preparing figures, without the network,
 * and without writing anything. A report that cannot be read is a result, and the others are checked all the same. Of each
 * report only what is printed stays in memory.
 *
 * @throws UserError for wrong configuration; the signal's reason when aborted
 */
export async function checkReports(config: Config, hooks: BuildHooks): Promise<CheckResult> {
  const course = await openCourse(config);
  const checked = await loadReports(course, {
    config,
    hooks,
    stage: 'Checking reports',
    each: (group) => checkGroup(group, config, hooks.signal),
  });
  const reports = checked.map((report): CheckedReport | UnreadReport => {
    if (!('source' in report)) return report;
    const { source, failure } = report;
    return { slug: source.slug, group: source.group, path: displayReadme(config.root, source), failure };
  });
  return { reports, notes: notesOnTemplates(course.templates) };
}

async function checkGroup(
  { source, input: { text }, parsed, pictures, targets }: ReadGroup,
  config: Config,
  signal: AbortSignal,
): Promise<CheckedReport> {
  const outcomes = await checkFigures({ folder: source.folder, targets, options: config.figures, signal });
  return runWithinLimit(signal, () => {
    const diagnostics = diagnose({ parsed, pictures }, outcomes, config);
    return condenseReport({ ...parsed, text, diagnostics }, config.words);
  });
}
