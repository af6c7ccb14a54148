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

/** Progress and cancellation. */
export interface PublishHooks {
  /** When aborted, publishing rejects with the signal's reason and removes its temporary files. */
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}
