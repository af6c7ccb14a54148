import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonChunks } from '../../../src/store/json-chunks.js';
import { searchOf } from '../../support/long-tests.js';

function joined(value: unknown): string {
  return Buffer.concat([...jsonChunks(value)]).toString();
}

it('gives what JSON.stringify gives', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(joined(value)).toBe(JSON.stringify(value));
    }),
    searchOf(100, 1000),
  );
});

it.each([
  { of: 'absent values', value: { a: undefined, b: [1, undefined], c: {} } },
  { of: 'nothing but absent values', value: { a: undefined } },
  { of: 'no entries', value: { a: [], b: {} } },
  { of: 'functions and symbols', value: { a: () => 1, b: [() => 1, Symbol('b')], c: Symbol('c') } },
  { of: 'objects that say what they are', value: { a: new Date(0), b: [{ c: new URL('https://course.example/') }] } },
])('does so with $of', ({ value }) => {
  expect(joined(value)).toBe(JSON.stringify(value));
});

it('has no chunk much longer than a megabyte', () => {
  const value = { groups: Array.from({ length: 3000 }, (_, index) => ({ text: `${index} ${'é'.repeat(1000)}` })) };
  const chunks = [...jsonChunks(value)];
  expect(chunks.length).toBeGreaterThan(2);
  for (const chunk of chunks) expect(chunk.length).toBeLessThan(2_100_000);
  expect(Buffer.concat(chunks).toString()).toBe(JSON.stringify(value));
});
