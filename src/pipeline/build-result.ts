import type { Diagnostic } from '../model/diagnostic.js';
import type { Progress } from '../model/progress.js';

/** What a build did, for the summary and the exit status. */
export interface BuildResult {
  /** Sorted as on the cohort's page. */
  readonly groups: readonly GroupResult[];
  readonly figures: FigureTotals;
  /** Files, and the bytes of the whole site. */
  readonly site: { readonly written: number; readonly kept: number; readonly removed: number; readonly bytes: number };
  /** A sentence each: lengths in the templates that are not understood, and a cache that cannot be written. */
  readonly notes: readonly string[];
  /** The site's folder, absolute. */
  readonly out: string;
}

/** What became of one group's report. */
export interface GroupResult {
  readonly slug: string;
  /** The folder's name as it is. */
  readonly group: string;
  /** The report could not be read or rendered; its page says so. */
  readonly failed: boolean;
  /** The group is on the roster and handed in nothing; then it also failed. */
  readonly absent?: true;
  /** Why it failed, a sentence. */
  readonly reason?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Figures in its answers, as its page, its `report.json` and limits count them; 0 where it failed. */
  readonly figures: number;
}

/** Distinct files of figures of all reports, in answers and elsewhere. */
export interface FigureTotals {
  readonly total: number;
  /** Of them, prepared in this build, taken from the cache, and failed. */
  readonly encoded: number;
  readonly cached: number;
  readonly failed: number;
  /** Bytes of the figures as the groups have them, and as they are in the site. */
  readonly sourceBytes: number;
  readonly outputBytes: number;
}

/** How a caller follows a run, and ends it. */
export interface BuildHooks {
  /** Aborted: the build ends with the signal's reason and leaves the old site. */
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}
