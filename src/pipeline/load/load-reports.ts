/** The one way in: every command that reads reports finds and reads them here. */
import path from 'node:path';
import type { Config } from '../../config/config.js';
import type { planDiagrams as PlanDiagrams } from '../../figures/diagrams/plan-diagrams.js';
import { indexFiles } from '../../figures/resolve/file-index.js';
import { type FolderListing, listFiles } from '../../figures/resolve/list-files.js';
import { resolveFigure } from '../../figures/resolve/resolve-figure.js';
import { findUnreadable } from '../../formulas/find-unreadable.js';
import { loadEmoji } from '../../markdown/syntax/emoji.js';
import type { FigureTarget } from '../../model/figure.js';
import { figureAddresses } from '../../parse/document/size-limits.js';
import { type ParsedReport, parseReport, type ReportInput } from '../../parse/parse-report.js';
import type { Template } from '../../parse/template/template.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { BuildHooks } from '../build-result.js';
import { describeAbsent, withAbsent } from './absent-groups.js';
import { discoverReports, type OnLook, type ReportFolder } from './discover-reports.js';
import type { FailedGroup } from './isolate-failure.js';
import { loadTemplates } from './load-templates.js';
import { mapReports, Waiting } from './map-reports.js';
import { type Collected, readCollected } from './read-collected.js';
import { readReadme } from './read-readme.js';

/** The reports of a course, and what they are held against. */
export interface Course {
  /** Sorted as they are shown. */
  readonly folders: readonly ReportFolder[];
  readonly templates: readonly Template[];
}

/** One group's report, read and not parsed yet. */
export interface RawReport {
  readonly source: ReportFolder;
  /** The README. */
  readonly text: string;
  /** Its path as messages name it. */
  readonly path: string;
  readonly listing: FolderListing;
  readonly collected: Collected;
}

/** One group's report, read and parsed. */
export interface ReadGroup {
  readonly source: ReportFolder;
  /** What the parser was given, the README's text among it. */
  readonly input: ReportInput;
  readonly parsed: ParsedReport;
  /** Says what a figure's address means in this report's folder. */
  readonly resolve: (href: string) => FigureTarget;
  /** Paths of the pictures in its folder. */
  readonly pictures: readonly string[];
  /** What each figure's address means, by address as written. */
  readonly targets: ReadonlyMap<string, FigureTarget>;
  readonly collected: Collected;
}

/**
 * Finds the reports that the configuration names, and reads its templates.
 *
 * @param known What is known already, and not looked for again.
 * @throws UserError when there is no report, or a template cannot be used
 */
export async function openCourse(config: Config, known: Partial<Course> = {}, onLook?: OnLook): Promise<Course> {
  const [folders, templates] = await Promise.all([
    known.folders ?? findFolders(config, onLook),
    known.templates ?? loadTemplates(config.templates, config.questions),
  ]);
  return { folders, templates };
}

async function findFolders(config: Config, onLook?: OnLook): Promise<readonly ReportFolder[]> {
  return withAbsent(await discoverReports(config.reports, config.root, onLook), config);
}

/** How reports are loaded. */
export interface LoadTask<Result> {
  readonly config: Config;
  readonly hooks: BuildHooks;
  /** What is shown meanwhile, a few words. */
  readonly stage: string;
  /** What is known of a report already, maybe only when a server has answered; it is then not parsed. */
  readonly known?: (raw: RawReport) => Promise<Result | Waiting<Result | undefined> | undefined>;
  /** What to make of each report as soon as it is read, so that not all of them are in memory at once. */
  readonly each: (group: ReadGroup) => Result | FailedGroup | Promise<Result | FailedGroup>;
  /** Whether `each` will mostly wait for servers. */
  readonly waits?: (group: ReadGroup) => boolean;
}

/**
 * Reads and parses the reports of a course. One that cannot be read is a failure among the results, and the others are
 * read all the same.
 *
 * @throws the signal's reason when aborted
 */
