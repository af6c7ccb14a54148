import { expect, it } from 'vitest';
import { limitSteps, OverdueError, runWithinLimit } from '../../../src/process/time-limit.js';

const { signal } = new AbortController();

function loop(): never {
  for (;;);
}

it('ends work that never ends', async () => {
  await expect(limitSteps(0.2)(signal, loop)).rejects.toThrow(new OverdueError('It takes longer than 0.2 seconds.'));
});

it('returns what the work returns, and throws what it throws', async () => {
  expect(await runWithinLimit(signal, () => ({ a: [1] }))).toEqual({ a: [1] });
  const error = new TypeError('no');
  const thrown = await runWithinLimit(signal, () => {
    throw error;
  }).catch((reason: unknown) => reason);
  expect(thrown).toBe(error);
});

it('ends one of the steps that wait together, and runs the others in their order', async () => {
  const run = limitSteps(0.2);
  const order: string[] = [];
  const step = (name: string) => run(signal, () => order.push(name));
  const fail = run(signal, () => {
    throw new TypeError('no');
  });
  const settled = await Promise.allSettled([step('a'), fail, step('b'), run(signal, loop), step('c'), step('d')]);
  expect(settled).toMatchObject([
    { value: 1 },
    { reason: new TypeError('no') },
    { value: 2 },
    { reason: new OverdueError('It takes longer than 0.2 seconds.') },
    { value: 3 },
    { value: 4 },
  ]);
  expect(order).toEqual(['a', 'b', 'c', 'd']);
});

it('begins no step whose signal was aborted while it waited', async () => {
  const stopped = new AbortController();
  const order: string[] = [];
  const settled = await Promise.allSettled([
    runWithinLimit(signal, () => {
      order.push('first');
      stopped.abort(new Error('stopped'));
    }),
    runWithinLimit(stopped.signal, () => order.push('second')),
    runWithinLimit(signal, () => order.push('third')),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(settled[1]).toMatchObject({ reason: { message: 'stopped' } });
  expect(order).toEqual(['first', 'third']);
});

it('lets timers have their turn between long steps', async () => {
  const order: string[] = [];
  const busy = (name: string): void => {
    const end = performance.now() + 40;
    while (performance.now() < end);
    order.push(name);
  };
  const steps = ['a', 'b', 'c'].map((name) => runWithinLimit(signal, () => busy(name)));
  setTimeout(() => order.push('timer'), 1);
  await Promise.all(steps);
  expect([0, 1]).toContain(order.indexOf('timer'));
});

it('begins again with more time when other processes had the core', async () => {
  let attempts = 0;
  const wait = (): number => {
    attempts += 1;
    // Waits without using the core.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    return attempts;
  };
  const needed = await limitSteps(0.2)(signal, wait);
  // After 0.2 and 0.4 seconds it was not at its end; on a busy machine it may not be after 0.8 and 1.6 either.
  expect(needed).toBeGreaterThanOrEqual(3);
  expect(needed).toBeLessThanOrEqual(5);
});
