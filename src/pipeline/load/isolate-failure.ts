import { UserError } from '../../model/user-error.js';
import { OverdueError } from '../../process/time-limit.js';
import type { ReportFolder } from './discover-reports.js';
import type { ReadFailure } from './read-readme.js';

/** A group whose report cannot be shown, and why. */
export interface FailedGroup {
  readonly source: ReportFolder;
  readonly failure: ReadFailure;
}

/**
 * Converts an unexpected exception in one report into a {@link FailedGroup}. Wrong configuration and an interruption
 * concern all reports, and are thrown.
 */
export async function isolateFailure<Result>(
  source: ReportFolder,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | FailedGroup> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || signal.aborted) throw error;
    if (error instanceof OverdueError)
      return {
        source,
        failure: {
          reason: `This report could not be processed. ${error.message}`,
          advice: 'A `markdown` function of the configuration may not end on it. Else it is a fault in Handin.',
          responsible: 'staff',
        },
      };
    const reason = `Handin failed on this report: ${error instanceof Error ? error.message : String(error)}`;
    return {
      source,
      failure: {
        reason,
        advice: 'That is a fault in Handin, not in the report. Please tell its makers.',
        responsible: 'makers',
      },
    };
  }
}
