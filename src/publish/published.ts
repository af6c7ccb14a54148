import { type Git, queryGit } from '../process/run-git.js';
import { parseManifest } from './manifest.js';
import { type Staging, stagingRemote } from './staging.js';
import { parseTree, type TreeFile } from './trees.js';

/** The branch as it is on the remote. */
export interface Published {
  /** Its newest commit; null when the remote does not have the branch. */
  readonly tip: string | null;
  /** The tree of that commit. */
  readonly tree: string | null;
  /** Whether there are commits before it. */
  readonly hasHistory: boolean;
  readonly files: ReadonlyMap<string, TreeFile>;
  /** Content of its `CNAME`; null where it has none. */
  readonly domain: string | null;
  /** Whether it is the remote's default branch. */
  readonly isDefault: boolean;
}

/** The ref of the fetched branch in the staging repository. */
const fetched = 'refs/handin/published';

/** Thrown when the remote's repository has SHA-256 names, and the staging repository SHA-1. */
export class OtherObjectFormat extends Error {}

/**
 * Reads a branch of the remote with a shallow, blobless fetch where the server supports it: a site may be large, and its
 * history many times that.
 *
 * @throws OtherObjectFormat
 */
export async function readPublished({ git, objectFormat }: Staging, branch: string): Promise<Published> {
  const ref = `refs/heads/${branch}`;
  const listing = await git('ls-remote', '--symref', stagingRemote, 'HEAD', ref);
  if (objectFormat === 'sha1' && /^[0-9a-f]{64}\t/m.test(listing)) throw new OtherObjectFormat();
  const isDefault = listing.includes(`ref: ${ref}\tHEAD\n`);
  if (!listing.split('\n').some((line) => line.endsWith(`\t${ref}`) && !line.startsWith('ref:')))
    return { tip: null, tree: null, hasHistory: false, files: new Map(), domain: null, isDefault };
  await git('fetch', '--quiet', '--no-tags', '--depth=1', '--filter=blob:none', stagingRemote, `+${ref}:${fetched}`);
  const tip = (await git('rev-parse', fetched)).trim();
  const commit = await git('cat-file', 'commit', tip);
  const files = parseTree(await git('ls-tree', '-r', '-z', tip));
  return {
    tip,
    tree: (await git('rev-parse', `${tip}^{tree}`)).trim(),
    hasHistory: /^parent /m.test(commit.slice(0, commit.indexOf('\n\n'))),
    files,
    domain: files.has('CNAME') ? (await git('cat-file', 'blob', `${tip}:CNAME`)).trim() : null,
    isDefault,
  };
}

/** Whether the branch holds a site that Handin built. */
export async function holdsSite(git: Git, { tip, files }: Published): Promise<boolean> {
  if (tip === null || !files.has('manifest.json')) return false;
  return parseManifest((await queryGit(git('cat-file', 'blob', `${tip}:manifest.json`))) ?? '') !== undefined;
}
