import type { Config } from '../config/config.js';
import { count } from './summary.js';
import { printable } from './terminal.js';

/** One run of `report check --fix`. */
export interface FixOptions {
  readonly config: Config;
  /** Writes no file, and gives a diff. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

/**
 * Corrects what is safe to correct in every report: addresses of figures, and placeholders beside an answer.
 *
 * @returns A diff for a dry run, else each corrected file with its corrections; empty when there are none.
 */
export async function fixReports({ config, dryRun, signal }: FixOptions): Promise<string> {
  const [{ discoverReports }, { loadTemplates }, { planFix, writeFix }, { unifiedDiff }, { listEdits }] =
    await Promise.all([
      import('../pipeline/load/discover-reports.js'),
      import('../pipeline/load/load-templates.js'),
      import('../pipeline/fix/fix-readme.js'),
      import('../fix/diff.js'),
      import('../fix/list-edits.js'),
    ]);
  const [folders, templates] = await Promise.all([
    discoverReports(config.reports, config.root),
    loadTemplates(config.templates),
  ]);
  let output = '';
  for (const source of folders) {
    signal.throwIfAborted();
    const plan = await planFix(source, { root: config.root, templates, checks: config.checks });
    // The check that follows prints why a report cannot be read.
    if ('failure' in plan || plan.applied.length === 0) continue;
    const edited = { path: plan.path, text: plan.before, edits: plan.applied, printable };
    if (dryRun) output += unifiedDiff(edited);
    else {
      const failure = await writeFix(plan);
      const done = `${count(plan.applied.length, 'place')} corrected.\n${listEdits(edited)}`;
      output += `${printable(plan.path)}: ${failure ? `${failure.reason} ${failure.advice}\n` : done}`;
    }
  }
  return output;
}
