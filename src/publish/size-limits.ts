import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Remote } from './remote.js';
import type { SiteFolder } from './site-folder.js';

/** GitHub refuses a push with a larger file (“About large files on GitHub”). */
const maxFileBytes = 100 * 1024 * 1024;

/** GitHub Pages publishes no larger site (“GitHub Pages limits”). */
const maxSiteBytes = 1e9;

/** A file of a site, and its size. */
export interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Compares a site with the limits of GitHub, before anything is sent.
 *
 * @returns warnings, one sentence each
 * @throws UserError for a file that GitHub would refuse, if the remote is there
 */
export async function checkSizes(
  { folder, files }: SiteFolder,
  remote: Pick<Remote, 'url'>,
): Promise<readonly string[]> {
  const sized: SizedFile[] = [];
  for (const path of files) sized.push({ path, bytes: (await lstat(join(folder, path))).size });
  return compareSizes(sized, /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?github\.com[:/]/i.test(remote.url));
}

/** What `checkSizes` says of files of these sizes; `onGitHub` tells whether they go to github.com. */
export function compareSizes(files: readonly SizedFile[], onGitHub: boolean): readonly string[] {
  const notes: string[] = [];
  const [large, ...others] = files.filter(({ bytes }) => bytes > maxFileBytes);
  if (large) {
    const more = others.length === 0 ? '' : `, and ${others.length} more files over 100 MiB`;
    const what = `${large.path} has ${Math.ceil(large.bytes / 1024 / 1024)} MiB${more}`;
    if (onGitHub)
      throw new UserError(
        `${what}: GitHub takes no file over 100 MiB. Nothing was pushed.`,
        'Make the figure smaller, or put it elsewhere and link to it; then build the site anew.',
      );
    notes.push(`${what}: GitHub would take no file over 100 MiB.`);
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > maxSiteBytes)
    notes.push(
      `The site has ${(bytes / 1e9).toFixed(1)} GB, and GitHub Pages shows none over 1 GB. Publish fewer reports at a time, or smaller figures (\`figures.full\`, \`figures.widths\`).`,
    );
  return notes;
}
