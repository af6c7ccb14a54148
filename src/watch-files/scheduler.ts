/** When changes are acted on. */
export interface ScheduleOptions {
  /** Milliseconds without a change after which those that came are acted on together. */
  readonly quiet: number;
  /** Milliseconds after which they are acted on though more keep coming. */
  readonly longest: number;
  /** Acts on changes. Is not called again before it has ended, and must not fail. */
  run(paths: ReadonlySet<string>): Promise<void>;
}

/** Gathers changes into batches. */
export interface Scheduler {
  add(path: string): void;
  /** Forgets what has not been acted on, and acts on nothing more. */
  close(): void;
}

/**
 * Acts on changes one batch at a time. What changes during a run is acted on by exactly one more run after it, as soon
 * as it would have been had there been none.
 */
export function createScheduler({ quiet, longest, run }: ScheduleOptions): Scheduler {
  let paths = new Set<string>();
  let first = 0;
  let last = 0;
  let running = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function plan(): void {
    clearTimeout(timer);
    if (closed || running || paths.size === 0) return;
    const due = Math.min(last + quiet, first + longest);
    timer = setTimeout(start, Math.max(0, due - performance.now()));
  }

  function start(): void {
    const batch = paths;
    paths = new Set();
    running = true;
    void run(batch).finally(() => {
      running = false;
      plan();
    });
  }

  return {
    add: (path) => {
      last = performance.now();
      if (paths.size === 0) first = last;
      paths.add(path);
      plan();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
