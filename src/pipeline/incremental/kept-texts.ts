import { sha256, sha256OfParts } from '../../model/sha256.js';
import type { SiteFile } from '../../site/plan.js';
import { LostContent } from '../../store/lost-content.js';
import type { Store } from '../../store/store.js';

/** A text that is in memory or in the store. */
export type KeptText = Pick<SiteFile, 'content' | 'sha256'>;

/** Texts by what they are made of: JSON values with all that they depend on beside what every page depends on. */
export interface KeptTexts {
  /**
   * Makes a text, or finds the one that was made of the same inputs before.
   *
   * @param make Makes it, in UTF-8.
   * @param finish Adds what many texts have in common, and what need not be kept with each.
   */
  keep(inputs: unknown, make: () => Promise<Uint8Array>, finish?: Finish): Promise<KeptText>;
  /** Keeps a text that may be there for a build that needs it again. */
  use(inputs: unknown): void;
}

/** Makes the whole of a kept text, in parts. */
type Finish = (text: Uint8Array) => readonly Uint8Array[];

const asItIs: Finish = (text) => [text];

/** Makes every text anew. */
export const noKeptTexts: KeptTexts = {
  keep: async (_, make, finish = asItIs) => ({ content: Buffer.concat(finish(await make())) }),
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
    keep: async (inputs, make, finish = asItIs) => {
      const key = use(inputs);
      const remake = async () => {
        const text = await make();
        return { text, entry: await store.put(key, sha256OfParts(finish(text)), [text]) };
      };
      const { value, blobs } = (await store.get(key)) ?? (await remake()).entry;
      // Read when it is written, so that not all texts are in memory at once. What is damaged is found only then.
      const content = async () => {
        const parts = finish((await store.blob(blobs[0] ?? '')) ?? (await remake()).text);
        // An asset may have changed since this build began.
        if (sha256OfParts(parts) !== value) throw new LostContent('a kept page is not what it was');
        return Buffer.concat(parts);
      };
      return { sha256: String(value), content };
    },
  };
}
