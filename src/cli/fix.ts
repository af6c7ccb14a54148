import type { Config } from '../config/config.js';
import { printable } from './terminal.js';

/** What `--fix` does: write the corrected READMEs, or with `dryRun` only show what would change. */
export interface FixOptions {
  readonly config: Config;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

/**
 * Corrects what is safe to correct in every report: addresses of figures, and placeholders beside an answer.
 *
 * @returns What was done, as text: a diff for a dry run, else one line per corrected file; empty when nothing was.
 */
export async function fixReports({ config, dryRun, signal }: FixOptions): Promise<string> {
  const [{ discoverReports }, { loadTemplates }, { planFix, writeFix }, { unifiedDiff }] = await Promise.all([
    import('../pipeline/load/discover-reports.js'),
    import('../pipeline/load/load-templates.js'),
    import('../pipeline/fix/fix-readme.js'),
    import('../fix/diff.js'),
  ]);
  const [folders, templates] = await Promise.all([
    discoverReports(config.reports, config.root),
    loadTemplates(config.templates),
  ]);
  let told = '';
  for (const source of folders) {
    signal.throwIfAborted();
    const plan = await planFix(source, { root: config.root, templates, checks: config.checks });
    // A report that cannot be read is told by the check that follows.
    if ('failure' in plan || plan.applied.length === 0) continue;
    if (dryRun) told += unifiedDiff({ path: plan.path, text: plan.before, edits: plan.applied, printable });
    else {
      const failure = await writeFix(plan);
      const done = plan.applied.length === 1 ? '1 place corrected' : `${plan.applied.length} places corrected`;
      told += `${printable(plan.path)}: ${failure ? `${failure.reason} ${failure.advice}` : `${done}.`}\n`;
    }
  }
  return told;
}
