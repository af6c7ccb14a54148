import type { Request, Response } from './helper-process.js';

/**
 * The other side of a helper process: answers the tasks of the process that started this one, and ends with it.
 *
 * @param answerTo Does a task; the signal aborts when its answer is no longer needed.
 */
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
