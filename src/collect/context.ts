import type { CollectLimits } from './limits.js';

/** What holds for all groups of a run. */
export interface CollectContext {
  /** Absolute path of the folder that sources on disk are relative to: that of the roster. */
  readonly rosterFolder: string;
  /** ISO 8601 with an offset; null when there is none. */
  readonly deadline: string | null;
  readonly limits: CollectLimits;
  /** Find out who wrote the lines of the READMEs. */
  readonly authors: boolean;
  /** Collect groups anew that did not change. */
  readonly fresh: boolean;
  /** Whether a README fits a template; undefined without templates. */
  readonly fits: ((text: string) => boolean) | undefined;
  /** A digest of the templates: a report that was not found may be found with another one. */
  readonly templatesDigest: string;
  readonly signal: AbortSignal;
}
