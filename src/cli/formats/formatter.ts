import type { CheckedReport, CheckTotals, UnreadReport } from '../../pipeline/check/check-result.js';

/** What the terminal can show, and how much the user wants to read. */
export interface PrettyStyle {
  readonly color: boolean;
  /** The width of a line of source, in characters. */
  readonly columns: number;
  /** Lists every question without an answer, instead of one line for all of them in a report. */
  readonly verbose: boolean;
}

/** What a format needs besides the reports. */
export interface FormatContext extends PrettyStyle {
  /** The version of this package. */
  readonly version: string;
}

/** Formats one check, report by report, so that only what is printed of each has to be kept. */
export interface Formatter {
  /** Formats a report. Reports may come in any order. */
  part(report: CheckedReport | UnreadReport): string;
  /**
   * Gives what is printed, to be concatenated.
   *
   * @param parts In the order of the reports.
   */
  join(parts: Iterable<string>, totals: CheckTotals): Iterable<string>;
}

/** Begins to format a check. */
export type OpenFormat = (context: FormatContext) => Formatter;
