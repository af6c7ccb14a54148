import { expect, it } from 'vitest';
import { OverdueError, runWithinLimit } from '../../../src/process/time-limit.js';

const { signal } = new AbortController();

function loop(): never {
  for (;;);
}

it('ends work that never ends', async () => {
  await expect(runWithinLimit(signal, loop, 0.2)).rejects.toThrow(
    new OverdueError('It takes longer than 0.2 seconds.'),
  );
});

it('returns what the work returns, and throws what it throws', async () => {
  expect(await runWithinLimit(signal, () => ({ a: [1] }), 1)).toEqual({ a: [1] });
  const error = new TypeError('no');
  const thrown = await runWithinLimit(signal, () => {
    throw error;
  }).catch((reason: unknown) => reason);
  expect(thrown).toBe(error);
});

it('does other work after what was ended', async () => {
  await runWithinLimit(signal, loop, 0.05).catch(() => undefined);
  expect(await runWithinLimit(signal, () => 'done', 1)).toBe('done');
});

it('begins again with more time when other processes had the core', async () => {
  let attempts = 0;
  const wait = (): number => {
    attempts += 1;
    // Waits without using the core.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    return attempts;
  };
  // After 0.2 and 0.4 seconds it was not at its end.
  expect(await runWithinLimit(signal, wait, 0.2)).toBe(3);
});
