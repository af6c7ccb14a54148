import { checkReport } from '../../check/check-report.js';
import type { Config } from '../../config/config.js';
import type { FigureOptimizer, OptimizedFigure } from '../../figures/optimize.js';
import type { CollectRecord, LineAuthors } from '../../model/collected.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { FigureOutcome } from '../../model/figure.js';
import type { Report } from '../../model/report.js';
import { linkInSource } from '../../model/source-links.js';
import type { Template } from '../../parse/template/template.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { ReportFolder } from '../load/discover-reports.js';
import type { ReadGroup } from '../load/load-reports.js';
import { authorsIn, recordIn } from '../load/read-collected.js';
import { findSamples } from '../load/sample-figures.js';
import { settleDiagrams } from './settle-diagrams.js';

/** One group's report with its figures prepared and its problems found. */
export interface PreparedGroup {
  readonly source: ReportFolder;
  /** The README as it is. */
  readonly text: string;
  readonly report: Report;
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** By address as written. */
  readonly figures: ReadonlyMap<string, OptimizedFigure>;
  /** Whether a figure's failure may not happen again, so that this must not be cached: see `FigureOutcome`. */
  readonly isProvisional: boolean;
  /** Where the report was collected; null where it was not, or the record of it is damaged. */
  readonly collected: CollectRecord | null;
  /** Who wrote the lines of the README; null where that is not recorded, or it was edited since. */
  readonly authors: LineAuthors | null;
}

/** What groups are prepared with. */
export interface PrepareTask {
  readonly config: Config;
  readonly optimizer: FigureOptimizer;
  readonly signal: AbortSignal;
}

/** Prepares a group's figures and checks its report. Rejects only when aborted, or for a bug. */
export async function prepareGroup(
  { source, input, parsed, pictures, targets, collected }: ReadGroup,
  { config, optimizer, signal }: PrepareTask,
): Promise<PreparedGroup> {
  const prepared = new Map(
    await Promise.all(
      [...targets].map(
        async ([href, target]) => [href, await optimizer.optimize({ folder: source.folder, target, signal })] as const,
      ),
    ),
  );
  const outcomes = new Map([...prepared].map(([href, { outcome }]) => [href, outcome]));
  const settled = settleDiagrams(parsed, outcomes);
  const { report, template } = settled;
  const samples = await findSamples(source.folder, targets, template?.samples);
  return {
    source,
    text: input.text,
    collected: recordIn(collected),
    authors: authorsIn(collected, input.text),
    report,
    figures: new Map(
      [...prepared].filter(([, { outcome }]) => outcome.target.kind !== 'diagram' || 'asset' in outcome),
    ),
    isProvisional: [...outcomes.values()].some((outcome) => 'failure' in outcome && outcome.provisional),
    diagnostics: await runWithinLimit(signal, () =>
      diagnose({ parsed: settled, pictures, samples, collected }, outcomes, config),
    ),
    ...(template ? { template } : {}),
  };
}

/** What is known of sample pictures among a report's figures. */
interface Samples {
  /** Addresses as written. */
  readonly samples: ReadonlySet<string>;
}

/** Checks a report, once it is known what became of each of its figures. */
export function diagnose(
  {
    parsed: { report, template, findings },
    pictures,
    samples,
    collected,
  }: Pick<ReadGroup, 'parsed' | 'pictures' | 'collected'> & Samples,
  outcomes: ReadonlyMap<string, FigureOutcome>,
  config: Pick<Config, 'words' | 'checks'>,
): readonly Diagnostic[] {
  const { record, problem } = collected.read ?? {};
  return checkReport(
    {
      report,
      outcomes,
      pictures,
      samples,
      counting: config.words,
      parsed: findings,
      ...(problem === undefined ? {} : { recordProblem: problem }),
      ...(record ? { isInSource: (href: string) => linkInSource(href, record) !== undefined } : {}),
      ...(template ? { template } : {}),
    },
    config.checks,
  );
}
