import path from 'node:path';
import type { Config } from '../../config/config.js';
import { sha256 } from '../../model/sha256.js';
import type { SiteFile } from '../../site/plan.js';
import { removeOldest } from '../../store/checked-file.js';
import { openDigestIndex, saveDigests } from '../../store/digest-index.js';
import { digestOfFile } from '../../store/file-digest.js';
import { type Stamps, stampPaths } from '../../store/stamps.js';
import { treeOf } from './program-files.js';

/** To be incremented when the format of the files changes. */
const formatVersion = 1;

/** Maximum number of sites whose digests are kept. */
const maxSites = 8;

/** The digests of a site's files as a build wrote them: the next build compares without reading them. */
export interface WrittenFiles {
  /** SHA-256 of a file in the site, by its path there; it is read if it was changed since. */
  digestOf(path: string): string;
  /**
   * Keeps the digests of the site as it was just written.
   *
   * @returns the stamps of all its files and folders; undefined, and nothing is kept, when another process has replaced it
   */
  save(files: readonly SiteFile[]): Stamps | undefined;
}

/** Opens the digests of the site that a configuration writes. */
export function openWrittenFiles({ out, cacheFolder }: Pick<Config, 'out' | 'cacheFolder'>): WrittenFiles {
  const folder = path.join(cacheFolder, `sites-v${formatVersion}`);
  const file = path.join(folder, `${sha256(out).slice(0, 32)}.json`);
  const index = openDigestIndex(file);
  return {
    digestOf: (name) => index.digestOf(path.join(out, name)),
    save: (files) => {
      const stamps = stampSite(out, files);
      if (!stamps) return undefined;
      const digests = files.flatMap(({ path: name, sha256: digest }) =>
        digest === undefined ? [] : [[path.join(out, name), digest] as const],
      );
      saveDigests(file, stamps, new Map(digests));
      removeOldest(folder, maxSites);
      return stamps;
    },
  };
}

/** The stamps of a site; undefined when it is another one, which its manifest tells, or is being replaced. */
function stampSite(folder: string, files: readonly SiteFile[]): Stamps | undefined {
  const manifest = files.find((file) => file.path === 'manifest.json')?.sha256;
  try {
    const stamps = stampPaths(treeOf(folder));
    return digestOfFile(path.join(folder, 'manifest.json')) === manifest ? stamps : undefined;
  } catch (error) {
    // For a moment another process has moved it aside.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
