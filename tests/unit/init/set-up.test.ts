import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InitFile } from '../../../src/init/plan.js';
import { setUp } from '../../../src/init/set-up.js';
import { openTarget, repositoryAbove } from '../../../src/init/target-folder.js';
import { UserError } from '../../../src/model/user-error.js';

let parent: string;
/** Where the command runs; beside it is `elsewhere`, which it must not touch. */
let cwd: string;
let elsewhere: string;
beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'handin-init-')));
  cwd = join(parent, 'here');
  elsewhere = join(parent, 'elsewhere');
  await mkdir(cwd);
  await mkdir(elsewhere);
});
afterEach(async () => {
  expect(await readdir(elsewhere)).toEqual([]);
  await rm(parent, { recursive: true });
});

const files: readonly InitFile[] = [
  { path: 'README.md', content: 'new' },
  { path: 'figures/.gitkeep', content: '', unless: ['figures'] },
];

/** One line per file, as `written README.md`. */
async function run(folder: string, plan = files): Promise<string[]> {
  const outcomes = await setUp([{ target: await openTarget(cwd, folder), files: plan }]);
  return outcomes.map(({ name, state }) => `${state} ${name}`);
}

async function refusal(folder: string, plan = files): Promise<string[]> {
  const error = await run(folder, plan).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`Expected a UserError, got ${String(error)}`);
  return [error.message, error.advice ?? ''];
}

/** Every file below a folder, with its text. */
async function tree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(found.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(found.map((file, index) => [file.slice(folder.length + 1), texts[index] ?? '']));
}

const moved = 'Name another folder, or move what is in the way. Nothing was written.';

describe('what is there', () => {
  it('stays as it is, and the rest is written', async () => {
    await writeFile(join(cwd, 'README.md'), 'old');
    await writeFile(join(cwd, 'notes.txt'), 'mine');
    expect(await run('.')).toEqual(['kept README.md', `written ${join('figures', '.gitkeep')}`]);
    expect(await tree(cwd)).toEqual({ 'README.md': 'old', 'notes.txt': 'mine', [join('figures', '.gitkeep')]: '' });
  });

  it('stays as it is in another letter case, which would be the same file elsewhere', async () => {
    await writeFile(join(cwd, 'Readme.md'), 'old');
    await mkdir(join(cwd, 'Figures'));
    expect(await run('.')).toEqual(['kept Readme.md', 'kept Figures']);
    expect(await tree(cwd)).toEqual({ 'Readme.md': 'old' });
  });

  it('stays as it is when it takes the place of another file', async () => {
    const plan = [{ path: 'build.config.ts', content: 'new', unless: ['build.config.ts', 'build.config.mjs'] }];
    await writeFile(join(cwd, 'build.config.mjs'), 'old');
    expect(await run('.', plan)).toEqual(['kept build.config.mjs']);
    expect(await tree(cwd)).toEqual({ 'build.config.mjs': 'old' });
  });

  it('stays as it is when it is no file', async () => {
    await mkdir(join(cwd, 'README.md'));
    await writeFile(join(cwd, 'README.md', 'a'), 'a');
    expect((await run('.'))[0]).toBe('kept README.md');
  });

  it('stays as it is when it is a link to nothing', async () => {
    await symlink(join(elsewhere, 'README.md'), join(cwd, 'README.md'));
    expect((await run('.'))[0]).toBe('kept README.md');
  });
});

describe('a file that needs some lines', () => {
  const plan: readonly InitFile[] = [{ path: '.gitignore', content: 'all of it', lines: ['site/', '.cache/'] }];
  const outcome = async (): Promise<unknown> => {
    const [only] = await setUp([{ target: await openTarget(cwd, '.'), files: plan }]);
    return [only?.state, only?.added];
  };

  it.each([
    ['', 'site/\n.cache/\n', ['site/', '.cache/']],
    ['dist/\n', 'dist/\nsite/\n.cache/\n', ['site/', '.cache/']],
    ['dist/', 'dist/\nsite/\n.cache/\n', ['site/', '.cache/']],
    ['dist/\r\n/site\r\n', 'dist/\r\n/site\r\n.cache/\r\n', ['.cache/']],
    ['# site/\n!site/\nsite/x\n .cache \n', '# site/\n!site/\nsite/x\n .cache \nsite/\n', ['site/']],
  ])('gets those that it lacks at its end: %j', async (before, after, added) => {
    await writeFile(join(cwd, '.gitignore'), before);
    expect(await outcome()).toEqual(['changed', added]);
    expect(await tree(cwd)).toEqual({ '.gitignore': after });
    expect(await outcome()).toEqual(['kept', []]);
    expect(await tree(cwd)).toEqual({ '.gitignore': after });
  });

  it('is written whole where there is none', async () => {
    expect(await outcome()).toEqual(['written', []]);
    expect(await tree(cwd)).toEqual({ '.gitignore': 'all of it' });
  });

  it('stays as it is when it is a link or a folder', async () => {
    await writeFile(join(cwd, 'shared'), 'dist/\n');
    await symlink(join(cwd, 'shared'), join(cwd, '.gitignore'));
    expect(await outcome()).toEqual(['kept', []]);
    await rm(join(cwd, '.gitignore'));
    await mkdir(join(cwd, '.gitignore'));
    expect(await outcome()).toEqual(['kept', []]);
    expect(await tree(cwd)).toEqual({ shared: 'dist/\n' });
  });
});

