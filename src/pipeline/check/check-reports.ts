import type { Config } from '../../config/config.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { BuildHooks } from '../build-result.js';
import { diagnose } from '../group/prepare-group.js';
import { displayReadme, loadReports, openCourse, type ReadGroup } from '../load/load-reports.js';
import { notesOnTemplates } from '../load/load-templates.js';
import { findSamples } from '../load/sample-figures.js';
import { checkFigures } from './check-figures.js';
import type { CheckedReport, CheckResult, UnreadReport } from './check-result.js';

/**
 * Checks the reports: the pipeline of a build as far as the diagnostics, without preparing figures, without the network,
 * and without writing anything. A report that cannot be read is a result, and the others are checked all the same.
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
  return { reports, counting: config.words, notes: notesOnTemplates(course.templates) };
}

async function checkGroup(
  { source, input, parsed, pictures, targets }: ReadGroup,
  config: Config,
  signal: AbortSignal,
): Promise<CheckedReport> {
  const outcomes = await checkFigures({ folder: source.folder, targets, options: config.figures, signal });
  const { report, template } = parsed;
  const samples = await findSamples(source.folder, targets, template?.samples);
  return {
    slug: source.slug,
    group: source.group,
    path: input.path,
    text: input.text,
    report,
    diagnostics: await runWithinLimit(signal, () => diagnose({ parsed, pictures, samples }, outcomes, config)),
    ...(template ? { template } : {}),
  };
}
