// What the build tells the preview's server, and what the server tells the pages that are open. Types alone: the pages'
// script is compiled apart and shares them.

/** How a report stands. */
export interface Standing {
  readonly answered: number;
  /** Questions of the report and those of the template that it does not hold. */
  readonly questions: number;
  /** Errors and warnings. */
  readonly problems: number;
}

/** Why a page is not what the files say. Plain text; it may have several lines. */
export interface Fault {
  readonly message: string;
  readonly advice?: string;
  /** The file of the site that could not be made: `group-7/index.html`. Absent when no page could. */
  readonly page?: string;
}

/** What the build tells the server. */
export type PreviewEvent =
  /** A run has begun. */
  | { readonly kind: 'building' }
  /** A run has ended, and the site is what it made; nothing that an earlier run said holds any longer. */
  | {
      readonly kind: 'built';
      /** The question being written, by its page and its anchor there (`q7`); null when pages stay where they are. */
      readonly edited: { readonly page: string; readonly anchor: string } | null;
      /** By file of the site: `group-7/index.html`. */
      readonly standings: ReadonlyMap<string, Standing>;
      readonly faults: readonly Fault[];
    };

/**
 * What the server tells a page, as the data of a server-sent event whose id is `version`. Each message says all there
 * is to know, so that one that was missed is made up for by the next.
 */
export interface PageState {
  readonly building: boolean;
  /** Names the bytes of the page's file; null when the site has no such file. */
  readonly version: string | null;
  /** The page as it would be served; null when there is none, or the last message brought it. */
  readonly html: string | null;
  /** The anchor of the question being written, to be brought into view. */
  readonly anchor: string | null;
  readonly standing: Standing | null;
  /** Those of this page and those of every page. */
  readonly faults: readonly Fault[];
}
