import sharp from 'sharp';
import type { FigureVariant } from '../../model/figure.js';
import type { Json, Store, StoreEntry } from '../../store/store.js';
import { sha256 } from '../../store/store.js';
import { isUnreadable } from '../inspect/unreadable.js';
import { encodeFigure } from './encode-figure.js';
import type { FigureOptions } from './recipe.js';
import { sortedWidths } from './widths.js';

/** A figure's encodings as the cache keeps them, before they get names. */
export type Prepared =
  | {
      readonly variants: readonly Omit<FigureVariant, 'name'>[];
      readonly transparent: boolean;
      readonly animated: boolean;
    }
  | { readonly failure: 'unreadable'; readonly reason: string };

/** What became of some bytes, and whether that took an encoding. */
export interface Preparation {
  readonly result: Prepared;
  readonly encoded: boolean;
}

/** Encodes bytes once, however often and under whatever names they come, in this run and the next. */
export interface Preparer {
  /** Rejects only when the signal aborts. */
  prepare(bytes: Uint8Array, signal?: AbortSignal): Promise<Preparation>;
  /** Store keys that were asked for. */
  readonly usedKeys: ReadonlySet<string>;
}

/** Makes a preparer over a cache. */
export function createPreparer(cache: Store, options: FigureOptions): Preparer {
  const recipe = recipeKey(options);
  const usedKeys = new Set<string>();
  const inFlight = new Map<string, Promise<Preparation>>();

  const encode = async (key: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Preparation> => {
    const known = fromEntry(await cache.get(key));
    if (known) return { result: known, encoded: false };
    const figure = await encodeFigure({ bytes, options, signal });
    // A failure is as much a result as a picture: the next build should not try again.
    if (isUnreadable(figure)) {
      const failure = { failure: figure.failure, reason: figure.reason };
      await cache.put(key, failure, []);
      return { result: failure, encoded: true };
    }
    const described = figure.variants.map(({ format, width, height, bytes: content }) => ({
      format,
      width,
      height,
      bytes: content.length,
      sha256: sha256(content),
    }));
    const result = { variants: described, transparent: figure.transparent, animated: figure.animated };
    await cache.put(
      key,
      result,
      figure.variants.map((variant) => variant.bytes),
    );
    return { result, encoded: true };
  };

  const prepare = async (bytes: Uint8Array, signal?: AbortSignal): Promise<Preparation> => {
    const key = `figure:${sha256(bytes)}:${recipe}`;
    usedKeys.add(key);
    const running = inFlight.get(key);
    if (running) {
      try {
        return { ...(await running), encoded: false };
      } catch {
        // Whoever asked first gave up; that is no reason to give up here.
        signal?.throwIfAborted();
        return prepare(bytes, signal);
      }
    }
    const result = encode(key, bytes, signal).finally(() => inFlight.delete(key));
    inFlight.set(key, result);
    return result;
  };
  return { prepare, usedKeys };
}

/** The cache checks its entries for damage and keeps versions apart, so what comes back is what was put in. */
function fromEntry(entry: StoreEntry | undefined): Prepared | undefined {
  const value: Json | undefined = entry?.value;
  return value === undefined ? undefined : (value as unknown as Prepared);
}

/** Raised whenever the same file and options would give other bytes, or another sentence. */
const recipeVersion = 2;

/** Everything besides the source's bytes that decides what comes out, as one line for a cache key. */
function recipeKey(options: FigureOptions): string {
  const { widths, formats, quality, maxPixels } = options;
  const versions = [sharp.versions.sharp, sharp.versions.vips, sharp.versions.webp];
  return JSON.stringify([recipeVersion, versions, sortedWidths(widths), formats, quality, maxPixels]);
}
