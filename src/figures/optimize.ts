import pLimit from 'p-limit';
import type { FigureAsset, FigureOutcome, FigureTarget, FigureVariant, LinkedFile } from '../model/figure.js';
import type { Store } from '../store/store.js';
import { describeDiagram } from './diagrams/describe-diagram.js';
import { figureConcurrency } from './encode/concurrency.js';
import { closeIdleEncoder } from './encode/encoder.js';
import type { Prepared, PreparedFile } from './encode/prepare.js';
import { createPreparer } from './encode/prepare.js';
import type { FigureOptions } from './encode/recipe.js';
import { encoderKey } from './encode/recipe-key.js';
import { linkedName, variantName } from './encode/variant-name.js';
import type { RemoteLimits } from './fetch/fetch-figure.js';
import { createFetcher } from './fetch/fetch-figure.js';
import type { FigureRequest, FigureSources } from './fetch/load-figure.js';
import { downloadFigure, loadFigure, remoteKey } from './fetch/load-figure.js';
import { createTally, type FigureCounts } from './figure-tally.js';
import { extensionOf, sniff } from './inspect/sniff.js';
import { hasNoExtension } from './resolve/file-names.js';

/** Concurrent downloads. They wait for the network, so there may be more than cores. */
const parallelDownloads = 6;

/** The settings of one build. */
export interface OptimizerSettings {
  readonly options: FigureOptions;
  readonly cache: Store;
  readonly remote: { readonly enabled: boolean } & Partial<RemoteLimits>;
  /** Called after each figure, with the counts so far. */
  readonly onProgress?: ((counts: FigureCounts) => void) | undefined;
}

/** A file to write beside a page. */
export interface FigureFile extends LinkedFile {
  /** Reads the content from the store. Rejects when it is gone from there and the source has changed since. */
  readonly contents: () => Promise<Uint8Array>;
}

/** A figure's outcome, and the files that the site needs: one per variant, and the file that is linked, if any. */
export interface OptimizedFigure {
  readonly outcome: FigureOutcome;
  readonly files: readonly FigureFile[];
  /** Keys under which the store has what it was made from and what was made of it. */
  readonly storeKeys: readonly string[];
}

/** Turns figure targets into files for the page; one per build. */
export interface FigureOptimizer {
  /** Failures are outcomes; rejects only when the signal aborts, with its reason. */
  optimize(request: FigureRequest): Promise<OptimizedFigure>;
  /** Downloads a remote figure into the store. Gives the reason when it cannot be had; rejects only when the signal aborts. */
  download(url: string, signal: AbortSignal): Promise<string | undefined>;
  /** See `Preparer`. */
  warmUp(): Promise<void>;
  /** Lets go of what only encoding needs, when it is no longer needed; it comes back for another figure. */
  releaseEncoder(): void;
  counts(): FigureCounts;
  /**
   * Removes what this build did not use from the store. Only after a build over all reports that share it.
   *
   * @param alsoUsed Keys that others than this optimizer used.
   */
  prune(alsoUsed?: Iterable<string>): Promise<void>;
}

