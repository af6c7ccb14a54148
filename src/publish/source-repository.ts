import { UserError } from '../model/user-error.js';
import { type Git, GitFailure, queryGit } from '../process/run-git.js';
import { type GitSetting, parseSettings } from './git-settings.js';

/** The repository that the command was started in. It is only read. */
export interface SourceRepository {
  /** Relative URLs of its remotes are resolved from here; null outside a repository. */
  readonly folder: string | null;
  /** The commit that is checked out; null in an empty repository. */
  readonly commit: string | null;
  /** Name of the branch that is checked out; null for a detached HEAD. */
  readonly branch: string | null;
  /** All effective settings, including those of the user and the system. */
  readonly settings: readonly GitSetting[];
}

/**
 * Reads the repository that contains a folder.
 *
 * @throws UserError when git is not installed, or does not trust the repository's owner (`safe.directory`)
 */
export async function readSourceRepository(git: Git): Promise<SourceRepository> {
  const directory = await gitDirectory(git);
  const settings = parseSettings(await git('config', '--list', '-z'));
  if (directory === null) return { folder: null, commit: null, branch: null, settings };
  const [top, commit, branch] = [
    await queryGit(git('rev-parse', '--show-toplevel')),
    await queryGit(git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}')),
    await queryGit(git('symbolic-ref', '--quiet', '--short', 'HEAD')),
  ];
  return { folder: top ?? directory, commit: commit ?? null, branch: branch ?? null, settings };
}

/** The `.git` folder, or a bare repository itself; null outside a repository. */
async function gitDirectory(git: Git): Promise<string | null> {
  try {
    return (await git('rev-parse', '--absolute-git-dir')).replace(/\r?\n$/, '');
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (!error.result.started)
      throw new UserError(
        'Git cannot be started.',
        'Install it from https://git-scm.com, and see that it is on the PATH.',
      );
    const [, command] = /^\s*(git config --global --add safe\.directory .+)$/m.exec(error.result.stderr) ?? [];
    if (command === undefined) return null;
    throw new UserError(
      'Git does not trust this repository: its files belong to somebody else.',
      `Run \`${command}\`.`,
    );
  }
}
