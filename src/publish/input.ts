import type { Config } from '../config/config.js';
import type { Progress } from '../model/progress.js';
import type { SiteFolder } from './site-folder.js';

/** What is published, and where. */
export interface PublishInput {
  readonly config: Config;
  readonly site: SiteFolder;
  readonly branch: string;
  /** Name of a remote, or an address. */
  readonly remote: string;
  /** Leave the branch with this one commit. */
  readonly fresh: boolean;
}

/** How publishing tells of itself, and hears of the world. */
export interface PublishHooks {
  /** Aborted: publishing ends with the signal's reason, and removes what it made. */
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}
