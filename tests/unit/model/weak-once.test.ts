import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { weakOnce } from '../../../src/model/weak-once.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('makes a value once while it is in use, and again after it was collected', async () => {
  let made = 0;
  const list = weakOnce(() => {
    made += 1;
    return { items: Array.from({ length: 1000 }, (_, index) => index) };
  });
  let held: object | undefined = list();
  collectGarbage();
  expect(list()).toBe(held);
  expect(made).toBe(1);
  held = undefined;
  // What was dereferenced stays until the current job is over.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  expect(list().items).toHaveLength(1000);
  expect(made).toBe(2);
});
