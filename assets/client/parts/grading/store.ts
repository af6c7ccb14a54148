import { hasContent, type MarkRecord, recordKey } from '../../../../src/model/mark-record.js';
import { declineFormer, findFormer, moveFormer } from './former-marks.js';
import type { Site } from './site.js';
import { prefixOf, probeStorage, type Refusal, readStored, storedKeys, writeStored, writeTitle } from './stored.js';

/** Keeps marks: in the browser, or where it does not let us, as long as the page is open. */
export interface Store {
  /** Why some marks last no longer than the page; undefined when all are kept. */
  readonly refusal: Refusal | undefined;
  /** Entries of this cohort that no mark could be read from. They are left alone. */
  readonly unreadable: number;
  get(slug: string, key: string): MarkRecord | undefined;
  /** All marks of the cohort. */
  all(): readonly MarkRecord[];
  /** Keeps them; one without mark and note is forgotten. Tells those who listen. */
  put(records: readonly MarkRecord[]): void;
  /** Calls when marks change, here or in another window of the site. */
  listen(changed: () => void): void;
  /** Marks in the browser that may be of this cohort, and are kept as those of another one. */
  former(): readonly MarkRecord[];
  /** Those are not of this cohort: they are not mentioned again. */
  declineFormer(): void;
}

/** Each mark has an entry of its own in the browser's storage, so that windows side by side cannot undo each other's. */
export function openStore(site: Site): Store {
  const prefix = prefixOf(site.cohort);
  const unkept = new Map<string, MarkRecord>();
  const listeners: (() => void)[] = [];
  let cached: readonly (MarkRecord | undefined)[] | undefined;
  const tell = (): void => {
    cached = undefined;
    for (const listener of listeners) listener();
  };
  let refusal = probeStorage();
  const stored = (): readonly (MarkRecord | undefined)[] => {
    cached ??= storedKeys(site.cohort).map(readStored);
    return cached;
  };
  const all = (): readonly MarkRecord[] => {
    const held = new Map(stored().flatMap((record) => (record ? [[recordKey(record), record] as const] : [])));
    for (const [key, record] of unkept) held.set(key, record);
    return [...held.values()].filter(hasContent);
  };
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(prefix)) tell();
  });
  // Gone back to, a page may be as it was before other pages changed what is kept.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) tell();
  });
  moveFormer(site);
  return {
    get refusal() {
      return refusal;
    },
    get unreadable() {
      return stored().filter((record) => !record).length;
    },
    get: (slug, question) => {
      const key = recordKey({ slug, key: question });
      const record = unkept.get(key) ?? readStored(prefix + key);
      return record && hasContent(record) ? record : undefined;
    },
    all,
    put: (records) => {
      for (const record of records) unkept.set(recordKey(record), record);
      writeTitle(site.cohort, site.title);
      // There may be room again for what was refused before.
      refusal = undefined;
      for (const [key, waiting] of unkept) {
        const refused = writeStored(prefix + key, waiting);
        if (refused) refusal = refused;
        else unkept.delete(key);
      }
      tell();
    },
    listen: (changed) => void listeners.push(changed),
    former: () => findFormer(site, all()),
    declineFormer: () => {
      declineFormer(site);
      tell();
    },
  };
}
