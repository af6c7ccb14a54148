import { openGit } from '../process/run-git.js';
import { checkBranchName, refuseForeignBranch } from './check-branch.js';
import { makeCommit, pushCommit, type SiteCommit } from './commit.js';
import { findHandEdits } from './find-hand-edits.js';
import type { PersonalFinding } from './find-personal.js';
import { explainGitErrors } from './git-errors.js';
import type { PublishHooks, PublishInput } from './publish-input.js';
import { OtherObjectFormat, readPublished } from './published.js';
import { findRemote, type Remote } from './remote.js';
import { scanSite } from './scan-site.js';
import { checkSizes } from './size-limits.js';
import { readSourceRepository } from './source-repository.js';
import { type Staging, stagingRemote, withStaging } from './staging.js';

/** A commit that is ready to be pushed. */
export interface Publication extends SiteCommit {
  /** The remote, without credentials. */
  readonly remote: string;
  /** What looks like personal data or a secret; empty when there is nothing to push. */
  readonly findings: readonly PersonalFinding[];
  push(): Promise<void>;
}

/**
 * Creates a commit of a site for a branch of a remote, and passes it to `work`, which may push it. The branch holds the
 * site, `.nojekyll`, `404.html` and, with a custom domain, `CNAME`: the branch's own, or else one for `site.base` (see
 * `domainOf`).
 *
 * Does not change the user's repository. Removes its temporary files.
 *
 * @throws UserError when the remote cannot be reached or the branch not be replaced; the signal's reason when aborted
 */
export async function withPublication<Result>(
  input: PublishInput,
  hooks: PublishHooks,
  work: (publication: Publication) => Promise<Result>,
): Promise<Result> {
  const { config, site, branch } = input;
  const { signal } = hooks;
  const git = openGit(config.root, { signal });
  const source = await readSourceRepository(git);
  await checkBranchName(git, branch);
  const remote = findRemote(input.remote, source, config.root);
  const sizeNotes = await checkSizes(site, remote);
  const staging = { site: site.folder, settings: source.settings, remote: settingsOf(remote), signal };
  const publish = async (opened: Staging): Promise<Result> => {
    hooks.onProgress({ stage: `Asking ${remote.label}`, done: 0, total: 0 });
    const published = await explainGitErrors({ remote, branch }, async () => {
      const found = await readPublished(opened, branch);
      await refuseForeignBranch(opened.git, { branch, remote, published: found, source });
      return found;
    });
    hooks.onProgress({ stage: 'Putting the commit together', done: 0, total: 0 });
    const commit = await makeCommit(opened, { input, published, remote: remote.url, head: source.commit });
    const findings = commit.upToDate ? [] : await scanSite(site, config, hooks);
    const editNotes = commit.upToDate ? [] : await findHandEdits(site, hooks);
    return await work({
      ...commit,
      notes: [...sizeNotes, ...editNotes, ...commit.notes],
      remote: remote.label,
      findings,
      push: async () => {
        hooks.onProgress({ stage: `Pushing to ${remote.label}`, done: 0, total: 0 });
        const force = input.fresh && published.tip !== null;
        await explainGitErrors({ remote, branch, force }, () =>
          pushCommit(opened, { input, published, commit: commit.hash }),
        );
      },
    });
  };
  return await withStaging({ ...staging, objectFormat: 'sha1' }, publish).catch((error: unknown) => {
    if (error instanceof OtherObjectFormat) return withStaging({ ...staging, objectFormat: 'sha256' }, publish);
    throw error;
  });
}

function settingsOf({ url, extras }: Remote): Parameters<typeof withStaging>[0]['remote'] {
  return [{ name: 'url', value: url }, ...extras].map(({ name, value }) => ({
    name: `remote.${stagingRemote}.${name}`,
    value,
  }));
}
