import pLimit from 'p-limit';
import type { Config } from '../../config/config.js';
import { createFigureOptimizer, type FigureOptimizer } from '../../figures/optimize.js';
import type { Template } from '../../parse/template.js';
import { openStore } from '../../store/store.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { unlessBroken } from '../load/isolate-failure.js';
import { type BuiltGroup, type FailedGroup, finishGroup, readGroup } from './build-group.js';

/** Reports in work at once: enough to keep the figures' cores busy, few enough to bound memory. */
export const parallelGroups = 8;

/** Every group, built or not, and what its figures took. */
export interface Groups {
  readonly built: readonly (BuiltGroup | FailedGroup)[];
  readonly figures: () => BuildResult['figures'];
  /** Forgets the figures that this build did not use. */
  readonly prune: () => Promise<void>;
}

/** What groups are built with. */
export interface GroupsInput {
  readonly config: Config;
  readonly hooks: BuildHooks;
  readonly templates: readonly Template[];
}

/** Reads all reports, then prepares all figures, so that it is known how many there are. */
export async function buildGroups(
  folders: readonly ReportFolder[],
  { config, hooks, templates }: GroupsInput,
): Promise<Groups> {
  const { signal, onProgress } = hooks;
  const limit = pLimit(parallelGroups);
  let groupsRead = 0;
  const read = await Promise.all(
    folders.map((folder) =>
      limit(async () => {
        signal.throwIfAborted();
        const group = await unlessBroken(folder, signal, () => readGroup(folder, config.root, templates));
        groupsRead += 1;
        onProgress({ stage: 'Reading reports', done: groupsRead, total: folders.length });
        return group;
      }),
    ),
  );
  const total = read.reduce((sum, group) => sum + ('targets' in group ? group.targets.size : 0), 0);
  const optimizer = openOptimizer(config, (done) => onProgress({ stage: 'Preparing figures', done, total }));
  const built = await Promise.all(
    read.map((group) =>
      'failure' in group
        ? group
        : limit(() => unlessBroken(group.source, signal, () => finishGroup(group, config, optimizer, signal))),
    ),
  );
  return {
    built,
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
