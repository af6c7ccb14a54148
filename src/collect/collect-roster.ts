import pLimit from 'p-limit';
import type { Progress } from '../model/progress.js';
import type { RosterRow } from '../model/roster.js';
import { withTemporaryFolder } from '../process/temporary-folder.js';
import { collectGroup, type GroupOutcome } from './collect-group.js';
import type { CollectContext } from './context.js';
import { openInto } from './into/into-folder.js';

/** A run over a roster. */
export interface CollectInput {
  readonly rows: readonly RosterRow[];
  /** Absolute path of the folder that groups are collected into. */
  readonly into: string;
  /** How many groups are collected at once. */
  readonly jobs: number;
  readonly context: CollectContext;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Collects all groups of a roster; each is complete or as it was before, whenever the run ends.
 *
 * @returns the outcomes in the order of the roster
 * @throws UserError when the folder cannot be written to; the signal's reason when it is aborted
 */
export async function collectRoster({
  rows,
  into,
  jobs,
  context,
  onProgress,
}: CollectInput): Promise<readonly GroupOutcome[]> {
  const folder = await openInto(into);
  try {
    return await withTemporaryFolder('collect', async (work) => {
      let done = 0;
      const tell = (): void => onProgress({ stage: 'Collecting', done, total: rows.length });
      tell();
      const limit = pLimit(jobs);
      const running = rows.map((row) =>
        limit(async () => {
          context.signal.throwIfAborted();
          const outcome = await collectGroup(row, { into: folder, work }, context);
          done += 1;
          tell();
          return outcome;
        }),
      );
      // All have to end before their folders are removed.
      const settled = await Promise.allSettled(running);
      const failed = settled.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    });
  } finally {
    await folder.close();
  }
}
