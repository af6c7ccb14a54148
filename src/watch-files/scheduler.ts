/** Debouncing of changes. */
export interface ScheduleOptions {
  /** Milliseconds without a change after which a batch runs. */
  readonly quiet: number;
  /** Milliseconds after a batch’s first change after which it runs although more keep coming. */
  readonly longest: number;
  /** Handles a batch. It is not called again before its promise is settled, and must not reject. */
  run(paths: ReadonlySet<string>): Promise<void>;
}

/** Collects changed paths into batches. */
export interface Scheduler {
  add(path: string): void;
  /** Drops what has not run yet, and runs nothing more. */
  close(): void;
}

/**
 * Runs one batch at a time. Paths added during a run become exactly one follow-up run, which starts when its own debounce
 * time is over, or at once when that has passed.
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
