import path from 'node:path';
import type { Config } from '../../config/config.js';
import type { FigureCounts } from '../../figures/figure-tally.js';
import type { FigureOptimizer } from '../../figures/optimize.js';
import { isPictureName } from '../../figures/resolve/file-names.js';
import { openStore } from '../../store/store.js';
import type { BuildHooks, FigureTotals } from '../build-result.js';
import { type KeptTexts, noKeptTexts } from '../incremental/kept-texts.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { type Course, loadReports, type ReadGroup } from '../load/load-reports.js';
import { Waiting } from '../load/map-reports.js';
import { openPageContext } from '../site/page-context.js';
import type { RedactedReports } from '../site/redact-reports.js';
import { addFigures } from './figure-totals.js';
import type { GroupOutput, MadeGroup } from './group-output.js';
import type { PageContext } from './group-page.js';
import { type GroupValues, openGroupValues } from './group-values.js';
import { openOptimizer } from './open-optimizer.js';
import { type PreparedGroup, prepareGroup } from './prepare-group.js';
import { renderGroup } from './render-group.js';

/** How the groups of a site are made. */
export interface MakeTask {
  readonly config: Config;
  readonly hooks: BuildHooks;
  /** Has the last word on what was made of each report, before it is rendered. */
  readonly settle: RedactedReports['settle'];
  /** Whether groups that an earlier build made are used again. */
  readonly reuse: boolean;
}

/** Every group, made or failed, and what pages are made with. */
export interface MadeGroups {
  readonly groups: readonly MadeGroup[];
  readonly context: PageContext;
  readonly figures: FigureTotals;
  /** Keeps the pages over all groups between builds. */
  readonly keptTexts: KeptTexts;
  /** Removes from the cache what this build did not use. */
  readonly prune: () => Promise<void>;
  /** What the user should know of the cache, one sentence each. */
  readonly cacheNotes: () => readonly string[];
}

/**
 * Makes the output of every group. What an earlier build made is used again while nothing that it depends on has changed.
 * Of the other reports a few at a time are parsed, their figures prepared, checked and rendered; what stays in memory of
 * each is its summary, and content while there is room for it.
 */
export async function makeGroups(course: Course, { config, hooks, settle, reuse }: MakeTask): Promise<MadeGroups> {
  const store = openStore(config.cacheFolder, { enabled: config.useCache });
  let found = 0;
  const optimizer = openOptimizer(config, store, (done) =>
    hooks.onProgress({ stage: 'Preparing figures', done, total: found }),
  );
  const download = (url: string): Promise<string | undefined> => optimizer.download(url, hooks.signal);
  const context = await openPageContext(config);
  const finish = (draft: Uint8Array): readonly Uint8Array[] => context.pages.finish('report', draft);
  const values = reuse ? openGroupValues({ config, store, finish, download }) : undefined;
  const known: GroupOutput[] = [];
  const workshop: Workshop = { config, hooks, optimizer, context, settle, values };
  const groups = await loadReports<GroupOutput>(course, {
    config,
    hooks,
    stage: 'Making pages',
    known: async (raw) => {
      const count = (output: GroupOutput | undefined): GroupOutput | undefined => {
        if (output) known.push(output);
        return output;
      };
      const kept = await values?.find(raw);
      if (!kept && raw.listing.files.some(isPictureName)) await optimizer.warmUp();
      return kept instanceof Waiting ? new Waiting(async () => count(await kept.finish())) : count(kept);
    },
    each: (read) => {
      found += read.targets.size;
      return makeGroup(read, workshop);
    },
    waits: ({ targets }) => [...targets.values()].some(({ kind }) => kind === 'remote'),
  }).finally(optimizer.releaseEncoder);
  values?.save();
  return {
    groups,
    context,
    keptTexts: values?.keptTexts ?? noKeptTexts,
    figures: addFigures(totalsOf(optimizer.counts()), known),
    prune: () => optimizer.prune(values?.usedKeys),
    cacheNotes: () => describeFailure(store.writeFailure(), config),
  };
}

function describeFailure(code: string | undefined, { cacheFolder, root }: Config): readonly string[] {
  if (code === undefined) return [];
  const place = path.relative(root, cacheFolder);
  return [
    `The cache in ${place} cannot be written (${code}), so the next build does all of this again. Make room there, or build with --no-cache.`,
  ];
}

/** What groups are made with. */
interface Workshop extends Pick<MakeTask, 'config' | 'hooks' | 'settle'> {
  readonly optimizer: FigureOptimizer;
  readonly context: PageContext;
  readonly values: GroupValues | undefined;
}

async function makeGroup(
  read: ReadGroup,
  { config, hooks: { signal }, optimizer, context, settle, values }: Workshop,
): Promise<GroupOutput | FailedGroup> {
  const group = settle(await prepareGroup(read, { config, optimizer, signal }));
  const keptCode = values?.keptCode;
  const output = await renderGroup(group, context, { signal, keptCode });
  return values ? values.keep({ output, uses: keysOf(group) }) : output;
}

/** Keys of what the store has of a group's figures. */
function keysOf({ figures }: PreparedGroup): readonly string[] {
  return [...new Set([...figures.values()].flatMap(({ storeKeys }) => storeKeys))];
}

function totalsOf({ figures, fromCache, encoded, failed, sourceBytes, outputBytes }: FigureCounts): FigureTotals {
  return { total: figures, encoded, cached: fromCache, failed, sourceBytes, outputBytes };
}
