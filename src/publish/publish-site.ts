import { openGit } from '../git/run-git.js';
import { makeCommit, pushCommit, type SiteCommit } from './commit.js';
import type { Finding } from './find-personal.js';
import { explained } from './git-trouble.js';
import { checkBranchName, guardBranch } from './guard-branch.js';
import type { PublishHooks, PublishInput } from './input.js';
import { readPublished } from './published.js';
import { findRemote, type Remote } from './remote.js';
import { scanSite } from './scan-site.js';
import { readSource } from './source-repository.js';
import { stagingRemote, withStaging } from './staging.js';

/** A commit that is ready to be pushed. */
export interface Publication extends SiteCommit {
  /** The remote, as it may be shown. */
  readonly remote: string;
  /** What looks like personal data or a secret; nothing is looked for where there is nothing to push. */
  readonly findings: readonly Finding[];
  push(): Promise<void>;
}

/**
 * Puts a site together as a commit for a branch of a remote, and lends it to `work`, which may push it. On the branch
 * the site stands alone, with `.nojekyll`, `404.html` and perhaps `CNAME`: the one that the branch has, or else one for
 * `site.base` where that is a domain of one's own (see `domainOf`).
 *
 * Nothing of the user's repository changes, and nothing is left behind.
 *
 * @throws UserError when the remote or the branch will not do; the signal's reason when aborted
 */
export async function withPublication<Result>(
  input: PublishInput,
  hooks: PublishHooks,
  work: (publication: Publication) => Promise<Result>,
): Promise<Result> {
  const { config, site, branch } = input;
  const { signal } = hooks;
  const git = openGit(config.root, { signal });
  const source = await readSource(git);
  await checkBranchName(git, branch);
  const remote = findRemote(input.remote, source, config.root);
  const staging = { site: site.folder, settings: source.settings, remote: settingsOf(remote), signal };
  return await withStaging(staging, async (opened) => {
    hooks.onProgress({ stage: `Asking ${remote.label}`, done: 0, total: 0 });
    const published = await explained({ remote, branch }, async () => {
      const found = await readPublished(opened.git, branch);
      await guardBranch(opened.git, { branch, remote, published: found, source });
      return found;
    });
    hooks.onProgress({ stage: 'Putting the commit together', done: 0, total: 0 });
    const commit = await makeCommit(opened, { input, published, head: source.commit });
    const findings = commit.upToDate ? [] : await scanSite(site, config.privacy.studentNumber, hooks);
    return await work({
      ...commit,
      remote: remote.label,
      findings,
      push: async () => {
        hooks.onProgress({ stage: `Pushing to ${remote.label}`, done: 0, total: 0 });
        await explained({ remote, branch }, () => pushCommit(opened, { input, published, commit: commit.hash }));
      },
    });
  });
}

function settingsOf({ url, extras }: Remote): Parameters<typeof withStaging>[0]['remote'] {
  return [{ name: 'url', value: url }, ...extras].map(({ name, value }) => ({
    name: `remote.${stagingRemote}.${name}`,
    value,
  }));
}
