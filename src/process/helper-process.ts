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
  /** The module, absolute; it calls {@link answerTasks}. */
  readonly file: string;
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long it stays without a task, in milliseconds. */
  readonly idleTimeout: number;
}

/** From the starting process to the other one. */
type Request<Task> = { readonly id: number; readonly task: Task } | { readonly aborted: number };

/** Back; the first one says that the process is ready. */
type Response<Answer> =
  | { readonly isReady: true }
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly fault: string };

interface Waiting<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts a process. It ends with this one, does not keep this one from ending while it has nothing to do, and inherits no
 * arguments of Node, which may be about this process alone. Messages are copied by structured clone, bytes included.
 *
 * @throws What the system says where processes are not permitted
 */
export function startHelper<Task, Answer>({ file, env = {}, idleTimeout }: HelperOptions): HelperProcess<Task, Answer> {
  const options: ForkOptions & Pick<SpawnOptions, 'windowsHide'> = {
    execArgv: [],
    env: { ...process.env, ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  };
  const child = fork(file, options);
  const waiting = new Map<number, Waiting<Task, Answer>>();
  let nextId = 0;
  let isReady = false;
  let ended: HelperEndedError | undefined;
  let idle: NodeJS.Timeout | undefined;

  const send = (request: Request<Task>): void => {
    // When the channel fails, the process has ended, which its own event tells.
    if (child.connected) child.send(request, () => undefined);
  };
  const assign = (id: number, task: Task): void => {
    try {
      send({ id, task });
    } catch (error) {
      // Something in it cannot be copied.
      settle(id, ({ reject }) => reject(error));
    }
  };
  const rest = (): void => {
    if (waiting.size > 0 || ended) return;
    holdLoop(child, false);
    idle = setTimeout(close, idleTimeout).unref();
  };
  const settle = (id: number, how: (entry: Waiting<Task, Answer>) => void): void => {
    const entry = waiting.get(id);
    if (!entry) return;
    waiting.delete(id);
    how(entry);
    rest();
  };
  const end = (reason: unknown): void => {
    const error = new HelperEndedError(reason, isReady);
    ended ??= error;
    clearTimeout(idle);
    process.off('exit', close);
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error));
  };
  const close = (): void => {
    end('closed');
    // It has nothing to tidy up, and may be in the middle of synchronous work on a task that was aborted.
    child.kill('SIGKILL');
  };
  const receive = (response: Response<Answer>): void => {
    if ('isReady' in response) {
      isReady = true;
      for (const [id, { task }] of [...waiting]) assign(id, task);
    } else if ('fault' in response) settle(response.id, ({ reject }) => reject(new Error(response.fault)));
    else settle(response.id, ({ resolve }) => resolve(response.answer));
  };
  child
    .on('message', (message) => receive(message as Response<Answer>))
    .on('error', end)
    .once('exit', (code, signal) => end(signal ?? code));
  // It would notice by itself, but not in the middle of synchronous work.
  process.once('exit', close);
  rest();
  return {
    get isRunning() {
      return !ended;
    },
    run: async (task, signal) => {
      signal?.throwIfAborted();
      if (ended) throw ended;
      clearTimeout(idle);
      holdLoop(child, true);
      const id = nextId++;
      const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { task, resolve, reject }));
      // A message that comes before the module listens would be lost.
      if (isReady) assign(id, task);
      const onAbort = (): void => {
        send({ aborted: id });
        settle(id, ({ reject }) => reject(signal?.reason));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      return answer.finally(() => signal?.removeEventListener('abort', onAbort));
    },
    close,
    closeIfIdle: () => {
      if (waiting.size === 0) close();
    },
  };
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

/** The other side: answers the tasks of the process that started this one, and ends with it. */
export function answerTasks<Task, Answer>(answerTo: (task: Task, signal: AbortSignal) => Promise<Answer>): void {
  const running = new Map<number, AbortController>();
  const send = (response: Response<Answer>): void => {
    if (process.connected) process.send?.(response);
  };
  const answer = async (id: number, task: Task): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      send({ id, answer: await answerTo(task, controller.signal) });
    } catch (error) {
      send({ id, fault: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(id);
    }
  };
  process.on('message', (message) => {
    const request = message as Request<Task>;
    if ('aborted' in request) running.get(request.aborted)?.abort();
    else void answer(request.id, request.task);
  });
  process.once('disconnect', () => {
    // Native code that is at work would keep `process.exit` waiting.
    if (running.size > 0) process.kill(process.pid, 'SIGKILL');
    process.exit();
  });
  // Ctrl-C reaches all processes of a terminal: the one that started this decides what comes of it.
  process.on('SIGINT', () => undefined);
  send({ isReady: true });
}
