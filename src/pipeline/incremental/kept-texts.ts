import { sha256 } from '../../model/sha256.js';
import type { SiteFile } from '../../site/plan.js';
import type { Store } from '../../store/store.js';

/** A text that is in memory or in the store. */
export type KeptText = Pick<SiteFile, 'content' | 'sha256'>;

/** Texts by what they are made of: JSON values with all that they depend on beside what every page depends on. */
export interface KeptTexts {
  /** Makes a text, or finds the one that was made of the same inputs before. */
  keep(inputs: unknown, make: () => Promise<string | Uint8Array>): Promise<KeptText>;
  /** Keeps a text that may be there for a build that needs it again. */
  use(inputs: unknown): void;
}

/** Makes every text anew. */
export const noKeptTexts: KeptTexts = {
  keep: async (_, make) => ({ content: await make() }),
  use: () => undefined,
};

/** Where texts are kept. */
export interface KeptTextsInput {
  readonly store: Store;
  /** See `courseDigest`. */
  readonly course: string;
  /** Called with each key of the store that is in use. */
  readonly onKey: (key: string) => void;
}

/** Opens the texts that are kept in the store between builds. */
export function openKeptTexts({ store, course, onKey }: KeptTextsInput): KeptTexts {
  const use = (inputs: unknown): string => {
    const key = `text:${sha256(JSON.stringify([course, inputs]))}`;
    onKey(key);
    return key;
  };
  return {
    use,
    keep: async (inputs, make) => {
      const key = use(inputs);
      const remake = async () => {
        const made = await make();
        const content = typeof made === 'string' ? Buffer.from(made) : made;
        const [digest = ''] = (await store.put(key, null, [content])).blobs;
        return { digest, content };
      };
      const digest = (await store.get(key))?.blobs[0] ?? (await remake()).digest;
      // Read when it is written, so that not all texts are in memory at once. What is damaged is found only then.
      return { sha256: digest, content: async () => (await store.blob(digest)) ?? (await remake()).content };
    },
  };
}
