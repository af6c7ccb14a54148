import { ask, type Git } from '../git/run-git.js';
import { UserError } from '../model/user-error.js';
import { firstValue } from './git-settings.js';
import { holdsSite, type Published } from './published.js';
import type { Remote } from './remote.js';
import type { SourceRepository } from './source-repository.js';

/**
 * Makes sure that a name can be a branch's.
 *
 * @throws UserError when git would not take it
 */
export async function checkBranchName(git: Git, branch: string): Promise<void> {
  if (branch.startsWith('-') || (await ask(git('check-ref-format', `refs/heads/${branch}`))) === undefined)
    throw new UserError(
      `${JSON.stringify(branch)} cannot be the name of a branch.`,
      'Give --branch another one, such as gh-pages.',
    );
}

/** A branch that is about to be replaced by a site. */
export interface Target {
  readonly branch: string;
  readonly remote: Remote;
  readonly published: Published;
  readonly source: SourceRepository;
}

/**
 * Refuses to put the site in the place of what people work on, unless a site of Handin's is there already: on the branch
 * that the remote shows first, on the one that is checked out, and on any that does not look like a site. A mistyped
 * `--branch` must not cost anyone their files.
 *
 * @throws UserError
 */
export async function guardBranch(git: Git, { branch, remote, published, source }: Target): Promise<void> {
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

/** What tells a branch of GitHub Pages, whatever made the site on it. */
const signsOfSite = ['index.html', '.nojekyll', 'CNAME'];

function looksLikeSite({ files }: Published): boolean {
  return files.size === 0 || signsOfSite.some((name) => files.has(name));
}
