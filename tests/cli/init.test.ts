import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-init-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
const starter = (name: string): Promise<string> => readFile(join(packageRoot, 'src', 'init', 'files', name), 'utf8');
const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

/** Every file below the current folder, with its text; `/` between the parts of its path. */
async function tree(folder = cwd): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(found.map((file) => readFile(file, 'utf8')));
  const names = found.map((file) => file.slice(folder.length + 1).replaceAll(sep, '/'));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']).sort());
}

/** Paths of messages as they are on this system. */
const local = (text: string): string => text.replaceAll('/', sep);

const byHand = 'Write the answers into README.md, then run:\n' + '  report check .\n';
const everything = 'Everything was there already: nothing was written.\n';

it('is in the help, with every option', async () => {
  expect((await runReport(['--help'])).stdout).toMatch(
    /^ {2}init \[options\] \[folder\] {2,}set up a report, a course or GitHub Pages$/m,
  );
  const { status, stdout } = await runReport(['init', '--help']);
  expect(status).toBe(0);
  for (const option of ['--course', '--pages', '--template <file>', '--group <name>'])
    expect(stdout).toContain(`\n  ${option} `);
});

describe('a report', () => {
  const builtIn = 'is a copy of the short template that comes with Handin; --template names another.\n';

  it('goes to the current folder when nothing is said and nobody can be asked', async () => {
    const said =
      'Nothing was asked for, and there is no terminal to ask on: this sets up a report in the current folder.\n' +
      '`report init --help` says what else it sets up.\n';
    expect(await runReport(['init'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  README.md\nwritten  figures/.gitkeep\n'),
      stderr: `${said}README.md ${builtIn}${byHand}`,
    });
    const written = { 'README.md': await starter('template.md'), 'figures/.gitkeep': '' };
    expect(await tree()).toEqual(written);
    expect(await runReport(['init'], { cwd })).toEqual({
      status: 0,
      stdout: local('kept     README.md\nkept     figures/.gitkeep\n'),
      stderr: `${said}${everything}`,
    });
    expect(await tree()).toEqual(written);
  });

  it('can be checked as the advice says, and has every answer to write', async () => {
    await runReport(['init', 'two words'], { cwd });
    const { status, stdout, stderr } = await runReport(['check', 'two words'], { cwd });
    expect([status, stdout.match(/answer-missing$/gm)?.length]).toEqual([1, 6]);
    expect(stderr).toContain('1 report, 0 of 6 questions answered, 6 errors, no warnings, ');
  });

  it('is quoted in the advice where a shell would part it', async () => {
    const { stdout, stderr } = await runReport(['init', 'two words'], { cwd });
    expect(stdout).toBe(local('written  two words/README.md\nwritten  two words/figures/.gitkeep\n'));
    expect(stderr).toBe(
      local(`two words/README.md `) +
        builtIn +
        local('Write the answers into two words/README.md, then run:\n  report check "two words"\n'),
    );
  });

  it('is checked through npx by who set it up through npx', async () => {
    const { stderr } = await runReport(['init', 'lab'], { cwd, env: { npm_command: 'exec' } });
    expect(stderr).toContain('then run:\n  npx --package handin report check lab\n');
  });

  it('is a copy of the template that was named, byte for byte', async () => {
    const template =
      '\ufeff# Report\r\n\r\n### Question 1\r\n\r\n> **Why?**\r\n>\r\n> Answer:\r\n\r\n--- question 1 fill here ---\r\n';
    await mkdir(join(cwd, 'reports', 'figures'), { recursive: true });
    await writeFile(join(cwd, 'reports', 'figures', 'a.svg'), '<svg/>');
    await writeFile(join(cwd, 'given.md'), template);
    expect(await runReport(['init', 'reports', '--template', 'given.md'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  reports/README.md\nkept     reports/figures\n'),
      stderr: local(
        '\ngiven.md: 1 question\n  1    Question 1, line 3\n       “Why?”\n' +
          '       no limits; the answer replaces --- question 1 fill here ---\n\n' +
          'reports/README.md is a copy of given.md.\n' +
          'Write the answers into reports/README.md, then run:\n  report check reports --template given.md\n',
      ),
    });
    expect(await readFile(join(cwd, 'reports', 'README.md'), 'utf8')).toBe(template);
  });

  it('of a group lies where the configuration looks, and is a copy of its template', async () => {
    await writeFile(
      join(cwd, 'build.config.ts'),
      "export default { reports: ['extra', 'groups/*'], template: 't.md' };",
    );
    await writeFile(join(cwd, 't.md'), '### Question 1\n\n> **Why?**\n');
    expect((await runReport(['init', '--group', 'blåhejre 2'], { cwd })).stdout).toBe(
      local('written  groups/blåhejre 2/README.md\nwritten  groups/blåhejre 2/figures/.gitkeep\n'),
    );
    expect((await runReport(['init', 'other', '--group', 'a'], { cwd })).stdout).toContain(
      local('other/a/README.md\n'),
    );
    expect(await readFile(join(cwd, 'groups', 'blåhejre 2', 'README.md'), 'utf8')).toBe(
      '### Question 1\n\n> **Why?**\n',
    );
  });

  it.each([
    ['a/b'],
    ['..'],
    ['.hidden'],
    ['a\\b'],
    ['trailing.'],
    ['trailing '],
    ['CON'],
    ['a:b'],
    [''],
    ['x'.repeat(81)],
  ])('of a group needs a name that every system allows: %j', async (group) => {
    expect(await runReport(['init', '--group', group], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `error: --group takes the name of a folder, and “${group}” cannot be one everywhere.\n` +
        'Use letters, digits, hyphens, underscores, and dots or blanks between them; at most 80 of them.\n',
    });
    expect(await tree()).toEqual({});
  });

  it('is not made from several templates, nor from one that is none', async () => {
    await writeFile(join(cwd, 'build.config.ts'), "export default { template: ['a.md', 'b.md'] };");
    expect(await runReport(['init', 'x'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: The configuration has 2 templates: a.md, b.md.\nName the one to copy: --template a.md\n',
    });
    await writeFile(join(cwd, 'a.md'), '# Nothing is asked here\n');
    const empty = await runReport(['init', 'x', '--template', 'a.md'], { cwd });
    expect([empty.status, empty.stderr]).toEqual([
      2,
      `error: The template ${join(cwd, 'a.md')} holds no question: none of its headings (the first is “Nothing is asked here”, line 1) has a number, a quotation, a length or a place for the answer.\n` +
        'A question is a heading such as “### Question 1” with what is asked below it, and a line such as “--- answer here ---” where the answer belongs.\n',
    ]);
    const missing = await runReport(['init', 'x', '--template', 'c.md'], { cwd });
    expect([missing.status, missing.stderr.split('\n')[0]]).toEqual([
      2,
      `error: The template ${join(cwd, 'c.md')} cannot be read (ENOENT).`,
    ]);
    expect(Object.keys(await tree())).toEqual(['a.md', 'build.config.ts']);
  });

  it('is not written out of the folder through a link', async () => {
    await mkdir(join(cwd, 'report'));
    await mkdir(join(cwd, 'elsewhere'));
    await symlink(join(cwd, 'elsewhere'), join(cwd, 'report', 'figures'), 'junction');
    expect(await runReport(['init', 'report'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `error: ${join('report', 'figures')} is a link that leads out of the folder, to ${join(cwd, 'elsewhere')}.\n` +
        'Remove the link, or make it a folder of its own. Nothing was written.\n',
    });
    expect(await tree()).toEqual({});
  });
});

describe('a course', () => {
  const files = [
    'template.md',
    'build.config.ts',
    'reports/example-group/README.md',
    'reports/example-group/figures/parts.svg',
    '.gitignore',
    'package.json',
    'README.md',
    '.github/workflows/pages.yml',
  ];
  const lines = (word: string, folder = ''): string =>
    files.map((file) => local(`${word.padEnd(7)}  ${folder}${file}\n`)).join('');

  it('is written whole, and a second run keeps every byte', async () => {
    expect(await runReport(['init', '--course', 'my-course'], { cwd })).toEqual({
      status: 0,
      stdout: lines('written', 'my-course/'),
      stderr: local(
        'Next:\n  cd my-course\n  npm install\n  npx report check\n  npx report html\n' +
          'my-course/README.md says how to go on.\n',
      ),
    });
    const written = await tree();
    const [id] = /course-[\da-f]{8}/.exec(String(written['my-course/build.config.ts'])) ?? [];
    expect(written).toEqual({
      'my-course/.github/workflows/pages.yml': (await starter('pages.yml')).replace('__RANGE__', `^${version}`),
      'my-course/.gitignore': await starter('gitignore'),
      'my-course/README.md': await starter('course-readme.md'),
      'my-course/build.config.ts': (await starter('build.config.ts')).replace('__COHORT__', id ?? ''),
      'my-course/package.json': `${JSON.stringify({ private: true, type: 'module', devDependencies: { handin: `^${version}` } }, null, 2)}\n`,
      'my-course/reports/example-group/README.md': await starter('example-group/README.md'),
      'my-course/reports/example-group/figures/parts.svg': await starter('example-group/figures/parts.svg'),
      'my-course/template.md': await starter('template.md'),
    });
    expect(await runReport(['init', '--course', 'my-course'], { cwd })).toEqual({
      status: 0,
      stdout: lines('kept', 'my-course/'),
      stderr: everything,
    });
    expect(await tree()).toEqual(written);
  });

  it('works at once, and a new group in it is checked against the template', async () => {
    await runReport(['init', '--course'], { cwd });
    await mkdir(join(cwd, 'node_modules'));
    await symlink(packageRoot, join(cwd, 'node_modules', 'handin'), 'junction');
    const check = await runReport(['check', '--max-warnings', '0'], { cwd });
    expect([check.status, check.stdout], check.stderr).toEqual([0, '']);
    expect(check.stderr).toContain('1 report, 6 of 6 questions answered, no errors, no warnings, ');
    const html = await runReport(['html', '--strict'], { cwd });
    expect([html.status, html.stdout], html.stderr).toEqual([0, '']);
    expect(html.stderr).toMatch(/site: 1 group, 1 figure \(.*\), no errors, no warnings, /);
    const page = await readFile(join(cwd, 'site', 'example-group', 'index.html'), 'utf8');
    expect(page.includes('alt="Four boxes in a row: the counter above the door, ')).toBe(true);
    const second = await runReport(['init', '--group', 'blue-heron'], { cwd });
    expect(second.stderr).toMatch(/^reports.blue-heron.README\.md is a copy of template\.md\.\n/);
    const both = await runReport(['check'], { cwd });
    expect([both.status, both.stdout.match(/answer-missing$/gm)?.length]).toEqual([1, 6]);
    expect(both.stderr).toContain('2 reports, 6 of 12 questions answered, 6 errors, no warnings, ');
  });

  it('keeps what a folder has, and says what is then left to do', async () => {
    const own = {
      '.gitignore': 'dist/\n',
      'README.md': '# Mine\n',
      'build.config.mjs': "export default { title: 'Mine' };\n",
      'package.json': '{ "name": "mine" }\n',
      'reports/one/README.md': '# One\n',
    };
    for (const [name, text] of Object.entries(own)) {
      await mkdir(join(cwd, name, '..'), { recursive: true });
      await writeFile(join(cwd, name), text);
    }
    expect(await runReport(['init', '--course'], { cwd })).toEqual({
      status: 0,
      stdout: local(
        'written  template.md\n' +
          'kept     build.config.mjs\n' +
          'written  reports/example-group/README.md\n' +
          'written  reports/example-group/figures/parts.svg\n' +
          'kept     .gitignore\n' +
          'kept     package.json\n' +
          'kept     README.md\n' +
          'written  .github/workflows/pages.yml\n',
      ),
      stderr:
        'Add the lines site/, .cache/ and node_modules/ to .gitignore, where they are missing.\n' +
        `Add handin to package.json, where it is missing: npm install --save-dev handin@^${version}\n` +
        'Next:\n  npm install\n  npx report check\n  npx report html\nREADME.md says how to go on.\n',
    });
    expect(await tree()).toMatchObject(own);
    expect(await readdir(cwd)).not.toContain('build.config.ts');
  });
});

describe('GitHub Pages', () => {
  const advice =
    'In the settings of the repository on GitHub, under Pages, choose “GitHub Actions” as the source. Then commit the\n' +
    'workflow and push it.\n';

  it('is one workflow', async () => {
    expect(await runReport(['init', '--pages'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  .github/workflows/pages.yml\n'),
      stderr: advice,
    });
    expect(Object.keys(await tree())).toEqual(['.github/workflows/pages.yml']);
    const again = await runReport(['init', '--pages'], { cwd });
    expect(again).toEqual({ status: 0, stdout: local('kept     .github/workflows/pages.yml\n'), stderr: everything });
  });

  it('is told to be of no use below the top of a repository', async () => {
    await mkdir(join(cwd, '.git'));
    expect(await runReport(['init', '--pages', 'course'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  course/.github/workflows/pages.yml\n'),
      stderr: `GitHub reads workflows only at the top of a repository, which is .. from there: move .github to it.\n${advice}`,
    });
  });
});

describe('wrong use', () => {
  const usage = 'Run `report init --help` for what it takes.\n';
  it.each([
    [['--course', '--pages'], "error: option '--pages' cannot be used with option '--course'\n"],
    [['--course', '--group', 'a'], "error: option '--group <name>' cannot be used with option '--course'\n"],
    [['--course', '--template', 'a'], "error: option '--template <file>' cannot be used with option '--course'\n"],
    [['--pages', '--group', 'a'], "error: option '--pages' cannot be used with option '--group <name>'\n"],
    [['a', 'b'], "error: too many arguments for 'init'. Expected 1 argument but got 2.\n"],
  ])('%j', async (args, stderr) => {
    expect(await runReport(['init', ...args], { cwd })).toEqual({ status: 2, stdout: '', stderr: stderr + usage });
    expect(await tree()).toEqual({});
  });

  it('a folder that is a file', async () => {
    await writeFile(join(cwd, 'taken'), 'mine');
    expect(await runReport(['init', '--course', 'taken'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error: taken is a file, and a folder is needed.\n' +
        'Name another folder, or move what is in the way. Nothing was written.\n',
    });
    expect(await tree()).toEqual({ taken: 'mine' });
  });
});