/** Creates the optimizer of one build. */
export function createFigureOptimizer(settings: OptimizerSettings): FigureOptimizer {
  const { cache, remote } = settings;
  const preparer = createPreparer(cache, settings.options);
  const remoteKeys = new Set<string>();
  const sources: FigureSources = {
    cache,
    fetcher: remote.enabled ? createFetcher(remote) : undefined,
    onKey: (key) => remoteKeys.add(key),
  };
  const cores = pLimit(figureConcurrency());
  const downloads = pLimit(parallelDownloads);
  const tally = createTally();

  const read = async (request: FigureRequest): ReturnType<typeof loadFigure> => {
    request.signal?.throwIfAborted();
    return loadFigure(sources, request);
  };
  const prepare = async (
    request: FigureRequest,
    bytes: Uint8Array,
  ): Promise<OptimizedFigure & { readonly encoded: boolean }> => {
    request.signal?.throwIfAborted();
    const { key, result, encoded } = await preparer.prepare(bytes, request.signal);
    const { target } = request;
    const storeKeys = target.kind === 'remote' ? [remoteKey(target.url), key] : [key];
    const reread = async (): Promise<Prepared | undefined> => {
      const again = await read({ folder: request.folder, target: request.target });
      return again instanceof Uint8Array ? (await preparer.prepare(again)).result : undefined;
    };
    const described = describe({ target, result, sourceBytes: bytes.length, cache, reread });
    return { ...described, outcome: withExtension(described.outcome, bytes), storeKeys, encoded };
  };
  const run = async (request: FigureRequest): Promise<OptimizedFigure & { readonly encoded: boolean }> => {
    request.signal?.throwIfAborted();
    // What was downloaded waits in the store for a core, not in memory.
    const failure = await downloadFigure(sources, request, downloads);
    return failure ? finish(request, failure) : cores(async () => finish(request, await read(request)));
  };
  const finish = async (request: FigureRequest, bytes: Awaited<ReturnType<typeof read>>): ReturnType<typeof prepare> =>
    bytes instanceof Uint8Array
      ? prepare(request, bytes)
      : {
          outcome: { target: request.target, failure: bytes.failure, reason: bytes.reason },
          files: [],
          storeKeys: [],
          encoded: false,
        };

  return {
    optimize: async (request) => {
      const { outcome, files, storeKeys, encoded } = await run(request);
      tally.add(request, outcome, encoded);
      settings.onProgress?.(tally.counts());
      return { outcome, files, storeKeys };
    },
    download: async (url, signal) => {
      const target: FigureTarget = { kind: 'remote', url };
      return (await downloadFigure(sources, { folder: '', target, signal }, downloads))?.reason;
    },
    warmUp: preparer.warmUp,
    releaseEncoder: closeIdleEncoder,
    counts: tally.counts,
    prune: (alsoUsed = []) => cache.prune(new Set([encoderKey(), ...preparer.usedKeys, ...remoteKeys, ...alsoUsed])),
  };
}

interface Description {
  readonly target: FigureTarget;
  readonly result: Prepared;
  readonly sourceBytes: number;
  readonly cache: Store;
  /** Encodes again when a blob has disappeared from the store. */
  readonly reread: () => Promise<Prepared | undefined>;
}

function describe({ target, result, sourceBytes, cache, reread }: Description): Omit<OptimizedFigure, 'storeKeys'> {
  const source = nameOf(target);
  const contentsOf = async ({ sha256, name }: LinkedFile): Promise<Uint8Array> => {
    const bytes = (await cache.blob(sha256)) ?? ((await reread()) && (await cache.blob(sha256)));
    if (!bytes) throw new Error(`${name} is no longer what it was when the build began`);
    return bytes;
  };
  const linked = result.file && named(source, result.file);
  const withContents = (files: readonly LinkedFile[]): readonly FigureFile[] =>
    [...files, ...(linked ? [linked] : [])].map((file) => ({ ...file, contents: () => contentsOf(file) }));
  if ('failure' in result)
    return {
      outcome: {
        target,
        failure: result.failure,
        reason: result.reason,
        ...(result.provisional ? { provisional: true } : {}),
        ...(linked ? { file: linked } : {}),
      },
      files: withContents([]),
    };
  const [first, ...others] = result.variants.map(
    (variant): FigureVariant => ({ name: variantName({ source, ...variant }), ...variant }),
  );
  if (!first) throw new Error('a figure without variants');
  const asset: FigureAsset = {
    variants: [first, ...others],
    sourceBytes,
    transparent: result.transparent,
    animated: result.animated,
    ...(linked ? { file: linked } : {}),
  };
  const incomplete = result.incomplete === undefined ? {} : { incomplete: result.incomplete };
  const diagram = target.kind === 'diagram' ? { diagram: describeDiagram(target.source) } : {};
  return { outcome: { target, asset, ...incomplete, ...diagram }, files: withContents(asset.variants) };
}

function named(source: string, file: PreparedFile): LinkedFile {
  return { ...file, name: linkedName({ source, ...file }) };
}

/** Adds the extension that a file without one should have. */
function withExtension(outcome: FigureOutcome, bytes: Uint8Array): FigureOutcome {
  const { target } = outcome;
  const extension = target.kind === 'local' && hasNoExtension(target.path) ? extensionOf(sniff(bytes)) : undefined;
  return extension === undefined ? outcome : { ...outcome, extension };
}

function nameOf(target: FigureTarget): string {
  if (target.kind === 'local') return target.path;
  if (target.kind === 'diagram') return 'diagram';
  return target.kind === 'remote' ? new URL(target.url).pathname : '';
}
