/** `report check --fix`: plans what to change in a report, and writes its README. Nothing else is ever written. */
import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config/config.js';
import { isInside } from '../../figures/resolve/list-files.js';
import { type Fixed, fixReport } from '../../fix/fix-report.js';
import type { FigureOutcome } from '../../model/figure.js';
import { runWithinLimit } from '../../process/time-limit.js';
import type { BuildHooks } from '../build-result.js';
import { diagnose } from '../group/prepare-group.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { loadReports, openCourse, type ReadGroup } from '../load/load-reports.js';
import type { ReadFailure } from '../load/read-readme.js';

/** What is to be changed in a report. */
export interface PlannedFix extends Fixed {
  readonly source: ReportFolder;
  /** The README, as messages name it. */
  readonly path: string;
  /** Its text as it is now. */
  readonly before: string;
}

/** Plans the fixes of all reports that need some; writes nothing. What cannot be read is left to a check to tell. */
export async function planFixes(config: Config, hooks: BuildHooks): Promise<readonly PlannedFix[]> {
  const plans = await loadReports(await openCourse(config), {
    config,
    hooks,
    stage: 'Reading reports',
    each: (group) => runWithinLimit(hooks.signal, () => planFix(group, config)),
  });
  return plans.filter((plan): plan is PlannedFix => !('failure' in plan) && plan.applied.length > 0);
}

/** Plans the fixes of one report. A rule that is off is not fixed either. */
function planFix(
  { source, input, parsed, pictures, resolve, targets, collected }: ReadGroup,
  { checks }: Config,
): PlannedFix {
  const outcomes = new Map([...targets].map(([href, target]) => [href, unopened(target)]));
  const findings = diagnose({ parsed, pictures, samples: new Set(), collected }, outcomes, { words: 'read', checks });
  return { ...fixReport({ input, findings, resolve }), source, path: input.path, before: input.text };
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
export async function writeFix({
  source,
  before,
  text,
  applied,
}: PlannedFix): Promise<Pick<ReadFailure, 'reason' | 'advice'> | undefined> {
  if (applied.length === 0 || source.readme === undefined) return undefined;
  try {
    const file = await realpath(path.join(source.folder, source.readme));
    if (!isInside(await realpath(source.folder), file))
      return {
        reason: 'README.md is a link to a file outside the report’s folder.',
        advice: 'Put the file itself into the folder.',
      };
    if (!Buffer.from(before).equals(await readFile(file)))
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
