import { UserError } from '../model/user-error.js';
import { GitFailure } from '../process/run-git.js';
import { domainOf } from './domain.js';
import { addExtraFiles } from './extra-files.js';
import { quoteGit } from './git-errors.js';
import { homeAddress } from './home-address.js';
import { commitMessage } from './manifest.js';
import type { PublishInput } from './publish-input.js';
import type { Published } from './published.js';
import { type Staging, stagingRemote } from './staging.js';
import { type Change, compareTrees, parseTree } from './trees.js';

/** The site as a commit. */
export interface SiteCommit {
  readonly hash: string;
  /** The branch is already at this commit: there is nothing to push. */
  readonly upToDate: boolean;
  /** Differences between the published tree and this one. */
  readonly changes: readonly Change[];
  /** Total size of its files. */
  readonly bytes: number;
  /** Warnings for the user, one sentence each. */
  readonly notes: readonly string[];
}

/** What a commit is made of. */
export interface CommitInput {
  readonly input: PublishInput;
  readonly published: Published;
  /** The address of the remote for git. */
  readonly remote: string;
  /** The commit that is checked out where the command was started; null when there is none. */
  readonly head: string | null;
}

/**
 * Creates the commit: on top of the branch's tip, or without a parent with `fresh` or for a new branch. A site that is
 * already published needs none.
 *
 * @throws UserError when git cannot store the site
 */
export async function makeCommit(staging: Staging, commit: CommitInput): Promise<SiteCommit> {
  const { published, input } = commit;
  try {
    const notes = await fillIndex(staging, commit);
    const tree = (await staging.git('write-tree')).trim();
    const files = parseTree(await staging.git('ls-tree', '-r', '-z', '-l', tree));
    const upToDate = tree === published.tree && !(input.fresh && published.hasHistory);
    return {
      hash: upToDate && published.tip !== null ? published.tip : await writeCommit(staging, tree, commit),
      upToDate,
      changes: compareTrees(published.files, files),
      bytes: [...files.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
      notes,
    };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new UserError(
      `Git cannot store the site.${quoteGit(error)}`,
      'See that there is room where temporary files go, and run the command again.',
    );
  }
}

async function fillIndex(staging: Staging, { input, published, remote }: CommitInput): Promise<readonly string[]> {
  const { config, site } = input;
  await staging.git('add', '--all', '--force', '--', '.');
  const wanted = domainOf(config.site.base);
  const kept = published.files.get('CNAME');
  const home = homeAddress({ base: config.site.base, domain: published.domain, remote });
  await addExtraFiles(staging, { config, site, domain: kept ? null : wanted, home });
  if (!kept) return [];
  await staging.git('update-index', '--add', '--cacheinfo', `${kept.mode},${kept.hash},CNAME`);
  return wanted === null || wanted === published.domain
    ? []
    : [
        `The branch says ${published.domain} in its CNAME, and stays so; \`site.base\` in the configuration says ${wanted}.`,
      ];
}

async function writeCommit({ git }: Staging, tree: string, { input, published, head }: CommitInput): Promise<string> {
  const parent = input.fresh || published.tip === null ? [] : ['-p', published.tip];
  const message = commitMessage(input.site.manifest, head);
  // biome-ignore lint/plugin/no-unbounded-spread: at most two
  return (await git('commit-tree', tree, ...parent, '-m', message)).trim();
}

/** What is pushed. */
export interface PushInput {
  readonly input: PublishInput;
  readonly published: Published;
  readonly commit: string;
}

/**
 * Pushes a commit. Without force, the remote rejects it when somebody has pushed in between; with `fresh`, a force push
 * with a lease does the same.
 */
export async function pushCommit({ git }: Staging, { input, published, commit }: PushInput): Promise<void> {
  const ref = `refs/heads/${input.branch}`;
  const force = input.fresh ? [`--force-with-lease=${ref}:${published.tip ?? ''}`] : [];
  // No thin pack: to make one, git would first fetch the old files, which were left on the server.
  // biome-ignore lint/plugin/no-unbounded-spread: at most one
  await git('push', '--porcelain', '--no-verify', '--no-thin', ...force, stagingRemote, `${commit}:${ref}`);
}
