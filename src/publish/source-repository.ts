import { ask, type Git, GitFailure } from '../git/run-git.js';
import { UserError } from '../model/user-error.js';
import { type GitSetting, parseSettings } from './git-settings.js';

/** What is known of the repository that the command was started in. Nothing in it is ever changed. */
export interface SourceRepository {
  /** Where the relative addresses of its remotes count from; null where there is no repository. */
  readonly folder: string | null;
  /** The commit that is checked out; null where there is none. */
  readonly commit: string | null;
  /** Name of the branch that is checked out; null for a detached HEAD. */
  readonly branch: string | null;
  /** All settings in force, the user's and the system's among them. */
  readonly settings: readonly GitSetting[];
}

/**
 * Asks git about the repository around a folder.
 *
 * @throws UserError when git is not there, or refuses a repository that belongs to somebody else
 */
export async function readSource(git: Git): Promise<SourceRepository> {
  const directory = await gitDirectory(git);
  const settings = parseSettings(await git('config', '--list', '-z'));
  if (directory === null) return { folder: null, commit: null, branch: null, settings };
  const [top, commit, branch] = [
    await ask(git('rev-parse', '--show-toplevel')),
    await ask(git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}')),
    await ask(git('symbolic-ref', '--quiet', '--short', 'HEAD')),
  ];
  return { folder: top ?? directory, commit: commit ?? null, branch: branch ?? null, settings };
}

/** The folder with the repository's data, a work tree's as well as a bare one's; null where there is no repository. */
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
