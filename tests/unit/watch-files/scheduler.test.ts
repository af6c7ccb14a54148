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
  it('is what changed until nothing changed for a while, each path once', () => {
    const { add, runs } = setUp();
    add('a');
    vi.advanceTimersByTime(19);
    add('b', 'a');
    vi.advanceTimersByTime(19);
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(runs).toEqual([['a', 'b']]);
  });

  it('is not held back for ever by changes that keep coming', () => {
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
  it('changes are gathered for exactly one more, which begins as soon as the first has ended', async () => {
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

  it('a change right before its end is still given its time', async () => {
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

it('acts on nothing after it was closed, neither waiting nor running', async () => {
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
