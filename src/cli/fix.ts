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
  const [{ planFixes, writeFix }, { unifiedDiff }] = await Promise.all([
    import('../pipeline/fix/fix-reports.js'),
    import('../fix/diff.js'),
  ]);
  let told = '';
  for (const plan of await planFixes(config, { signal, onProgress: () => undefined })) {
    signal.throwIfAborted();
    if (dryRun) told += unifiedDiff({ path: plan.path, text: plan.before, edits: plan.applied, printable });
    else {
      const failure = await writeFix(plan);
      const done = plan.applied.length === 1 ? '1 place corrected' : `${plan.applied.length} places corrected`;
      told += `${printable(plan.path)}: ${failure ? `${failure.reason} ${failure.advice}` : `${done}.`}\n`;
    }
  }
  return told;
}
