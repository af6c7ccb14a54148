import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.js';
import { UserError } from '../../../src/model/user-error.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-config-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

const good = "import { defineConfig } from 'handin';\nexport default defineConfig({ title: 'Course' });\n";

async function failure(source: string, name = 'build.config.ts'): Promise<UserError> {
  await writeFile(join(folder, name), source);
  const error = await loadConfig(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`Expected a UserError, got ${String(error)}`);
  return error;
}

it.each(['build.config.ts', 'build.config.mts', 'build.config.js', 'build.config.mjs'])('loads %s', async (name) => {
  await writeFile(join(folder, name), good);
  const path = join(folder, name);
  expect(await loadConfig(folder)).toEqual({ path, user: { title: 'Course' }, sources: [path] });
  expect(await readdir(folder)).toEqual([name]);
});

it('is empty without a file', async () => {
  expect(await loadConfig(folder)).toEqual({ user: {}, sources: [] });
});

it.each(['build.config.mts', 'build.config.js', 'build.config.mjs'])('reads a changed %s anew', async (name) => {
  await writeFile(join(folder, name), "export default { title: 'before' };\n");
  expect((await loadConfig(folder)).user).toEqual({ title: 'before' });
  await writeFile(join(folder, name), "export default { title: 'after' };\n");
  expect((await loadConfig(folder)).user).toEqual({ title: 'after' });
});

it('waits for what a configuration awaits', async () => {
  await writeFile(join(folder, 'build.config.mjs'), "export default { title: await Promise.resolve('Course') };\n");
  expect((await loadConfig(folder)).user).toEqual({ title: 'Course' });
});

it('reads a changed file anew, and what it imports', async () => {
  await writeFile(join(folder, 'build.config.ts'), "import { title } from './title';\nexport default { title };\n");
  await writeFile(join(folder, 'title.ts'), "export const title: string = 'before';\n");
  expect((await loadConfig(folder)).user).toEqual({ title: 'before' });
  await writeFile(join(folder, 'title.ts'), "export const title: string = 'after';\n");
  expect((await loadConfig(folder)).user).toEqual({ title: 'after' });
});

describe('errors', () => {
  it('names the line of a syntax error', async () => {
    const error = await failure("export default {\n  title: 'x'\n  out: 'y',\n};\n");
    expect(error.message).toBe('build.config.ts:3 does not load: Unexpected token, expected ","\n  3 |   out: \'y\',');
    expect(error.advice).toBe('Correct the file and run the command again.');
  });

  it('names the line that throws, behind erased types', async () => {
    const error = await failure(
      "interface Gone {\n  a: string;\n}\nthrow new RangeError('no luck');\nexport default {};\n",
    );
    expect(error.message).toBe(
      "build.config.ts:4 does not load: RangeError: no luck\n  4 | throw new RangeError('no luck');",
    );
  });

  it('names the line of a missing module', async () => {
    const error = await failure("\nimport plugin from 'no-such-plugin';\nexport default { markdown: plugin };\n");
    expect(error.message).toBe(
      "build.config.ts:2 does not load: Cannot find module 'no-such-plugin'\n  2 | import plugin from 'no-such-plugin';",
    );
  });

  it('survives what is thrown not being an error', async () => {
    expect((await failure("throw 'text';")).message).toBe('build.config.ts does not load: text');
  });

  it('asks for a default export', async () => {
    const error = await failure("export const config = { title: 'x' };\n", 'build.config.mjs');
    expect(error.message).toBe('build.config.mjs has no default export.');
    expect(error.advice).toBe('Write `export default defineConfig({ … })` with `defineConfig` from `handin`.');
  });

  it('lists all problems of an invalid one', async () => {
    const error = await failure("export default { titel: 'x', math: 'yes' };\n");
    expect(error.message).toBe(
      "build.config.ts is not valid:\n  `math` is 'yes'; it takes true or false.\n  Unknown field `titel`: did you mean `title`?",
    );
  });

  it('does not choose between two files', async () => {
    await writeFile(join(folder, 'build.config.mjs'), good);
    const error = await failure(good);
    expect(error.message).toBe(`There are two configurations, build.config.ts and build.config.mjs, in ${folder}.`);
  });
});
