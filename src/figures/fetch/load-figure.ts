import type { FigureTarget } from '../../model/figure.js';
import { sha256 } from '../../model/sha256.js';
import type { Store } from '../../store/store.js';
import { loadDrawing } from '../diagrams/load-drawing.js';
import { readDataUrl } from './data-url.js';
import type { Fetcher, Unreachable } from './fetch-figure.js';
import type { LocalFailure } from './read-local.js';
import { readLocal } from './read-local.js';

/** Why there are no bytes to encode. */
export type LoadFailure = LocalFailure | Unreachable;

/** What loading a figure needs. */
export interface FigureSources {
  readonly cache: Store;
  /** Absent when downloads are turned off. */
  readonly fetcher?: Fetcher | undefined;
  /** Called with each cache key that is requested. */
  readonly onKey: (key: string) => void;
}

/** A figure to load. */
export interface FigureRequest {
  /** Absolute path of the report's folder. */
  readonly folder: string;
  readonly target: FigureTarget;
  readonly signal?: AbortSignal | undefined;
}

/** Loads the bytes of a figure: its file, or the download, which stays in the store until it is pruned. */
export async function loadFigure(
  sources: FigureSources,
  { folder, target, signal }: FigureRequest,
): Promise<Uint8Array | LoadFailure> {
  switch (target.kind) {
    case 'local':
      return readLocal({ folder, path: target.path });
    case 'remote':
      return readRemote(sources, target.url, signal);
    case 'embedded':
      return readDataUrl(target.url);
    case 'diagram':
      return loadDrawing(target);
    case 'missing':
      return absent("There is no such file in the report's folder: add it, or correct the address.");
    case 'outside':
      return absent(
        "The address leads out of the report's folder: copy the file into the folder and refer to it there.",
      );
    case 'refused':
      return absent(
        `A figure may not have an address that begins with "${target.scheme}:": save the picture in the report's folder and refer to that file.`,
      );
  }
}

/**
 * Downloads a remote figure unless the store has it, so that {@link loadFigure} does not have to wait for a server.
 * Returns why it cannot be had.
 *
 * @param limit runs a download when there may be one more
 */
export async function downloadFigure(
  sources: FigureSources,
  { target, signal }: FigureRequest,
  limit: <Result>(download: () => Promise<Result>) => Promise<Result>,
): Promise<LoadFailure | undefined> {
  if (target.kind !== 'remote' || (await sources.cache.get(remoteKey(target.url)))) return undefined;
  const result = await limit(async () => {
    signal?.throwIfAborted();
    return readRemote(sources, target.url, signal);
  });
  return result instanceof Uint8Array ? undefined : result;
}

async function readRemote(
  { cache, fetcher, onKey }: FigureSources,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | LoadFailure> {
  const key = remoteKey(url);
  onKey(key);
  const [digest] = (await cache.get(key))?.blobs ?? [];
  const known = digest === undefined ? undefined : await cache.blob(digest);
  if (known) return known;
  if (!fetcher) {
    return {
      failure: 'unreachable',
      reason: 'Pictures from the web are not downloaded in this build.',
    };
  }
  const bytes = await fetcher.fetch(url, signal);
  if (bytes instanceof Uint8Array) await cache.put(key, { sha256: sha256(bytes) }, [bytes]);
  return bytes;
}

const remotePrefix = 'remote:';

/** Whether a key of the store is that of a download. */
export function isRemoteKey(key: string): boolean {
  return key.startsWith(remotePrefix);
}

/** The key of a download in the store. */
export function remoteKey(url: string): string {
  return remotePrefix + url;
}

function absent(reason: string): LoadFailure {
  return { failure: 'absent', reason };
}
