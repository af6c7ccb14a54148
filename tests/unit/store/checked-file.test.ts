import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { readChecked, writeChecked } from '../../../src/store/checked-file.js';

const folder = mkdtempSync(join(tmpdir(), 'handin-checked-'));
const file = join(folder, 'record.json');
afterAll(() => rmSync(folder, { recursive: true }));

const value = {
  groups: [
    { name: 'Ærø – 1', problems: ['“a”'] },
    { name: '2', problems: [] },
  ],
};
const json = JSON.stringify(value);

beforeEach(() => writeChecked(file, value));

it('has the checksum of its JSON on the first line', () => {
  expect(readFileSync(file, 'utf8')).toBe(`${sha256(json)}\n${json}`);
  expect(readChecked(file)).toEqual(value);
  expect(readdirSync(folder)).toEqual(['record.json']);
});

describe('is not read', () => {
  it('when it is cut short', () => {
    truncateSync(file, readFileSync(file).length - 1);
    expect(readChecked(file)).toBeUndefined();
  });

  it('when its checksum was never written', () => {
    writeFileSync(file, `${' '.repeat(64)}\n${json}`);
    expect(readChecked(file)).toBeUndefined();
  });

  it.each(['', '\n', json])('when it is %j', (text) => {
    writeFileSync(file, text);
    expect(readChecked(file)).toBeUndefined();
  });
});

it('does not hide that a value has no JSON', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(() => writeChecked(file, cycle)).toThrow(TypeError);
  expect(readChecked(file)).toEqual(value);
  expect(readdirSync(folder)).toEqual(['record.json']);
});

it('leaves what is there when a folder is in the place of another one', () => {
  writeChecked(join(file, 'below', 'other.json'), value);
  expect(readChecked(file)).toEqual(value);
});
