import type { Config } from '../../config/config.js';
import type { FigureCounts } from '../../figures/optimize.js';
import { openStore } from '../../store/store.js';
import type { BuildHooks, FigureTotals } from '../build-result.js';
import { type Course, loadReports, type ReadGroup } from '../load/load-reports.js';
import { mapReports } from '../load/map-reports.js';
import { openPageContext } from '../site/page-context.js';
import type { RedactedReports } from '../site/redact-reports.js';
import { figureTotals } from './figure-totals.js';
import type { PageContext } from './group-page.js';
import { openGroupValues } from './group-values.js';
import { openOptimizer } from './open-optimizer.js';
import { type PreparedGroup, prepareGroup } from './prepare-group.js';
import { type RenderedGroup, type RenderedReport, renderGroup } from './render-group.js';

/** How the groups of a site are made. */
export interface MakeTask {
  readonly config: Config;
  readonly hooks: BuildHooks;
  /** Has the last word on what was made of each report, before it is rendered. */
  readonly settle: RedactedReports['settle'];
  /** Whether groups that an earlier build made are used again. */
  readonly reuse: boolean;
}

/** Every group, rendered or failed, and what pages are made with. */
export interface MadeGroups {
  readonly groups: readonly RenderedGroup[];
  readonly context: PageContext;
  readonly figures: FigureTotals;
  /** Removes from the cache what this build did not use. */
  readonly prune: () => Promise<void>;
}

/**
 * Makes the output of every group. What an earlier build made is used again while nothing that it depends on has changed;
 * the other reports are parsed, then their figures prepared, so that it is known how many there are, then rendered.
 */
export async function makeGroups(course: Course, { config, hooks, settle, reuse }: MakeTask): Promise<MadeGroups> {
  const { signal, onProgress } = hooks;
  const store = openStore(config.cacheFolder, { enabled: config.useCache });
  const values = reuse ? openGroupValues({ config, templates: course.templates, store }) : undefined;
  const read = await loadReports<ReadGroup | RenderedReport>(course, {
    config,
    hooks,
    stage: 'Reading reports',
    known: async (raw) => values?.find(raw),
    each: (group) => group,
  });
  values?.save();
  const known = read.filter((group): group is RenderedReport => 'view' in group);
  const total = read.reduce((sum, group) => sum + ('targets' in group ? group.targets.size : 0), 0);
  const optimizer = openOptimizer(config, store, (done) => onProgress({ stage: 'Preparing figures', done, total }));
  const prepared = await mapReports<ReadGroup | RenderedReport, PreparedGroup | RenderedReport>(read, {
    hooks,
    // The optimizer limits what is encoded and downloaded at once. A group that waits for a server holds up no other.
    parallel: Number.POSITIVE_INFINITY,
    work: (group) => ('view' in group ? group : prepareGroup(group, { config, optimizer, signal })),
  });
  const settled = prepared.map((group) => ('view' in group ? group : settle(group)));
  const context = await openPageContext(config, settled);
  const groups = await mapReports<PreparedGroup | RenderedReport, RenderedReport>(settled, {
    hooks,
    stage: 'Rendering pages',
    work: async (group) => {
      if ('view' in group) return group;
      const rendered = await renderGroup(group, context, signal);
      return values ? values.keep(rendered) : rendered;
    },
  });
  return {
    groups,
    context,
    figures: totalsOf(optimizer.counts(), known),
    prune: () => optimizer.prune(values?.usedKeys),
  };
}

/** Adds the figures of groups that were known to those of the others. */
function totalsOf({ figures, fromCache, ...others }: FigureCounts, known: readonly RenderedReport[]): FigureTotals {
  const more = figureTotals(known);
  return {
    total: figures + more.total,
    encoded: others.encoded,
    cached: fromCache + more.cached,
    failed: others.failed + more.failed,
    sourceBytes: others.sourceBytes + more.sourceBytes,
    outputBytes: others.outputBytes + more.outputBytes,
  };
}
