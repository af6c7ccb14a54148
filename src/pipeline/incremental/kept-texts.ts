import type { SiteFile } from '../../site/plan.js';
import { type Store, sha256 } from '../../store/store.js';
import { LostContent } from '../group/store-group.js';

/** A text that is in memory or in the store. */
export type KeptText = Pick<SiteFile, 'content' | 'sha256'>;

/**
 * Makes a text, or finds the one that was made of the same inputs before.
 *
 * @param inputs A JSON value: all that the text depends on beside what every page depends on.
 */
export type KeepText = (inputs: unknown, make: () => Promise<string>) => Promise<KeptText>;

/** Makes every text anew. */
export const makeTexts: KeepText = async (_, make) => ({ content: await make() });

/** Where texts are kept. */
export interface KeptTextsInput {
  readonly store: Store;
  /** See `courseDigest`. */
  readonly course: string;
  /** Called with each key of the store that is in use. */
  readonly onKey: (key: string) => void;
}

/** Keeps texts in the store between builds. */
export function keepTexts({ store, course, onKey }: KeptTextsInput): KeepText {
  return async (inputs, make) => {
    const key = `text:${sha256(JSON.stringify([course, inputs]))}`;
    onKey(key);
    const [known] = (await store.get(key))?.blobs ?? [];
    if (known !== undefined) return { sha256: known, content: async () => readText(store, known) };
    const bytes = Buffer.from(await make());
    const [digest = ''] = (await store.put(key, null, [bytes])).blobs;
    return { sha256: digest, content: bytes };
  };
}

async function readText(store: Store, digest: string): Promise<Uint8Array> {
  const bytes = await store.blob(digest);
  if (!bytes) throw new LostContent('the cache no longer has a page over all groups');
  return bytes;
}
