import { UserError } from '../model/user-error.js';
import { commitMessage } from './commit-message.js';
import { domainOf } from './domain.js';
import { addExtraFiles } from './extra-files.js';
import { GitFailure } from './git.js';
import { wordsOf } from './git-trouble.js';
import type { PublishInput } from './input.js';
import type { Published } from './published.js';
import { type Staging, stagingRemote } from './staging.js';
import { type Change, compareTrees, parseTree } from './trees.js';

/** The site as a commit. */
export interface SiteCommit {
  readonly hash: string;
  /** Whether the branch is at this commit already, so that there is nothing to push. */
  readonly upToDate: boolean;
  /** What leads from what is published to it. */
  readonly changes: readonly Change[];
  /** Size of everything in it. */
  readonly bytes: number;
  /** What the user should know, sentences. */
  readonly notes: readonly string[];
}

/** What a commit is made of. */
export interface CommitInput {
  readonly input: PublishInput;
  readonly published: Published;
  /** The commit that is checked out where the command was started; null when there is none. */
  readonly head: string | null;
}

/**
 * Makes the commit: on top of the branch's newest, or without any before it where that was asked for or the branch is
 * new. A site that is published as it is needs none.
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
      `Git cannot store the site.${wordsOf(error)}`,
      'See that there is room where temporary files go, and run the command again.',
    );
  }
}

async function fillIndex(staging: Staging, { input, published }: CommitInput): Promise<readonly string[]> {
  const { config, site } = input;
  await staging.git('add', '--all', '--force', '--', '.');
  const wanted = domainOf(config.site.base);
  const kept = published.files.get('CNAME');
  await addExtraFiles(staging, { config, site, domain: kept ? null : wanted });
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
 * Pushes a commit. Without force, the remote refuses it when somebody has pushed in between. A branch that is replaced
 * is forced, on the condition that it still is where it was found.
 */
export async function pushCommit({ git }: Staging, { input, published, commit }: PushInput): Promise<void> {
  const ref = `refs/heads/${input.branch}`;
  const force = input.fresh ? [`--force-with-lease=${ref}:${published.tip ?? ''}`] : [];
  // No thin pack: to make one, git would first fetch the old files, which were left on the server.
  // biome-ignore lint/plugin/no-unbounded-spread: at most one
  await git('push', '--porcelain', '--no-verify', '--no-thin', ...force, stagingRemote, `${commit}:${ref}`);
}
