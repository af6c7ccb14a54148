import { type ChildProcess, type ForkOptions, fork, type SpawnOptions } from 'node:child_process';

/** Another process that runs one module and answers tasks, several at once. */
export interface HelperProcess<Task, Answer> {
  /** False once it has ended; another one is to be started then. */
  readonly isRunning: boolean;
  /**
   * Has a task done.
   *
   * @throws HelperEndedError when the process ends before it answers, or cannot be started; an Error with the message of
   * what the task threw; the signal's reason when aborted
   */
  run(task: Task, signal?: AbortSignal): Promise<Answer>;
  /** Ends the process, also in the middle of a task. */
  close(): void;
  /** Ends it unless it has something to do. */
  closeIfIdle(): void;
}

/** Thrown when a process ended before it answered, or could not be started. */
export class HelperEndedError extends Error {
  /**
   * @param reason A signal, an exit code, or an error.
   * @param wasReady Whether it was started and had loaded its module.
   */
  constructor(
    reason: unknown,
    readonly wasReady: boolean,
  ) {
    super(`A process ended before it answered (${String(reason)}).`);
  }
}

/** Which process to start. */
export interface HelperOptions {
  /** The module, absolute; it calls `answerTasks`. */
  readonly file: string;
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long it stays without a task, in milliseconds. */
  readonly idleTimeout: number;
}

/** From the starting process to the other one. */
export type Request<Task> = { readonly id: number; readonly task: Task } | { readonly aborted: number };

/** Back; the first one says that the process is ready. */
export type Response<Answer> =
  | { readonly isReady: true }
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly fault: string };

interface Waiting<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The tasks of a process that have no answer yet, by number. */
class WaitingTasks<Task, Answer> {
  readonly #entries = new Map<number, Waiting<Task, Answer>>();
  #next = 0;

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  add(task: Task): { readonly id: number; readonly answer: Promise<Answer> } {
    const id = this.#next++;
    const answer = new Promise<Answer>((resolve, reject) => this.#entries.set(id, { task, resolve, reject }));
    return { id, answer };
  }

  list(): readonly (readonly [id: number, task: Task])[] {
    return [...this.#entries].map(([id, { task }]) => [id, task]);
  }

  answer(id: number, answer: Answer): void {
    this.#take(id)?.resolve(answer);
  }

  reject(id: number, error: unknown): void {
    this.#take(id)?.reject(error);
  }

  #take(id: number): Waiting<Task, Answer> | undefined {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    return entry;
  }
}

/**
 * Starts a process. It ends with this one, does not keep this one from ending while it has nothing to do, and inherits no
 * arguments of Node, which may be about this process alone. Messages are copied by structured clone, bytes included.
 *
 * @throws The system's error where child processes are not permitted
 */
export function startHelper<Task, Answer>(options: HelperOptions): HelperProcess<Task, Answer> {
  const child = forkModule(options);
  const waiting = new WaitingTasks<Task, Answer>();
  let isReady = false;
  let ended: HelperEndedError | undefined;
  let idle: NodeJS.Timeout | undefined;

  const restIfIdle = (): void => {
    if (!waiting.isEmpty || ended) return;
    holdLoop(child, false);
    clearTimeout(idle);
    idle = setTimeout(close, options.idleTimeout).unref();
  };
  const fail = (id: number, error: unknown): void => {
    waiting.reject(id, error);
    restIfIdle();
  };
  const send = (request: Request<Task>): void => {
    // When the channel fails, the process has ended, which its own event tells.
    if (child.connected) child.send(request, () => undefined);
  };
  const assign = (id: number, task: Task): void => {
    try {
      send({ id, task });
    } catch (error) {
      // Something in it cannot be copied.
      fail(id, error);
    }
  };
  const receive = (response: Response<Answer>): void => {
    if ('isReady' in response) {
      isReady = true;
      for (const [id, task] of waiting.list()) assign(id, task);
    } else if ('fault' in response) fail(response.id, new Error(response.fault));
    else {
      waiting.answer(response.id, response.answer);
      restIfIdle();
    }
  };
  const end = (reason: unknown): void => {
    const error = new HelperEndedError(reason, isReady);
    ended ??= error;
    clearTimeout(idle);
    process.off('exit', close);
    for (const [id] of waiting.list()) waiting.reject(id, error);
  };
  const close = (): void => {
    end('closed');
    // It has nothing to tidy up, and may be in the middle of synchronous work on a task that was aborted.
    child.kill('SIGKILL');
  };
  child
    .on('message', (message) => receive(message as Response<Answer>))
    .on('error', end)
    .once('exit', (code, signal) => end(signal ?? code));
  // It would notice by itself, but not in the middle of synchronous work.
  process.once('exit', close);
  restIfIdle();
  return {
    get isRunning() {
      return !ended;
    },
    run: async (task, signal) => {
      signal?.throwIfAborted();
      if (ended) throw ended;
      clearTimeout(idle);
      holdLoop(child, true);
      const { id, answer } = waiting.add(task);
      // A message that comes before the module listens would be lost.
      if (isReady) assign(id, task);
      const onAbort = (): void => {
        send({ aborted: id });
        fail(id, signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      return answer.finally(() => signal?.removeEventListener('abort', onAbort));
    },
    close,
    closeIfIdle: () => {
      if (waiting.isEmpty) close();
    },
  };
}

function forkModule({ file, env = {} }: HelperOptions): ChildProcess {
  const options: ForkOptions & Pick<SpawnOptions, 'windowsHide'> = {
    execArgv: [],
    env: { ...process.env, ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  };
  return fork(file, options);
}

/** Lets a process, and the channel to it, keep this one from ending, or not. */
function holdLoop(child: ChildProcess, hold: boolean): void {
  if (hold) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