export async function loadReports<Result>(
  { folders, templates }: Course,
  { config, hooks, stage, known, each, waits }: LoadTask<Result>,
): Promise<readonly (Result | FailedGroup)[]> {
  return mapReports<Result>(folders, {
    hooks,
    stage,
    work: async (source) => {
      const raw = await readRaw(source, config.root);
      if ('failure' in raw) return raw;
      const read = (): Promise<ReadGroup> => parseRaw(raw, { config, templates, signal: hooks.signal });
      const result = await known?.(raw);
      if (result instanceof Waiting) return new Waiting(async () => (await result.finish()) ?? each(await read()));
      if (result !== undefined) return result;
      const group = await read();
      return waits?.(group) ? new Waiting(async () => each(group)) : each(group);
    },
  });
}

async function readRaw(source: ReportFolder, root: string): Promise<RawReport | FailedGroup> {
  if (source.absent) return describeAbsent(source);
  const [read, listing, collected] = await Promise.all([
    readReadme(source),
    listFiles(source.folder),
    readCollected(source.folder),
  ]);
  if ('failure' in read) return { source, failure: read.failure };
  return { source, text: read.text, path: displayReadme(root, source), listing, collected };
}

interface ParseTask {
  readonly config: Pick<Config, 'questions' | 'math' | 'checks'>;
  readonly templates: readonly Template[];
  readonly signal: AbortSignal;
}

async function parseRaw(
  { source, text, path: shown, listing, collected }: RawReport,
  { config, templates, signal }: ParseTask,
): Promise<ReadGroup> {
  await loadEmoji(text);
  const files = indexFiles(listing.files, listing.outside, source.group);
  const resolve = (href: string): FigureTarget => resolveFigure(href, files);
  const input: ReportInput = {
    text,
    path: shown,
    slug: source.slug,
    group: source.group,
    templates,
    settings: config.questions,
    isOwnFile: (href) => resolve(href).kind === 'local',
    math: config.math,
    isExactFile: (href) => {
      const target = resolve(href);
      return target.kind === 'local' && target.tolerance === undefined;
    },
  };
  const parsed = await withFormulas(await runWithinLimit(signal, () => parseReport(input)), { config, signal });
  const linked = parsed.report.links.filter(({ href }) => isLinkedDocument(href) && resolve(href).kind === 'local');
  const addresses = figureAddresses([...parsed.report.figures, ...linked]);
  const planDiagrams = await loadPlanner(parsed);
  const diagrams = planDiagrams && (await runWithinLimit(signal, () => planDiagrams(parsed.report.figures, addresses)));
  const targets = new Map(addresses.map((href) => [href, diagrams?.get(href) ?? resolve(href)]));
  return { source, input, parsed, resolve, pictures: files.pictures, targets, collected };
}

/** Whether a link may lead to a document that is copied beside the page. */
function isLinkedDocument(href: string): boolean {
  return /\.pdf(?:[?#]|$)/i.test(href);
}

/** Adds what is wrong with the formulas. The TeX parser is imported only for reports that have some. */
async function withFormulas(
  parsed: ParsedReport,
  { config, signal }: Pick<ParseTask, 'config' | 'signal'>,
): Promise<ParsedReport> {
  const { formulas, findings } = parsed;
  if (formulas.length === 0 || config.checks['formula-unreadable'] === 'off') return parsed;
  const { convertFormula } = await import('../../formulas/convert-formula.js');
  const unreadable = await runWithinLimit(signal, () => findUnreadable(formulas, convertFormula));
  return { ...parsed, findings: [...findings, ...unreadable] };
}

/** Imports what plans diagrams, with the parsers of their sources, only for reports that have some. */
async function loadPlanner({ report }: ParsedReport): Promise<typeof PlanDiagrams | undefined> {
  if (!report.figures.some(({ form }) => form === 'diagram')) return undefined;
  return (await import('../../figures/diagrams/plan-diagrams.js')).planDiagrams;
}

/** A report's README as messages name it, whether it has one or should have: relative to `root`, `/` on every system. */
export function displayReadme(root: string, { folder, readme }: ReportFolder): string {
  return (path.relative(root, path.join(folder, readme ?? 'README.md')) || '.').split(path.sep).join('/');
}
