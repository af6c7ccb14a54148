import pLimit from 'p-limit';
import type { Config } from '../../config/config.js';
import type { Template } from '../../parse/template.js';
import type { BuildHooks } from '../build-result.js';
import { diagnose, displayReadme, readGroup } from '../group/build-group.js';
import { discoverReports, type ReportFolder } from '../load/discover-reports.js';
import { loadTemplates } from '../load/load-templates.js';
import { checkFigures } from './check-figures.js';
import type { CheckResult } from './check-result.js';

/** Reports in work at once: while one is parsed the figures of the others are read. */
const parallelReports = 8;

/**
 * Checks the reports: the pipeline of a build as far as the diagnostics, without preparing figures, without the network,
 * and without writing anything. A report that cannot be read is a result, and the others are checked all the same.
 *
 * @throws UserError for wrong configuration; the signal's reason when aborted
 */
export async function checkReports(config: Config, { signal, onProgress }: BuildHooks): Promise<CheckResult> {
  const [folders, templates] = await Promise.all([
    discoverReports(config.reports, config.root),
    loadTemplates(config.templates),
  ]);
  const limit = pLimit(parallelReports);
  let done = 0;
  const reports = await Promise.all(
    folders.map((folder) =>
      limit(async () => {
        signal.throwIfAborted();
        const report = await checkFolder(folder, { config, templates, signal });
        done += 1;
        onProgress({ stage: 'Checking reports', done, total: folders.length });
        return report;
      }),
    ),
  );
  return { reports, counting: config.words };
}

interface Task {
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly signal: AbortSignal;
}

async function checkFolder(
  source: ReportFolder,
  { config, templates, signal }: Task,
): Promise<CheckResult['reports'][number]> {
  const about = { slug: source.slug, group: source.group, path: displayReadme(config.root, source) };
  const read = await readGroup(source, config.root, templates);
  if ('failure' in read) return { ...about, failure: read.failure };
  const { parsed, targets, input } = read;
  const outcomes = await checkFigures({ folder: source.folder, targets, options: config.figures, signal });
  const { report, template } = parsed;
  const diagnostics = diagnose(parsed, outcomes, config);
  return { ...about, text: input.text, report, diagnostics, ...(template ? { template } : {}) };
}
