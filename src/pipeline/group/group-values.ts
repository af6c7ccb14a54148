import type { Config } from '../../config/config.js';
import type { Store } from '../../store/store.js';
import { type KeptTexts, openKeptTexts } from '../incremental/kept-texts.js';
import type { RawReport } from '../load/load-reports.js';
import { courseDigest, groupKey, openDigests, programDigest } from './group-key.js';
import type { GroupOutput } from './group-output.js';
import { type KeptCode, openKeptCode } from './kept-code.js';
import { shareValues } from './share-values.js';
import { findGroup, type OutputToStore, storeGroup } from './store-group.js';

/** The outputs of groups, kept between builds. */
export interface GroupValues {
  /** A report as an earlier build rendered it, when nothing that it depends on has changed since. */
  find(raw: RawReport): Promise<GroupOutput | undefined>;
  /** Stores a report that was looked for and not found. */
  keep(made: OutputToStore): Promise<GroupOutput>;
  /** Keeps the pages over all groups. */
  readonly keptTexts: KeptTexts;
  readonly keptCode: KeptCode;
  /** Keys of the store that are in use. */
  readonly usedKeys: ReadonlySet<string>;
  /** To be called when all groups have been looked for. */
  save(): void;
}

/** What the values of a build depend on, and where they are. */
export interface ValuesInput {
  readonly config: Config;
  readonly store: Store;
}

/** Opens the stored outputs; undefined where the configuration does not allow to use any. */
export function openGroupValues({ config, store }: ValuesInput): GroupValues | undefined {
  if (!config.useCache || config.markdown) return undefined;
  const digests = openDigests(config);
  const course = courseDigest(config, digests);
  const home = { store, share: shareValues() };
  const keys = new Map<string, string>();
  const usedKeys = new Set<string>();
  const keptCode = openKeptCode(store, programDigest(digests));
  return {
    usedKeys,
    keptCode,
    keptTexts: openKeptTexts({ store, course, onKey: (key) => usedKeys.add(key) }),
    save: () => digests.save(),
    find: async (raw) => {
      const key = groupKey(raw, course, digests);
      keys.set(raw.source.folder, key);
      usedKeys.add(keptCode.keyOf(raw.source.slug));
      const found = await findGroup(key, raw.source, home);
      for (const used of found?.uses ?? []) usedKeys.add(used);
      return found?.group;
    },
    keep: async (made) => {
      const { output } = made;
      const key = keys.get(output.source.folder);
      if (key === undefined || !output.isFinal) return output;
      usedKeys.add(key);
      return storeGroup(key, made, home);
    },
  };
}
