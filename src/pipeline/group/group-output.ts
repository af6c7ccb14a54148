import type { ContentReader, GroupSummary } from '../../cohort/summary.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { SiteFile } from '../../site/plan.js';
import type { FigureTotals } from '../build-result.js';
import type { ReportFolder } from '../load/discover-reports.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import type { EncodedContent } from './group-content.js';
import type { ReportFacts } from './report-facts.js';

/** One group's part of the site, and what the rest of the site needs of it. What is large is read when it is needed. */
export interface GroupOutput {
  readonly source: ReportFolder;
  readonly summary: GroupSummary;
  readonly facts: ReportFacts;
  readonly diagnostics: readonly Diagnostic[];
  readonly content: ContentReader;
  /** The content as a whole. */
  readonly encodeContent: () => Promise<EncodedContent>;
  readonly files: readonly GroupFile[];
  /** Files of the pages over all groups: the figures of a report in a single file. */
  readonly sharedFiles: readonly SiteFile[];
  readonly figures: GroupFigures;
  /** Figures that could not be downloaded: the next build tries again. */
  readonly unreachable: readonly UnreachableFigure[];
  /** Whether the next build has to make it again: see `PreparedGroup`. */
  readonly isProvisional: boolean;
}

/** A file of a group. */
export interface GroupFile extends SiteFile {
  /** A page without its assets, which are the same in all pages: this is kept instead of the page. */
  readonly draft?: Uint8Array;
}

/** The URL of a figure that could not be downloaded, and the reason that the page gives. */
export type UnreachableFigure = readonly [url: string, reason: string];

/** One group of a site; the page of a failed one is made with the pages over all groups. */
export type MadeGroup = GroupOutput | FailedGroup;

/** Distinct figures of a report; `FigureTotals` without what only one build knows. */
export type GroupFigures = Omit<FigureTotals, 'encoded' | 'cached'>;
