import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../model/user-error.js';
import { type Git, GitFailure, openGit, queryGit } from '../process/run-git.js';
import { withTemporaryFolder } from '../process/temporary-folder.js';
import { quoteGit } from './git-errors.js';
import { firstValue, formatSettings, type GitSetting, missingSettings, parseSettings } from './git-settings.js';

// The commit is created in a temporary repository whose work tree is the site's folder. The user's repository is only
// read, so no index, branch, object or remote-tracking branch of it can change; a shallow fetch, which would mark it as
// shallow, is possible too. The price: the settings with which the user's repository reaches its remotes (CI keeps its
// token there) have to be copied; they are removed with the folder.

/** The remote in the staging repository. No setting of the user's applies to this name. */
export const stagingRemote = 'handin-published';

/** How a repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256';

/** What a staging repository is made for. */
export interface StagingInput {
  /** The site's folder, absolute. */
  readonly site: string;
  /** The effective settings where the command was started. */
  readonly settings: readonly GitSetting[];
  /** Settings of the remote `stagingRemote`, such as `url`. */
  readonly remote: readonly GitSetting[];
  /** The hash algorithm of the remote's repository. */
  readonly objectFormat: ObjectFormat;
  readonly signal: AbortSignal;
}

/** A repository for one publication. */
export interface Staging {
  /** Its folder, removed with everything in it. */
  readonly folder: string;
  readonly git: Git;
  readonly objectFormat: ObjectFormat;
}

/**
 * Creates a staging repository for the time of `work`, and removes it whether `work` succeeds or not.
 *
 * @throws UserError when there is no room for it
 */
export async function withStaging<Result>(
  input: StagingInput,
  work: (staging: Staging) => Promise<Result>,
): Promise<Result> {
  return withTemporaryFolder('publish', async (folder) => {
    const git = openGit(folder, { signal: input.signal });
    await prepare(folder, git, input).catch((error: unknown) => {
      throw error instanceof GitFailure ? noRepository(error) : error;
    });
    return work({ folder, git, objectFormat: input.objectFormat });
  });
}

function noRepository(error: GitFailure): UserError {
  return new UserError(
    `Git cannot make a temporary repository in ${tmpdir()}.${quoteGit(error)}`,
    'Make room there, or name another folder in the environment variable TMPDIR.',
  );
}

async function prepare(folder: string, git: Git, input: StagingInput): Promise<void> {
  const { site, settings, remote, objectFormat } = input;
  // Git before 2.29 knows SHA-1 only, and not this option.
  // biome-ignore lint/plugin/no-unbounded-spread: at most one
  await git('init', '--quiet', ...(objectFormat === 'sha1' ? [] : [`--object-format=${objectFormat}`]));
  const config = join(folder, '.git', 'config');
  const present = parseSettings(await git('config', '--list', '-z'));
  await appendFile(
    config,
    formatSettings([...missingSettings(settings, present), ...ownSettings(folder, site), ...remote]),
  );
  await mkdir(join(folder, '.git', 'info'), { recursive: true });
  // Takes precedence over every other attributes file: the site's bytes are published unchanged.
  await writeFile(join(folder, '.git', 'info', 'attributes'), '* -text -filter -ident -working-tree-encoding\n');
  await appendFile(config, formatSettings(await missingIdentity(git)));
}

function ownSettings(folder: string, site: string): readonly GitSetting[] {
  return Object.entries({
    'core.worktree': site,
    'core.bare': 'false',
    'core.autocrlf': 'false',
    'core.fileMode': 'false',
    'core.fsmonitor': 'false',
    'core.longPaths': 'true',
    'core.hooksPath': join(folder, 'no-hooks'),
    'fetch.recurseSubmodules': 'false',
    'gc.auto': '0',
    'maintenance.auto': 'false',
    'push.followTags': 'false',
    'push.gpgSign': 'false',
    'push.recurseSubmodules': 'no',
    // Otherwise git would derive an identity from the user and host names.
    'user.useConfigOnly': 'true',
  }).map(([name, value]) => ({ name, value }));
}

/** The author where git has no identity. The top-level domain is reserved (RFC 2606). */
const neutral = { 'user.name': 'Handin', 'user.email': 'noreply@handin.invalid' };

async function missingIdentity(git: Git): Promise<readonly GitSetting[]> {
  const author = await queryGit(git('var', 'GIT_AUTHOR_IDENT'));
  const committer = await queryGit(git('var', 'GIT_COMMITTER_IDENT'));
  if (author !== undefined && committer !== undefined) return [];
  const settings = parseSettings(await git('config', '--list', '-z'));
  return Object.entries(neutral)
    .filter(([name]) => !firstValue(settings, name))
    .map(([name, value]) => ({ name, value }));
}
