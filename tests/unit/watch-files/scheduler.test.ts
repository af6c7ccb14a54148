import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScheduler } from '../../../src/watch-files/scheduler.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A scheduler whose runs last until they are told to end, and what it has run. */
function setUp(): {
  readonly add: (...paths: string[]) => void;
  readonly close: () => void;
  readonly runs: string[][];
  readonly end: () => Promise<void>;
} {
  const runs: string[][] = [];
  let finish: (() => void) | undefined;
  const scheduler = createScheduler({
    quiet: 20,
    longest: 200,
    run: (paths) => {
      runs.push([...paths]);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  });
  return {
    add: (...paths) => paths.forEach(scheduler.add),
    close: scheduler.close,
    runs,
    end: async () => {
      finish?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('a batch', () => {
  it('holds every path once and runs after the quiet time', () => {
    const { add, runs } = setUp();
    add('a');
    vi.advanceTimersByTime(19);
    add('b', 'a');
    vi.advanceTimersByTime(19);
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(runs).toEqual([['a', 'b']]);
  });

  it('runs after the longest time although changes keep coming', () => {
    const { add, runs } = setUp();
    for (let time = 0; time < 200; time += 10) {
      add(`at ${time}`);
      vi.advanceTimersByTime(10);
    }
    expect(runs).toHaveLength(1);
    expect(runs[0]).toHaveLength(20);
  });
});

describe('during a run', () => {
  it('changes are collected into exactly one follow-up, which starts when the first run has ended', async () => {
    const { add, runs, end } = setUp();
    add('a');
    vi.advanceTimersByTime(20);
    for (const path of ['b', 'c', 'd']) {
      add(path);
      vi.advanceTimersByTime(300);
    }
    expect(runs).toEqual([['a']]);
    await end();
    expect(runs).toEqual([['a'], ['b', 'c', 'd']]);
    await end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(2);
  });

  it('a change right before the end is still debounced', async () => {
    const { add, runs, end } = setUp();
    add('a');
    vi.advanceTimersByTime(50);
    add('b');
    await end();
    expect(runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(runs).toEqual([['a'], ['b']]);
  });
});

it('runs nothing after it was closed, neither a waiting batch nor a follow-up', async () => {
  const { add, runs, close, end } = setUp();
  add('a');
  vi.advanceTimersByTime(20);
  add('b');
  close();
  await end();
  add('c');
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toEqual([['a']]);
  expect(vi.getTimerCount()).toBe(0);
});
