import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { digestOfFile } from '../../../src/store/file-digest.js';

const folder = mkdtempSync(join(tmpdir(), 'handin-digest-'));
const file = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

it.each([0, 1, 256 * 1024, 600_000])('is that of all %i bytes', (length) => {
  const bytes = Buffer.alloc(length, 'abcdefg');
  writeFileSync(file, bytes);
  expect(digestOfFile(file)).toBe(sha256(bytes));
  appendFileSync(file, '!');
  expect(digestOfFile(file)).toBe(sha256(Buffer.concat([bytes, Buffer.from('!')])));
});

it('does not read a file of a terabyte', () => {
  writeFileSync(file, '');
  truncateSync(file, 2 ** 40);
  expect(() => digestOfFile(file)).toThrow(`${file} is too large to be read`);
});

it.runIf(process.platform === 'linux')('does not read more of a file than it says that it has', () => {
  expect(digestOfFile('/proc/self/maps')).toBe(sha256(''));
});
