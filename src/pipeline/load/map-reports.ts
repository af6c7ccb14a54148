import pLimit from 'p-limit';
import type { BuildHooks } from '../build-result.js';
import type { ReportFolder } from './discover-reports.js';
import { type FailedGroup, isolateFailure } from './isolate-failure.js';

/** Reports in work at once: enough to keep the cores busy with figures, few enough to bound memory. */
const parallelReports = 8;

/** A step of the pipeline that every report takes. */
export interface ReportStep<Input, Output> {
  readonly hooks: BuildHooks;
  /** What is shown while it runs, a few words; absent where progress is counted in other units. */
  readonly stage?: string;
  /** Reports in work at once, where the usual number does not fit. */
  readonly parallel?: number;
  readonly work: (input: Input) => Output | FailedGroup | Promise<Output | FailedGroup>;
}

/**
 * Takes reports through one step, some at a time. A report that failed before is passed on; an unexpected exception
 * fails the report it concerns, and no other.
 *
 * @returns in the order of the inputs
 * @throws UserError from the step; the signal's reason when aborted
 */
export async function mapReports<Input extends { readonly source: ReportFolder }, Output>(
  inputs: readonly (Input | FailedGroup)[],
  { hooks: { signal, onProgress }, stage, parallel = parallelReports, work }: ReportStep<Input, Output>,
): Promise<readonly (Output | FailedGroup)[]> {
  const limit = pLimit(parallel);
  let done = 0;
  return Promise.all(
    inputs.map((input) =>
      limit(async () => {
        signal.throwIfAborted();
        const output = 'failure' in input ? input : await isolateFailure(input.source, signal, async () => work(input));
        done += 1;
        if (stage !== undefined) onProgress({ stage, done, total: inputs.length });
        return output;
      }),
    ),
  );
}
