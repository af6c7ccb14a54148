/** `report check --fix`: plans what to change in a report, and writes its README. Nothing else is ever written. */
import { createHash, randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkReport, type SeverityOverrides } from '../check/check-report.js';
import { isInside, listFiles } from '../figures/list-files.js';
import { resolveFigure } from '../figures/resolve.js';
import { indexFiles } from '../figures/tolerant-index.js';
import { type Fixed, fixReport } from '../fix/fix-report.js';
import type { FigureOutcome } from '../model/figure.js';
import { parseReport, type ReportInput } from '../parse/parse-report.js';
import type { Template } from '../parse/template.js';
import { displayPath } from './build-group.js';
import type { ReportFolder } from './discover.js';
import { type ReadFailure, readReport } from './read-report.js';

/** What fixing takes from the configuration. */
export interface FixSettings {
  /** Absolute; paths are shown relative to it. */
  readonly root: string;
  readonly templates: readonly Template[];
  /** A rule that is off is not fixed either. */
  readonly checks: SeverityOverrides;
}

/** What is to be changed in a report. */
export interface PlannedFix extends Fixed {
  readonly source: ReportFolder;
  /** The README, as messages name it. */
  readonly path: string;
  /** Its text as it is now, and the SHA-256 of its bytes. */
  readonly before: string;
  readonly digest: string;
}

/** Plans the fixes of one report; writes nothing. */
export async function planFix(
  source: ReportFolder,
  { root, templates, checks }: FixSettings,
): Promise<PlannedFix | { readonly failure: ReadFailure }> {
  const read = await readReport(source);
  if ('failure' in read) return read;
  const listing = await listFiles(source.folder);
  const files = indexFiles(listing.files, listing.outside, source.group);
  const shown = displayPath(root, path.join(source.folder, source.readme ?? 'README.md'));
  const input: ReportInput = {
    text: read.text,
    digest: read.digest,
    path: shown,
    slug: source.slug,
    group: source.group,
    templates,
    isOwnFile: (href) => resolveFigure(href, files).kind === 'local',
  };
  const { report, template, findings: parsed } = parseReport(input);
  const outcomes = new Map(report.figures.map(({ href }) => [href, unopened(resolveFigure(href, files))]));
  const findings = checkReport(
    { report, outcomes, counting: 'read', parsed, ...(template ? { template } : {}) },
    checks,
  );
  const fixed = fixReport({ input, findings, resolve: (href) => resolveFigure(href, files) });
  return { ...fixed, source, path: shown, before: read.text, digest: read.digest };
}

/** Where a figure lies is all that fixing asks; whether it can be shown is for others to tell. */
function unopened(target: FigureOutcome['target']): FigureOutcome {
  return { target, failure: 'absent', reason: '' };
}

/**
 * Writes a planned fix: a new file beside the README takes its place, so that nobody ever sees half of it.
 *
 * @returns Why nothing was written, or undefined.
 */
export async function writeFix({ source, digest, text, applied }: PlannedFix): Promise<ReadFailure | undefined> {
  if (applied.length === 0 || source.readme === undefined) return undefined;
  try {
    const file = await realpath(path.join(source.folder, source.readme));
    if (!isInside(await realpath(source.folder), file))
      return {
        reason: 'README.md is a link to a file outside the report’s folder.',
        advice: 'Put the file itself into the folder.',
      };
    if (
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex') !== digest
    )
      return { reason: 'README.md has changed since it was read.', advice: 'Run the command again.' };
    await replace(file, text);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { reason: `README.md could not be written (${code}).`, advice: 'Check that its folder may be written to.' };
  }
}

async function replace(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const fresh = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.chmod(mode & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
