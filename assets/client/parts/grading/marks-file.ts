import type { MarkRecord } from '../../../../src/model/mark-record.js';

/** What a file of marks says. */
export interface MarksFile {
  readonly marks: readonly MarkRecord[];
  /** The title of the site that it was written for; empty where the file does not say it. */
  readonly title: string;
}
