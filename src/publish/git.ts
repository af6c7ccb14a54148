import { GitError, type SimpleGitOptions, simpleGit } from 'simple-git';

/** Runs git in one folder and gives what it prints. Rejects with a `GitFailure`, or the signal's reason when aborted. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** Git ended with an exit status that is not 0, or could not be started. */
export class GitFailure extends GitError {
  constructor(
    /** Null when git could not be started. */
    readonly exitStatus: number | null,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(undefined, `git ended with status ${exitStatus}: ${stderr.trim() || stdout.trim()}`);
  }
}

/**
 * Of the variables that steer git, those that say who the user is and how servers are reached. The others, such as
 * `GIT_DIR` and `GIT_INDEX_FILE` where a hook runs this, name a repository, and `folder` alone does that.
 */
const passedOn =
  /^(?:SSH_ASKPASS|GIT_(?:ASKPASS|TERMINAL_PROMPT|SSH|SSH_COMMAND|SSH_VARIANT|PROXY_COMMAND|ALLOW_PROTOCOL|SSL_.+|HTTP_.+|CONFIG_.+|AUTHOR_.+|COMMITTER_.+|CEILING_DIRECTORIES|EXEC_PATH))$/i;

/** Opens git in a folder that exists. An abort ends the git that is running. */
export function openGit(folder: string, signal: AbortSignal): Git {
  const options: Partial<SimpleGitOptions> = {
    baseDir: folder,
    maxConcurrentProcesses: 1,
    abort: signal,
    allowEnvironment: Object.keys(process.env).filter((name) => passedOn.test(name)),
    // Else what fails without a word on standard error would pass for success.
    errors: (_, { exitCode, stdOut, stdErr }) => {
      if (exitCode === 0) return undefined;
      const stderr = Buffer.concat(stdErr).toString('utf8');
      const started = !stderr.startsWith('Error: spawn ');
      return new GitFailure(started ? exitCode : null, Buffer.concat(stdOut).toString('utf8'), stderr);
    },
  };
  const git = simpleGit(options);
  return async (...args) => {
    signal.throwIfAborted();
    try {
      return await git.raw([...args]);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  };
}

/** What a command prints, without the break at its end; undefined when it fails, which here only means no. */
export async function ask(command: Promise<string>): Promise<string | undefined> {
  try {
    return (await command).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof GitFailure && error.exitStatus !== null) return undefined;
    throw error;
  }
}
