import { readFile } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { onInterrupt, runInterruptibly } from '../../../src/process/interrupts.js';

let stop = (): void => {};
afterEach(() => stop());

// Other systems end the process, whose handlers do not matter.
it.skipIf(process.platform === 'win32')(
  'sees a signal that comes between two pieces of work that wait together',
  async () => {
    const interruption = new AbortController();
    stop = onInterrupt(() => interruption.abort(new Error('interrupted')));
    const { signal } = interruption;
    const first = runInterruptibly(signal, () => 'first').then((result) => {
      process.kill(process.pid, 'SIGINT');
      return result;
    });
    const second = runInterruptibly(signal, () => 'second');
    expect(await Promise.allSettled([first, second])).toMatchObject([
      { value: 'first' },
      { reason: { message: 'interrupted' } },
    ]);
  },
);

it.skipIf(process.platform === 'win32')('sees a signal that comes while a file that was read is handled', async () => {
  const interruption = new AbortController();
  stop = onInterrupt(() => interruption.abort(new Error('interrupted')));
  const worked = new Promise((resolve) =>
    readFile(import.meta.filename, () => {
      process.kill(process.pid, 'SIGINT');
      resolve(runInterruptibly(interruption.signal, () => 'work'));
    }),
  );
  await expect(worked).rejects.toThrow('interrupted');
});
