import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-sources-'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function sourcesOf(files: Readonly<Record<string, string>>): Promise<readonly string[] | undefined> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const { sources } = await loadConfig(root);
  return sources?.map((file) => file.slice(root.length + 1)).sort();
}

it('without a configuration there is nothing that determines it', async () => {
  expect(await sourcesOf({})).toEqual([]);
});

it('lists a configuration with all that it imports', async () => {
  const files = {
    'build.config.ts': "import { title } from './course/title.js';\nexport default { title };",
    'course/title.ts': "import { year } from './year';\nexport const title = String(year);",
    'course/year.ts': 'export const year = 2026;',
  };
  expect(await sourcesOf(files)).toEqual(['build.config.ts', 'course/title.ts', 'course/year.ts']);
});

it.each([
  ['a function', 'export default { markdown: () => undefined };'],
  ['the environment', "export default { title: process.env.TITLE ?? 'Course' };"],
  ['the time', 'export default { title: new Date().toString() };'],
  ['a built-in module', "import { EOL } from 'node:os';\nexport default { title: String(EOL.length) };"],
  ['data', "import data from './data.json';\nexport default { title: data.title };"],
  ['a name that is computed', "const name = './late.ts';\nexport default { title: (await import(name)).title };"],
])('says nothing of a configuration that uses %s', async (_, config) => {
  const others = { 'data.json': '{ "title": "Course" }', 'late.ts': "export const title = 'Course';" };
  expect(await sourcesOf({ ...others, 'build.config.ts': config })).toBeUndefined();
});
