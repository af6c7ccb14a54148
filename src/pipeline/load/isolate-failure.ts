import { UserError } from '../../model/user-error.js';
import type { FailedGroup } from '../group/build-group.js';
import type { ReportFolder } from './discover-reports.js';

/**
 * Keeps a fault of ours that one report brings to light from stopping the others. Wrong configuration and an
 * interruption concern them all, and are thrown.
 */
export async function unlessBroken<Result>(
  source: ReportFolder,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | FailedGroup> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || signal.aborted) throw error;
    const reason = `Handin failed on this report: ${(error as Error).message}`;
    return {
      source,
      failure: { reason, advice: 'That is a fault in Handin, not in the report. Please tell its makers.' },
    };
  }
}
