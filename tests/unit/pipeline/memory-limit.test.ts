import { expect, it } from 'vitest';
import { limitMemory } from '../../../src/pipeline/group/store-group.js';

it('keeps content in memory until there is no room for more, and what is small after that', () => {
  const hasRoom = limitMemory();
  expect([hasRoom(20_000_000), hasRoom(20_000_000), hasRoom(12_000_000), hasRoom(1)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
