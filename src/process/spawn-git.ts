import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { watchMemory } from './process-memory.js';
import { GitFailure } from './run-git.js';

/** One run of git. */
export interface GitSpawn {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborting it kills git and everything that it started. */
  readonly signal: AbortSignal;
  readonly args: readonly string[];
  /** Standard input; none by default. */
  readonly input?: string;
  /** Git is killed when it prints this to standard error. */
  readonly stopAt?: RegExp;
  /** Most memory in bytes, where the system tells: git keeps what a server says of its branches. */
  readonly maxMemory?: number;
}

/** Bytes of standard error that are kept, and that end git: a server can send messages without end. */
const maxErrorBytes = 16_384;
const maxMessageBytes = 4_000_000;

/**
 * Runs git in a process group of its own and yields its standard output as it comes. Git is killed when the consumer
 * stops early. Without a controlling terminal, neither git nor ssh can prompt.
 *
 * @throws GitFailure when git exits with a non-zero status; GitOutputError when it says too much or needs too much memory; the
 *   signal's reason when it is aborted
 */
export async function* streamGit(run: GitSpawn): AsyncGenerator<Buffer, string, undefined> {
  const { folder, env, signal, args, input, stopAt, maxMemory = Number.POSITIVE_INFINITY } = run;
  signal.throwIfAborted();
  // Windows has no process groups, and would open a console.
  const detached = process.platform !== 'win32';
  const child = spawn('git', [...args], { cwd: folder, env, detached, windowsHide: true, stdio: 'pipe' });
  let isTooMuch = false;
  const giveUp = (): void => {
    isTooMuch = true;
    killGroup(child.pid, detached);
  };
  const stderr = keepStart(child.stderr, giveUp);
  const closed = new Promise<GitEnd>((resolve) => {
    child.once('error', (error) => resolve({ started: false, status: null, error }));
    child.once('close', (status) => resolve({ started: true, status }));
  });
  const kill = (): void => killGroup(child.pid, detached);
  signal.addEventListener('abort', kill, { once: true });
  if (stopAt)
    child.stderr.on('data', () => {
      if (stopAt.test(stderr())) kill();
    });
  const unwatch = watchMemory(child.pid, maxMemory, giveUp);
  // Git may exit before it has read its input (EPIPE); its exit status says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let ended = false;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) yield chunk;
    const end = await closed;
    ended = true;
    signal.throwIfAborted();
    if (isTooMuch) throw new GitOutputError();
    if (end.status !== 0) throw failureOf(end, stderr());
    return stderr();
  } finally {
    signal.removeEventListener('abort', kill);
    unwatch();
    if (!ended) {
      kill();
      child.stdout.destroy();
      await closed;
    }
  }
}

/** The output of git as text, and its standard error. */
export interface GitOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git to its end.
 *
 * @param maxBytes Of its output. More is an error.
 */
export async function captureGit(run: GitSpawn, maxBytes: number): Promise<GitOutput> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stream = streamGit(run);
  for (;;) {
    const { done, value } = await stream.next();
    if (done) return { stdout: Buffer.concat(chunks).toString('utf8'), stderr: value };
    bytes += value.length;
    chunks.push(value);
    if (bytes <= maxBytes) continue;
    await stream.return('');
    throw new GitOutputError();
  }
}

/** Git printed more than it may, or needs too much memory. */
export class GitOutputError extends Error {
  constructor() {
    super('git has more to say than is read');
  }
}

interface GitEnd {
  readonly started: boolean;
  readonly status: number | null;
  readonly error?: Error;
}

function failureOf({ started, status, error }: GitEnd, stderr: string): GitFailure {
  return new GitFailure({ started, exitStatus: status, stdout: '', stderr: stderr || (error?.message ?? '') });
}

function keepStart(stream: Readable, onExcess: () => void): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    if (bytes < maxErrorBytes) chunks.push(chunk.subarray(0, maxErrorBytes - bytes));
    bytes += chunk.length;
    if (bytes > maxMessageBytes) onExcess();
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(pid: number | undefined, detached: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(detached ? -pid : pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
