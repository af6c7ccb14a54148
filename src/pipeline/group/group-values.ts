import type { Config } from '../../config/config.js';
import type { Template } from '../../parse/template/template.js';
import type { Store } from '../../store/store.js';
import type { RawReport } from '../load/load-reports.js';
import { courseDigest, groupKey, openDigests } from './group-key.js';
import type { RenderedReport } from './render-group.js';
import { findGroup, storeGroup } from './store-group.js';

/** The outputs of groups, kept between builds. */
export interface GroupValues {
  /** A report as an earlier build rendered it, when nothing that it depends on has changed since. */
  find(raw: RawReport): Promise<RenderedReport | undefined>;
  /** Stores a report that was looked for and not found. */
  keep(group: RenderedReport): Promise<RenderedReport>;
  /** Keys of the store that are in use. */
  readonly usedKeys: ReadonlySet<string>;
  /** To be called when all groups have been looked for. */
  save(): void;
}

/** What the values of a build depend on, and where they are. */
export interface ValuesInput {
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly store: Store;
}

/** Opens the stored outputs; undefined where the configuration does not allow to use any. */
export function openGroupValues({ config, templates, store }: ValuesInput): GroupValues | undefined {
  if (!config.useCache || config.markdown) return undefined;
  const digests = openDigests(config);
  const course = courseDigest(config, digests);
  const keys = new Map<string, string>();
  const usedKeys = new Set<string>();
  return {
    usedKeys,
    save: () => digests.save(),
    find: async (raw) => {
      const key = groupKey(raw, course, digests);
      keys.set(raw.source.folder, key);
      const found = await findGroup(key, raw, { store, templates });
      for (const used of found?.uses ?? []) usedKeys.add(used);
      return found?.group;
    },
    keep: async (group) => {
      const key = keys.get(group.source.folder);
      // What could not be downloaded is tried again by the next build.
      if (key === undefined || (config.figures.remote !== null && hasUnreachableFigure(group))) return group;
      usedKeys.add(key);
      return storeGroup(key, group, store);
    },
  };
}

/** Whether a figure of a report could not be downloaded. */
export function hasUnreachableFigure({ figures }: Pick<RenderedReport, 'figures'>): boolean {
  return [...figures.values()].some(({ outcome }) => 'failure' in outcome && outcome.failure === 'unreachable');
}
