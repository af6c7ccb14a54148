import { bytesOf } from '../../site/plan.js';
import { listSiteFiles, type SiteInput } from '../site/site-files.js';

/** A site at one moment. A page is made when it is first asked for. */
export interface Snapshot {
  /** Returns the content of a file; undefined when the site has no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Makes every page over all groups, so that a fault in a layout is found.
   *
   * @throws UserError for a fault in one of the course's layouts
   */
  makePages(signal: AbortSignal): Promise<void>;
}

/** Puts a site together: the same files with the same bytes as a build writes. */
export function takeSnapshot(input: SiteInput): Snapshot {
  const site = listSiteFiles(input);
  return {
    read: async (path) => {
      if (path === 'manifest.json') return bytesOf(await site.manifest());
      const own = site.groups.get(path.split('/')[0] ?? '')?.();
      const file = own?.find((candidate) => candidate.path === path) ?? (await site.pages().get(path)?.());
      return file && bytesOf(file);
    },
    makePages: async (signal) => {
      for (const page of site.pages().values()) {
        signal.throwIfAborted();
        await page();
      }
    },
  };
}
