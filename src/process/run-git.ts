import { execFile } from 'node:child_process';

/** Runs git in one folder and returns its standard output. Rejects with a `GitFailure`, or the signal's reason. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** The outcome of a failed run of git. */
export interface GitResult {
  /** Whether git could be started. */
  readonly started: boolean;
  /** Null when it did not start, or was ended by a signal or the timeout. */
  readonly exitStatus: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Git exited with a non-zero status, was killed, or could not be started. */
export class GitFailure extends Error {
  readonly result: GitResult;

  constructor(result: GitResult) {
    super(`git exited with status ${result.exitStatus}: ${result.stderr.trim() || result.stdout.trim()}`);
    this.result = result;
  }
}

/** Limits on each run of git. */
export interface GitLimits {
  /** Aborting it kills the running git process. */
  readonly signal?: AbortSignal;
  /** Timeout in milliseconds; no limit by default, since network operations may take long. */
  readonly timeout?: number;
}

/**
 * Environment variables that change what git does or starts. All are removed, because some (`GIT_DIR` and
 * `GIT_INDEX_FILE`, set in hooks) name another repository than the folder's, and others start programs.
 */
const removedVariables = /^(?:GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|PREFIX)$/i;

/** Exceptions: the user's identity, and how servers are reached. */
const keptVariables =
  /^(?:SSH_ASKPASS|GIT_(?:ASKPASS|TERMINAL_PROMPT|SSH|SSH_COMMAND|SSH_VARIANT|PROXY_COMMAND|ALLOW_PROTOCOL|SSL_.+|HTTP_.+|CONFIG_.+|AUTHOR_.+|COMMITTER_.+|CEILING_DIRECTORIES|EXEC_PATH))$/i;

/** Large enough for the file list of a site with thousands of reports. */
const maxOutput = 1 << 28;

/** Returns a function that runs git in an existing folder, without a shell and without standard input. */
export function openGit(folder: string, limits: GitLimits = {}): Git {
  const env = gitEnvironment();
  return (...args) => runGit(args, { cwd: folder, env, limits });
}

/** The environment of this process, without the variables that would make git do something else. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !removedVariables.test(name) || keptVariables.test(name)),
  );
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: GitLimits;
}

function runGit(args: readonly string[], { cwd, env, limits }: RunOptions): Promise<string> {
  const { signal, timeout = 0 } = limits;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const options = { cwd, env, timeout, maxBuffer: maxOutput, windowsHide: true } as const;
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (!error) resolve(stdout);
      else reject(failureOf(error, stdout, stderr));
    });
    child.stdin?.end();
    // Not the `signal` option of `execFile`: it rejects while git is still writing to a folder that the caller is about
    // to remove. `exit` rather than `close`: a program that git started, such as ssh, may keep the pipes open.
    const abort = (): void => {
      child.once('exit', () => reject(signal?.reason));
      child.kill();
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function failureOf(error: Error, stdout: string, stderr: string): Error {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return error;
  // A number is the exit code, a string a system error (`ENOENT`); after a signal there is neither.
  const exitStatus = typeof code === 'number' ? code : null;
  return new GitFailure({ started: typeof code !== 'string', exitStatus, stdout, stderr });
}

/** Trimmed output of a git command; undefined when it exits with a non-zero status. */
export async function queryGit(command: Promise<string>): Promise<string | undefined> {
  try {
    return (await command).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof GitFailure && error.result.exitStatus !== null) return undefined;
    throw error;
  }
}
