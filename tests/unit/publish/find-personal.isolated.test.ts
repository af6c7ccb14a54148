import { expect, it } from 'vitest';
import { findPersonal } from '../../../src/publish/find-personal.js';
import { leastTimes } from '../../support/cpu-time.js';

const hostile = [
  'a',
  'a.',
  '@',
  'a@',
  'a@a.',
  'a@b.c',
  'sk-',
  'eyJ',
  'eyJ.',
  ' eyJaaaaaaaaaaaa.',
  'wandb',
  's1',
  '<span',
  'data:',
  '-',
];

it.each(hostile)('takes time in proportion to the text: %s', (part) => {
  const find = (count: number) => () => findPersonal({ path: 'index.html', text: part.repeat(count) }, /s\d{6}/i);
  const [once = 0, eightTimes = 0] = leastTimes(3, [find(20_000), find(160_000)]);
  expect(eightTimes / Math.max(once, 5)).toBeLessThan(40);
});
