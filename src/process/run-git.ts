import { execFile } from 'node:child_process';

/** Runs git in one folder and returns its standard output. Rejects with a `GitFailure`, or the signal's reason. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** How a run of git failed. */
export interface GitResult {
  /** Whether git ran at all. */
  readonly started: boolean;
  /** Null when it did not run, or was ended by a signal or the timeout. */
  readonly exitStatus: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Git exited with a status other than 0, was ended from outside, or could not be started. */
export class GitFailure extends Error {
  readonly result: GitResult;

  constructor(result: GitResult) {
    super(`git exited with status ${result.exitStatus}: ${result.stderr.trim() || result.stdout.trim()}`);
    this.result = result;
  }
}

/** Limits on each run of git. */
export interface GitLimits {
  /** Aborting it ends the git process that is running. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which git is ended; without it, it may take as long as the network needs. */
  readonly timeout?: number;
}

/**
 * Variables that steer git or what it starts. All are removed from its environment, because some (`GIT_DIR` and
 * `GIT_INDEX_FILE` where a hook runs this) name another repository than that of the folder, and others start programs.
 */
const steering = /^(?:GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|PREFIX)$/i;

/** The exceptions: who the user is, and how servers are reached. */
const passedOn =
  /^(?:SSH_ASKPASS|GIT_(?:ASKPASS|TERMINAL_PROMPT|SSH|SSH_COMMAND|SSH_VARIANT|PROXY_COMMAND|ALLOW_PROTOCOL|SSL_.+|HTTP_.+|CONFIG_.+|AUTHOR_.+|COMMITTER_.+|CEILING_DIRECTORIES|EXEC_PATH))$/i;

/** Enough for the list of files of a site with thousands of reports. */
const maxOutput = 1 << 28;

/** Returns a function that runs git in a folder that exists, without a shell and without standard input. */
export function openGit(folder: string, limits: GitLimits = {}): Git {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !steering.test(name) || passedOn.test(name)),
  );
  return (...args) => runGit(args, { cwd: folder, env, limits });
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
    // Not the `signal` option of `execFile`: with it the promise would be rejected while git is still writing to a
    // folder that the caller is about to remove. `exit` rather than `close`: a program that git started, such as ssh,
    // may keep the pipes open.
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
  // A number is the exit status, a string an error of the system (`ENOENT`); there is neither after a signal.
  const exitStatus = typeof code === 'number' ? code : null;
  return new GitFailure({ started: typeof code !== 'string', exitStatus, stdout, stderr });
}

/** The output of a question to git, without the line break at its end; undefined when it exits with "no". */
export async function ask(command: Promise<string>): Promise<string | undefined> {
  try {
    return (await command).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof GitFailure && error.result.exitStatus !== null) return undefined;
    throw error;
  }
}
