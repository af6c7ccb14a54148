import pLimit from 'p-limit';
import type { BuildHooks } from '../build-result.js';
import type { ReportFolder } from './discover-reports.js';
import { type FailedGroup, isolateFailure } from './isolate-failure.js';

/** Reports in work at once: enough to keep the cores busy with figures, few enough to bound memory. */
const parallelReports = 8;

/** Reports that may wait for servers at the same time, while others are worked on. */
const waitingReports = 64;

/** The rest of the work on a report, which mostly waits for servers: it takes no place from others. */
export class Waiting<Output> {
  constructor(readonly finish: () => Promise<Output>) {}
}

/** A step of the pipeline that every report takes. */
export interface ReportStep<Output> {
  readonly hooks: BuildHooks;
  /** What is shown while it runs, a few words. */
  readonly stage: string;
  readonly work: (source: ReportFolder) => Promise<Output | FailedGroup | Waiting<Output | FailedGroup>>;
}

/**
 * Works on reports, some at a time. An unexpected exception fails the report it concerns, and no other.
 *
 * @returns in the order of the folders
 * @throws UserError from the work; the signal's reason when aborted
 */
export async function mapReports<Output>(
  folders: readonly ReportFolder[],
  { hooks: { signal, onProgress }, stage, work }: ReportStep<Output>,
): Promise<readonly (Output | FailedGroup)[]> {
  const busy = pLimit(parallelReports);
  const waiting = pLimit(waitingReports);
  let done = 0;
  return Promise.all(
    folders.map(async (source) => {
      const begun = await busy(async () => {
        signal.throwIfAborted();
        return isolateFailure(source, signal, () => work(source));
      });
      const output =
        begun instanceof Waiting ? await waiting(() => isolateFailure(source, signal, () => begun.finish())) : begun;
      done += 1;
      onProgress({ stage, done, total: folders.length });
      return output;
    }),
  );
}
