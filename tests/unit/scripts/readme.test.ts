import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { rules } from '../../../src/check/rules.js';

const read = (name: string): Promise<string> => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

it('has the README’s test command in CI, letter for letter', async () => {
  const command = 'npm ci && npm run check';
  expect(await read('README.md')).toContain(`\n${command}\n`);
  expect(await read('.ci/run')).toContain(`\n${command}\n`);
});

it('names every rule in the README', async () => {
  const readme = await read('README.md');
  for (const { name } of rules) expect(readme).toContain(`\`${name}\``);
});