it('writes nothing at all when one of several folders cannot be used', async () => {
  await writeFile(join(cwd, 'figures'), '');
  const [good, bad] = await Promise.all([openTarget(cwd, 'a'), openTarget(cwd, '.')]);
  await expect(
    setUp([
      { target: good, files },
      { target: bad, files: [{ path: 'figures/x', content: '' }] },
    ]),
  ).rejects.toThrow(new UserError('figures is a file, and a folder is needed.', moved));
  expect(await tree(cwd)).toEqual({ figures: '' });
});

describe('the folder', () => {
  it('is made, with those above it', async () => {
    expect(await run('a/b/c')).toEqual([
      `written ${join('a', 'b', 'c', 'README.md')}`,
      `written ${join('a', 'b', 'c', 'figures', '.gitkeep')}`,
    ]);
  });

  it('is called as it was named', async () => {
    expect(await run(join(cwd, 'a'))).toContain(`written ${join('a', 'README.md')}`);
    expect(await run('../b')).toContain(`written ${join('..', 'b', 'README.md')}`);
    const absolute = join(parent, 'c');
    expect(await run(absolute)).toContain(`written ${join(absolute, 'README.md')}`);
  });

  it.each(['taken', 'taken/below', 'taken/far/below'])('cannot be a file: %s', async (folder) => {
    await writeFile(join(cwd, 'taken'), '');
    expect(await refusal(folder)).toEqual(['taken is a file, and a folder is needed.', moved]);
  });

  it('cannot be a link to nothing', async () => {
    await symlink('nowhere', join(cwd, 'gone'));
    expect(await refusal('gone')).toEqual(['gone is a link to nothing, and a folder is needed.', moved]);
    expect(await readdir(cwd)).toEqual(['gone']);
  });

  it.each([
    ['out', ''],
    ['out/deeper', 'deeper'],
  ])('does not lead out through a link: %s', async (folder, below) => {
    await symlink(elsewhere, join(cwd, 'out'), 'junction');
    expect(await refusal(folder)).toEqual([
      `${join(folder)} leads out of this folder through a link, to ${join(elsewhere, below)}.`,
      'If that is the folder you mean, name it as it is. Nothing was written.',
    ]);
  });

  it('may be a link that stays inside', async () => {
    await mkdir(join(cwd, 'real'));
    await symlink(join(cwd, 'real'), join(cwd, 'link'), 'junction');
    expect(await run('link')).toContain(`written ${join('link', 'README.md')}`);
    expect(Object.keys(await tree(join(cwd, 'real'))).sort()).toEqual(['README.md', join('figures', '.gitkeep')]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'must be one that can be written to',
    async () => {
      await mkdir(join(cwd, 'locked'));
      await chmod(join(cwd, 'locked'), 0o555);
      const refused = ['locked cannot be written to (EACCES).', moved];
      expect([await refusal('locked'), await refusal('locked/a')]).toEqual([refused, refused]);
    },
  );

  // In /proc no folder can be made, although its rights allow it: for the user of the tests, if that is root.
  it.skipIf(process.platform !== 'linux')('must be one that the system lets be made', async () => {
    const [message] = await refusal('/proc/handin');
    expect(message).toBe(
      process.getuid?.() === 0
        ? '/proc/handin/README.md cannot be written (ENOENT).'
        : '/proc cannot be written to (EACCES).',
    );
  });
});

describe('a folder below it', () => {
  it('is not followed out through a link', async () => {
    await symlink(elsewhere, join(cwd, 'figures'), 'junction');
    expect(await refusal('.')).toEqual([
      `figures is a link that leads out of the folder, to ${elsewhere}.`,
      'Remove the link, or make it a folder of its own. Nothing was written.',
    ]);
    expect(await readdir(cwd)).toEqual(['figures']);
  });

  it('is not followed out of the chosen folder into one beside it', async () => {
    await mkdir(join(cwd, 'a'));
    await mkdir(join(cwd, 'b'));
    await symlink(join(cwd, 'b'), join(cwd, 'a', 'figures'), 'junction');
    expect((await refusal('a'))[0]).toBe(
      `${join('a', 'figures')} is a link that leads out of the folder, to ${join(cwd, 'b')}.`,
    );
    expect(Object.keys(await tree(cwd))).toEqual([]);
  });

  it('cannot be a file', async () => {
    await writeFile(join(cwd, 'figures'), '');
    expect(await refusal('.')).toEqual(['figures is a file, and a folder is needed.', moved]);
    expect(await readdir(cwd)).toEqual(['figures']);
  });
});

describe('the repository around it', () => {
  it('is told only where the folder is not its top', async () => {
    await mkdir(join(cwd, '.git'));
    await mkdir(join(cwd, 'a', 'b'), { recursive: true });
    expect(await repositoryAbove(await openTarget(cwd, '.'))).toBeUndefined();
    expect(await repositoryAbove(await openTarget(cwd, 'a/b'))).toBe(cwd);
    // A submodule's `.git` is a file.
    await writeFile(join(cwd, 'a', '.git'), 'gitdir: ../.git/modules/a\n');
    expect(await repositoryAbove(await openTarget(cwd, 'a'))).toBeUndefined();
  });
});
