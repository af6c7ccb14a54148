// Messages from the build to the preview server, and from the server to open pages. Types only: the client script is
// compiled separately and shares them.

/** How complete a report is. */
export interface Standing {
  readonly answered: number;
  /** Questions of the report and those of the template that it does not hold. */
  readonly questions: number;
  /** Errors and warnings. */
  readonly problems: number;
}

/** Why a page could not be brought up to date. Plain text; it may have several lines. */
export interface Fault {
  readonly message: string;
  readonly advice?: string;
  /** The page that failed, as a path in the site: `group-7/index.html`. Absent when the whole build failed. */
  readonly page?: string;
}

/** A message from the build to the server. */
export type PreviewEvent =
  /** A build has started. */
  | { readonly kind: 'building' }
  /** A build has ended. Replaces everything that earlier builds reported. */
  | {
      readonly kind: 'built';
      /** The page and anchor (`q7`) of the question being edited; null when pages should not scroll. */
      readonly edited: { readonly page: string; readonly anchor: string } | null;
      /** By path in the site: `group-7/index.html`. */
      readonly standings: ReadonlyMap<string, Standing>;
      readonly faults: readonly Fault[];
    };

/**
 * The data of a server-sent event for a page; the event’s id is `version`. Each event holds the whole state, so that a
 * page which missed some needs only the next.
 */
export interface PageState {
  readonly building: boolean;
  /** Digest of the page’s file; null when the site has no such file. */
  readonly version: string | null;
  /** The page as it would be served; null when there is none, or when the client has this version. */
  readonly html: string | null;
  /** The anchor of the question being edited, to scroll to. */
  readonly anchor: string | null;
  readonly standing: Standing | null;
  /** Those of this page, and those of the whole build. */
  readonly faults: readonly Fault[];
}
