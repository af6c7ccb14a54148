import type { BuildResult } from '../pipeline/build-result.js';
import { type CommonOptions, hooksOf, settle } from './settings.js';

/** What `build` takes: what `report html` takes as flags. */
export interface BuildOptions extends CommonOptions {
  /** Folder of the site, instead of `out` in the configuration. */
  readonly out?: string;
  /** Write each report as one file, figures inside. */
  readonly singleFile?: boolean;
  /**
   * Who reads the site. One for the public has no similar answers and no marks, and shows the problems of a report on its own
   * page only.
   * @default 'staff'
   */
  readonly for?: 'staff' | 'public';
  /** False: build everything anew, and keep nothing for the next build. */
  readonly cache?: boolean;
}

/**
 * Builds the site, as `report html` does.
 *
 * Problems of reports are values in the result; a group that could not be built has `failed: true`, and the others are
 * built all the same.
 *
 * @throws UserError for wrong options or configuration, the reason of `signal` when that is aborted
 */
export async function build(options: BuildOptions = {}): Promise<BuildResult> {
  const { out, singleFile, cache } = options;
  const config = await settle(options, {
    ...(out === undefined ? {} : { out }),
    ...(singleFile === undefined ? {} : { singleFile }),
    ...(options.for === undefined ? {} : { for: options.for }),
    ...(cache === undefined ? {} : { cache }),
  });
  const { buildSite } = await import('../pipeline/site/build-site.js');
  return buildSite(config, hooksOf(options));
}
