import type { Config } from '../../config/config.js';
import type { Store } from '../../store/store.js';
import { type KeptTexts, openKeptTexts } from '../incremental/kept-texts.js';
import type { RawReport } from '../load/load-reports.js';
import { Waiting } from '../load/map-reports.js';
import { courseDigest, groupKey, openDigests, programDigest } from './group-key.js';
import type { GroupOutput } from './group-output.js';
import { type KeptCode, openKeptCode } from './kept-code.js';
import { shareValues } from './share-values.js';
import { findGroup, type GroupHome, limitMemory, type OutputToStore, storeGroup } from './store-group.js';

/** The outputs of groups, kept between builds. */
export interface GroupValues {
  /**
   * A report as an earlier build rendered it, when nothing that it depends on has changed since. Figures that could not be
   * downloaded then are tried again.
   */
  find(raw: RawReport): Promise<GroupOutput | Waiting<GroupOutput | undefined> | undefined>;
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
  readonly finish: GroupHome['finish'];
  /** Downloads a figure; gives the reason when it cannot be had. */
  readonly download: (url: string) => Promise<string | undefined>;
}

/** Opens the stored outputs; undefined where the configuration does not allow to use any. */
export function openGroupValues({ config, store, finish, download }: ValuesInput): GroupValues | undefined {
  if (!config.useCache || config.markdown) return undefined;
  const digests = openDigests(config);
  const course = courseDigest(config, digests);
  const home = { store, share: shareValues(), finish, hasRoom: limitMemory() };
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
      if (!found) return undefined;
      const { group, uses } = found;
      const use = (): GroupOutput => {
        for (const used of uses) usedKeys.add(used);
        return group;
      };
      if (group.unreachable.length === 0) return use();
      return new Waiting(async () => ((await areStillUnreachable(group, download)) ? use() : undefined));
    },
    keep: async (made) => {
      const { output } = made;
      const key = keys.get(output.source.folder);
      if (key === undefined || output.isProvisional) return output;
      usedKeys.add(key);
      return storeGroup(key, made, home);
    },
  };
}

/** Tries to download figures again. A page is the same only while the reasons that it gives are. */
async function areStillUnreachable({ unreachable }: GroupOutput, download: ValuesInput['download']): Promise<boolean> {
  const same = unreachable.map(async ([url, reason]) => (await download(url)) === reason);
  return (await Promise.all(same)).every(Boolean);
}
