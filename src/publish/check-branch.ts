import { UserError } from '../model/user-error.js';
import { type Git, queryGit } from '../process/run-git.js';
import { firstValue } from './git-settings.js';
import { holdsSite, type Published } from './published.js';
import type { Remote } from './remote.js';
import type { SourceRepository } from './source-repository.js';

/**
 * Validates a branch name.
 *
 * @throws UserError when git would not take it
 */
export async function checkBranchName(git: Git, branch: string): Promise<void> {
  if (branch.startsWith('-') || (await queryGit(git('check-ref-format', `refs/heads/${branch}`))) === undefined)
    throw new UserError(
      `${JSON.stringify(branch)} cannot be the name of a branch.`,
      'Give --branch another one, such as gh-pages.',
    );
}

/** A branch that is about to be replaced by a site. */
export interface BranchToReplace {
  readonly branch: string;
  readonly remote: Remote;
  readonly published: Published;
  readonly source: SourceRepository;
}

/**
 * Refuses to replace a branch that people work on: the remote's default branch, the upstream of the branch that is
 * checked out, and any branch that does not look like a site, unless it already holds a site that Handin built. A
 * mistyped `--branch` must not delete anyone's files.
 *
 * @throws UserError
 */
export async function refuseForeignBranch(
  git: Git,
  { branch, remote, published, source }: BranchToReplace,
): Promise<void> {
  if (published.tip === null) return;
  const setting = (key: string): string | undefined => firstValue(source.settings, `branch.${source.branch}.${key}`);
  const isUpstream =
    remote.name !== null && setting('remote') === remote.name && setting('merge') === `refs/heads/${branch}`;
  const isWorkedOn = published.isDefault || isUpstream;
  if ((!isWorkedOn && looksLikeSite(published)) || (await holdsSite(git, published))) return;
  if (!isWorkedOn)
    throw new UserError(
      `${branch} holds files of ${remote.label} that are no site: no index.html is at its top. The site would replace them.`,
      'Name a branch for the site alone with --branch, such as gh-pages, or delete this one from the remote first.',
    );
  throw new UserError(
    `${branch} is the ${published.isDefault ? `default branch of ${remote.label}` : 'branch that is checked out'}, and what it holds is no site. The site would replace its files.`,
    'Name a branch for the site alone with --branch, such as gh-pages.',
  );
}

/** Files at the top of a GitHub Pages branch, whichever program built the site. */
const signsOfSite = ['index.html', '.nojekyll', 'CNAME'];

function looksLikeSite({ files }: Published): boolean {
  return files.size === 0 || signsOfSite.some((name) => files.has(name));
}
