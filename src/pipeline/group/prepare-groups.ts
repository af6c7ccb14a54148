import type { Config } from '../../config/config.js';
import { createFigureOptimizer, type FigureOptimizer } from '../../figures/optimize.js';
import { openStore } from '../../store/store.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { type Course, loadReports } from '../load/load-reports.js';
import { mapReports } from '../load/map-reports.js';
import { type PreparedGroup, prepareGroup } from './prepare-group.js';

/** Every group, prepared or failed, and what its figures took. */
export interface PreparedGroups {
  readonly groups: readonly (PreparedGroup | FailedGroup)[];
  readonly figures: () => BuildResult['figures'];
  /** Removes from the cache the figures that this build did not use. */
  readonly prune: () => Promise<void>;
}

/** Reads all reports, then prepares all figures, so that it is known how many there are. */
export async function prepareGroups(course: Course, config: Config, hooks: BuildHooks): Promise<PreparedGroups> {
  const { signal, onProgress } = hooks;
  const read = await loadReports(course, { config, hooks, stage: 'Reading reports', each: (group) => group });
  const total = read.reduce((sum, group) => sum + ('targets' in group ? group.targets.size : 0), 0);
  const optimizer = openOptimizer(config, (done) => onProgress({ stage: 'Preparing figures', done, total }));
  const groups = await mapReports(read, {
    hooks,
    // The optimizer limits what is encoded and downloaded at once. A group that waits for a server holds up no other.
    parallel: Number.POSITIVE_INFINITY,
    work: (group) => prepareGroup(group, { config, optimizer, signal }),
  });
  return {
    groups,
    prune: () => optimizer.prune(),
    figures: () => {
      const { figures, encoded, fromCache: cached, failed, sourceBytes, outputBytes } = optimizer.counts();
      return { total: figures, encoded, cached, failed, sourceBytes, outputBytes };
    },
  };
}

/** The optimizer of one build, as the configuration has it. */
export function openOptimizer(
  { figures, cacheFolder, useCache }: Config,
  onFigure: (done: number) => void,
): FigureOptimizer {
  const { remote } = figures;
  return createFigureOptimizer({
    options: figures,
    cache: openStore(cacheFolder, { enabled: useCache }),
    remote:
      remote === null
        ? { enabled: false }
        : { enabled: true, allowHosts: remote.allow, timeout: remote.timeoutMs, maxBytes: remote.maxBytes },
    onProgress: (counts) => onFigure(counts.figures),
  });
}
