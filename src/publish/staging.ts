import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, type Git, openGit } from '../git/run-git.js';
import { firstValue, formatSettings, type GitSetting, missingSettings, parseSettings } from './git-settings.js';

// The commit is put together in a repository of its own, in a temporary folder, whose work tree is the site's folder.
// The user's repository is only asked questions, so nothing of it can be left changed: no index, no branch, no object,
// no remote-tracking branch. It also lets the published branch be fetched without its history and its files, which in
// the user's repository would leave marks. What it costs is the settings by which the user's repository reaches its
// remotes (CI keeps its token there): they are carried over, and go with the folder.

/** The name of the remote in the staging repository. It is nobody else's, so no setting of the user's is about it. */
export const stagingRemote = 'handin-published';

/** What a staging repository is made for. */
export interface StagingInput {
  /** The site's folder, absolute. */
  readonly site: string;
  /** The settings in force where the command was started. */
  readonly settings: readonly GitSetting[];
  /** Those of the remote: `url` and the like, under the name `stagingRemote`. */
  readonly remote: readonly GitSetting[];
  readonly signal: AbortSignal;
}

/** A repository for one publication. */
export interface Staging {
  /** Its folder; what is put there goes with it. */
  readonly folder: string;
  readonly git: Git;
}

/** Makes a staging repository, lends it, and removes it however the work ends. */
export async function withStaging<Result>(
  input: StagingInput,
  work: (staging: Staging) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'handin-publish-'));
  try {
    const git = openGit(folder, { signal: input.signal });
    await prepare(folder, git, input);
    return await work({ folder, git });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

async function prepare(folder: string, git: Git, { site, settings, remote }: StagingInput): Promise<void> {
  await git('init', '--quiet');
  const config = join(folder, '.git', 'config');
  const present = parseSettings(await git('config', '--list', '-z'));
  await appendFile(
    config,
    formatSettings([...missingSettings(settings, present), ...ownSettings(folder, site), ...remote]),
  );
  await mkdir(join(folder, '.git', 'info'), { recursive: true });
  // Over every other attribute: the bytes of the site are published as they are.
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
    // Else git would make up an identity from the names of the user and the machine.
    'user.useConfigOnly': 'true',
  }).map(([name, value]) => ({ name, value }));
}

/** Who publishes where git knows nobody. The domain is reserved for addresses that are nobody's. */
const neutral = { 'user.name': 'Handin', 'user.email': 'noreply@handin.invalid' };

async function missingIdentity(git: Git): Promise<readonly GitSetting[]> {
  const author = await ask(git('var', 'GIT_AUTHOR_IDENT'));
  const committer = await ask(git('var', 'GIT_COMMITTER_IDENT'));
  if (author !== undefined && committer !== undefined) return [];
  const settings = parseSettings(await git('config', '--list', '-z'));
  return Object.entries(neutral)
    .filter(([name]) => !firstValue(settings, name))
    .map(([name, value]) => ({ name, value }));
}
