import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
// In two parts, so that this file is not found.
const replacing = new RegExp(`\\b${'vi'}\\.(?:mock|doMock|resetModules)\\(`);

it('tests that replace modules have a process of their own', async () => {
  const tests = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const replace = await Promise.all(
    tests.map(async (name) => replacing.test(await readFile(join(folder, name), 'utf8'))),
  );
  const found = tests.filter((_, index) => replace[index]);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((name) => !name.endsWith('.isolated.test.ts'))).toEqual([]);
});
