import path from 'node:path';
import { checkReport } from '../../check/check-report.js';
import type { Config } from '../../config/config.js';
import type { FigureOptimizer, OptimizedFigure } from '../../figures/optimize.js';
import { indexFiles } from '../../figures/resolve/file-index.js';
import { listFiles } from '../../figures/resolve/list-files.js';
import { resolveFigure } from '../../figures/resolve/resolve-figure.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { FigureOutcome, FigureTarget } from '../../model/figure.js';
import type { Report } from '../../model/report.js';
import { figureAddresses } from '../../parse/limits.js';
import { type ParsedReport, parseReport, type ReportInput } from '../../parse/parse-report.js';
import type { Template } from '../../parse/template.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { type ReadFailure, readReport } from '../load/read-readme.js';

/** One group's report, read and understood. */
export interface ReadGroup {
  readonly source: ReportFolder;
  /** What the parser was given, the README's text among it. */
  readonly input: ReportInput;
  readonly parsed: ParsedReport;
  /** Says what a figure's address means in this report's folder. */
  readonly resolve: (href: string) => FigureTarget;
  /** What each figure's address means, by address as written. */
  readonly targets: ReadonlyMap<string, FigureTarget>;
}

/** One group's report with its figures prepared and its problems found. */
export interface BuiltGroup {
  readonly source: ReportFolder;
  /** The README as it is. */
  readonly text: string;
  readonly report: Report;
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** By address as written. */
  readonly figures: ReadonlyMap<string, OptimizedFigure>;
}

/** A group that has no page of its own making, and why. */
export interface FailedGroup {
  readonly source: ReportFolder;
  readonly failure: ReadFailure;
}

/** Reads and parses one group's report. `root` is the folder that paths are shown relative to. */
export async function readGroup(
  source: ReportFolder,
  root: string,
  templates: readonly Template[],
): Promise<ReadGroup | FailedGroup> {
  const [read, listing] = await Promise.all([readReport(source), listFiles(source.folder)]);
  if ('failure' in read) return { source, failure: read.failure };
  const files = indexFiles(listing.files, listing.outside, source.group);
  const resolve = (href: string): FigureTarget => resolveFigure(href, files);
  const input: ReportInput = {
    text: read.text,
    path: displayReadme(root, source),
    slug: source.slug,
    group: source.group,
    templates,
    isOwnFile: (href) => resolve(href).kind === 'local',
  };
  const parsed = parseReport(input);
  const targets = new Map(figureAddresses(parsed.report.figures).map((href) => [href, resolve(href)]));
  return { source, input, parsed, resolve, targets };
}

/** Prepares a group's figures and checks its report. Rejects only when aborted, or for a bug. */
export async function finishGroup(
  { source, input, parsed, targets }: ReadGroup,
  config: Config,
  optimizer: FigureOptimizer,
  signal: AbortSignal,
): Promise<BuiltGroup> {
  const figures = new Map(
    await Promise.all(
      [...targets].map(
        async ([href, target]) => [href, await optimizer.optimize({ folder: source.folder, target, signal })] as const,
      ),
    ),
  );
  const { report, template } = parsed;
  const outcomes = new Map([...figures].map(([href, { outcome }]) => [href, outcome]));
  return {
    source,
    text: input.text,
    report,
    figures,
    diagnostics: diagnose(parsed, outcomes, config),
    ...(template ? { template } : {}),
  };
}

/** Checks a report, once it is known what became of each of its figures. */
export function diagnose(
  { report, template, findings }: ParsedReport,
  outcomes: ReadonlyMap<string, FigureOutcome>,
  config: Config,
): readonly Diagnostic[] {
  return checkReport(
    { report, outcomes, counting: config.words, parsed: findings, ...(template ? { template } : {}) },
    config.checks,
  );
}

/** A report's README as messages name it, whether it has one or should have. */
export function displayReadme(root: string, { folder, readme }: ReportFolder): string {
  return displayPath(root, path.join(folder, readme ?? 'README.md'));
}

/** A path as messages name it: relative to where the command was started, with `/` on every system. */
function displayPath(root: string, file: string): string {
  return (path.relative(root, file) || '.').split(path.sep).join('/');
}
