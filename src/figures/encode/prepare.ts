import type { FigureVariant, LinkedFile } from '../../model/figure.js';
import { once } from '../../model/once.js';
import { sha256 } from '../../model/sha256.js';
import type { Json, StoreEntry } from '../../store/record.js';
import type { Store } from '../../store/store.js';
import { isUnreadable, type Unreadable } from '../inspect/unreadable.js';
import { askEncoder } from './encoder.js';
import type { FigureOptions } from './recipe.js';
import { readEncoderVersions, recipeKey, startUnknownEncoder } from './recipe-key.js';

/** A figure's variants as stored in the cache, before they get file names. */
export type Prepared =
  | {
      readonly variants: readonly Omit<FigureVariant, 'name'>[];
      readonly transparent: boolean;
      readonly animated: boolean;
      readonly incomplete?: string;
      readonly file?: PreparedFile;
    }
  | (Pick<Unreadable, 'failure' | 'reason' | 'provisional'> & { readonly file?: PreparedFile });

/** A file to link to, before it gets its name. */
export type PreparedFile = Omit<LinkedFile, 'name'>;

/** The result for some bytes, and whether it was a cache miss. */
export interface Preparation {
  /** The key under which the store has it. */
  readonly key: string;
  readonly result: Prepared;
  readonly encoded: boolean;
}

/** Encodes each distinct content once, in this run and the next, whatever the files are called. */
export interface Preparer {
  /** Rejects only when the signal aborts. */
  prepare(bytes: Uint8Array, signal?: AbortSignal): Promise<Preparation>;
  /** Starts the encoder early if the store does not know its versions, so that the first figure does not wait for it. */
  warmUp(): Promise<void>;
  /** Keys in the store that were requested. */
  readonly usedKeys: ReadonlySet<string>;
}

/** Makes a preparer over a cache. */
export function createPreparer(cache: Store, options: FigureOptions): Preparer {
  const usedKeys = new Set<string>();
  const recipe = once(async () => recipeKey(options, await readEncoderVersions(cache)));
  const inFlight = new Map<string, Promise<Preparation>>();

  const encode = async (key: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Preparation> => {
    const known = fromEntry(await cache.get(key));
    if (known) return { key, result: known, encoded: false };
    const figure = await askEncoder({ kind: 'encode', bytes, options }, signal);
    const linked = figure.file ? [figure.file] : [];
    const file = linked.map(({ format, bytes: content }) => describeFile(format, content))[0];
    if (isUnreadable(figure)) {
      const { provisional } = figure;
      if (provisional)
        return { key, result: { failure: figure.failure, reason: figure.reason, provisional }, encoded: true };
      // Other failures are cached too, so that the next build does not try again.
      const failure = { failure: figure.failure, reason: figure.reason, ...(file ? { file } : {}) };
      await cache.put(
        key,
        failure,
        linked.map((content) => content.bytes),
      );
      return { key, result: failure, encoded: true };
    }
    const described = figure.variants.map(({ format, width, height, bytes: content }) => ({
      ...describeFile(format, content),
      width,
      height,
    }));
    const result = {
      variants: described,
      transparent: figure.transparent,
      animated: figure.animated,
      ...(figure.incomplete === undefined ? {} : { incomplete: figure.incomplete }),
      ...(file ? { file } : {}),
    };
    await cache.put(
      key,
      result,
      [...figure.variants, ...linked].map((content) => content.bytes),
    );
    return { key, result, encoded: true };
  };

  const prepare = async (bytes: Uint8Array, signal?: AbortSignal): Promise<Preparation> => {
    const key = `figure:${sha256(bytes)}:${await recipe()}`;
    usedKeys.add(key);
    const running = inFlight.get(key);
    if (running) {
      try {
        return { ...(await running), encoded: false };
      } catch {
        // The first caller was aborted; this one may not be.
        signal?.throwIfAborted();
        return prepare(bytes, signal);
      }
    }
    const result = encode(key, bytes, signal).finally(() => inFlight.delete(key));
    inFlight.set(key, result);
    return result;
  };
  return { prepare, warmUp: once(() => startUnknownEncoder(cache)), usedKeys };
}

function describeFile(format: string, content: Uint8Array): PreparedFile {
  return { format, bytes: content.length, sha256: sha256(content) };
}

/** The store detects damaged entries and separates format versions, so the value needs no validation. */
function fromEntry(entry: StoreEntry | undefined): Prepared | undefined {
  const value: Json | undefined = entry?.value;
  return value === undefined ? undefined : (value as unknown as Prepared);
}
