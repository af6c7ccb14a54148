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
  const [{ planFixes, writeFix }, { unifiedDiff }, { listEdits }] = await Promise.all([
    import('../pipeline/fix/fix-reports.js'),
    import('../fix/diff.js'),
    import('../fix/list-edits.js'),
  ]);
  let output = '';
  for (const plan of await planFixes(config, { signal, onProgress: () => undefined })) {
    signal.throwIfAborted();
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
