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

/** A message with the path separators of this system. */
const local = (text: string): string => text.replaceAll('/', sep);

const byHand = 'Write the answers into README.md, then run:\n  report check .\n';
const ignore =
  '# Written by `report`: the site, and the prepared figures that it keeps between builds.\nsite/\n.cache/\n';
/** The configuration of a report’s project; `template` is one of its lines. */
const configuration = (reports: string, template: string, more = ''): string =>
  "import { defineConfig } from 'handin';\n\n// `report help configuration` lists every field.\nexport default defineConfig({\n" +
  `  reports: '${reports}',\n` +
  '  // The file that the reports were written from. They are checked against it.\n' +
  `  ${template}\n${more}});\n`;
const noTemplate = "// template: 'template.md',";
/** The advice about a new workflow. */
const owner = (workflow: string): string =>
  `Replace OWNER in ${workflow} by the account on GitHub that holds the repository of Handin.\n`;
const everything = 'Everything was there already: nothing was written.\n';

it('is described in the help, with every option', async () => {
  expect((await runReport(['--help'])).stdout).toMatch(
    /^ {2}init \[options\] \[folder\] {2,}set up a report, a course or GitHub Pages$/m,
  );
  const { status, stdout } = await runReport(['init', '--help']);
  expect(status).toBe(0);
  for (const option of ['--course', '--pages', '--shards <n>', '--template <file>', '--group <name>'])
    expect(stdout).toContain(`\n  ${option} `);
});

describe('a report', () => {
  const builtIn = 'is a copy of the short template that comes with Handin; --template names another.\n';

  it('goes to the current folder without arguments and without a terminal', async () => {
    const said =
      'Nothing was asked for, and there is no terminal to ask on: this sets up a report in the current folder.\n' +
      '`report init --help` says what else it sets up.\n';
    expect(await runReport(['init'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  README.md\nwritten  figures/.gitkeep\nwritten  build.config.ts\nwritten  .gitignore\n'),
      stderr: `${said}README.md ${builtIn}${byHand}`,
    });
    const written = {
      '.gitignore': ignore,
      'README.md': await starter('template.md'),
      'build.config.ts': configuration(
        '.',
        noTemplate,
        "  // The folder of the site cannot be inside a report.\n  out: '../site',\n",
      ),
      'figures/.gitkeep': '',
    };
    expect(await tree()).toEqual(written);
    expect(await runReport(['init'], { cwd })).toEqual({
      status: 0,
      stdout: local('kept     README.md\nkept     figures/.gitkeep\nkept     build.config.ts\nkept     .gitignore\n'),
      stderr: `${said}${everything}`,
    });
    expect(await tree()).toEqual(written);
  });

  it.each([['.'], ['lab'], ['two words'], ['a/b/c']])(
    'in %j is found by commands without arguments',
    async (folder) => {
      // For a report in the current folder, the site is built beside that.
      const project = join(cwd, 'project');
      await mkdir(project);
      await runReport(['init', folder], { cwd: project });
      const readme = folder === '.' ? 'README.md' : `${folder}/README.md`;
      for (const args of [['check', folder], ['check']]) {
        const { status, stdout, stderr } = await runReport(args, { cwd: project });
        expect([status, stdout.split('\n')[0]]).toEqual([1, `${readme}:47:1  error  Unanswered: 1–6  answer-missing`]);
        expect(stderr).toContain('1 report, 0 of 6 questions answered, 6 errors, no warnings, ');
      }
      expect((await runReport(['html'], { cwd: project })).status).toBe(0);
    },
  );

  it('is quoted in the advice when its path has a space', async () => {
    const { stdout, stderr } = await runReport(['init', 'two words'], { cwd });
    expect(stdout).toBe(
      local(
        'written  two words/README.md\nwritten  two words/figures/.gitkeep\nwritten  build.config.ts\nwritten  .gitignore\n',
      ),
    );
    expect(stderr).toBe(
      local(`two words/README.md `) +
        builtIn +
        local('Write the answers into two words/README.md, then run:\n  report check "two words"\n'),
    );
  });

  it('is checked with npx after `npx handin init`', async () => {
    const { stderr } = await runReport(['init', 'lab'], { cwd, env: { npm_command: 'exec' } });
    expect(stderr).toContain('then run:\n  npx handin check lab\n');
  });

  it('is a copy of the template that was named, byte for byte', async () => {
    const template =
      '\ufeff# Report\r\n\r\n### Question 1\r\n\r\n> **Why?**\r\n>\r\n> Answer:\r\n\r\n--- question 1 fill here ---\r\n';
    await mkdir(join(cwd, 'reports', 'figures'), { recursive: true });
    await writeFile(join(cwd, 'reports', 'figures', 'a.svg'), '<svg/>');
    await writeFile(join(cwd, 'given.md'), template);
    expect(await runReport(['init', 'reports', '--template', 'given.md'], { cwd })).toEqual({
      status: 0,
      stdout: local(
        'written  reports/README.md\nkept     reports/figures\nwritten  build.config.ts\nwritten  .gitignore\n',
      ),
      stderr: local(
        '\ngiven.md: 1 question\n  1    Question 1, line 3\n       “Why?”\n' +
          '       no limits; the answer replaces --- question 1 fill here ---\n\n' +
          'reports/README.md is a copy of given.md.\n' +
          'Write the answers into reports/README.md, then run:\n  report check reports\n',
      ),
    });
    expect(await tree()).toMatchObject({
      'reports/README.md': template,
      'build.config.ts': configuration('reports', "template: 'given.md',"),
    });
  });

  it('of a group brings a configuration and .gitignore lines, so that no command needs --template', async () => {
    await mkdir(join(cwd, 'course'));
    await writeFile(join(cwd, 'course', 't.md'), '### Question 1\n\n> **Why?**\n\n### Question 2\n\n> **How?**\n');
    await writeFile(join(cwd, '.gitignore'), '*.log\n/site');
    const first = await runReport(['init', '--group', 'blue-heron', '--template', 'course/t.md'], { cwd });
    expect(first).toEqual({
      status: 0,
      stdout:
        local('written  reports/blue-heron/README.md\nwritten  reports/blue-heron/figures/.gitkeep\n') +
        'written  build.config.ts\nchanged  .gitignore: added .cache/\n',
      stderr: local(
        '\nt.md: 2 questions\n  1    Question 1, line 1\n       “Why?”\n       no limits; the answer follows the prompt\n' +
          '  2    Question 2, line 5\n       “How?”\n       no limits; the answer follows the prompt\n\n' +
          'reports/blue-heron/README.md is a copy of course/t.md.\n' +
          'Write the answers into reports/blue-heron/README.md, then run:\n  report check reports/blue-heron\n',
      ),
    });
    expect(await tree()).toMatchObject({
      '.gitignore': '*.log\n/site\n.cache/\n',
      'build.config.ts': configuration('reports/*', "template: 'course/t.md',"),
    });
    await writeFile(join(cwd, 'reports', 'blue-heron', 'README.md'), '### Question 1\n\n> **Why?**\n\nBecause.\n');
    const check = await runReport(['check'], { cwd });
    expect([check.status, check.stdout.split('\n')[0]]).toEqual([
      1,
      'reports/blue-heron/README.md:1:1  error  “Question 2” of the template is missing. ' +
        'Put its heading and prompt back after “Question 1”.  question-missing',
    ]);
    const second = await runReport(['init', '--group', 'grey-seal'], { cwd });
    expect(second.stdout).toBe(
      local(
        'written  reports/grey-seal/README.md\nwritten  reports/grey-seal/figures/.gitkeep\n' +
          'kept     build.config.ts\nkept     .gitignore\n',
      ),
    );
  });

  it('leaves an existing configuration alone, and says what to write into it', async () => {
    await writeFile(join(cwd, 'build.config.mjs'), 'export default {};\n');
    await writeFile(join(cwd, 't.md'), '### Question 1\n\n> **Why?**\n');
    const { stdout, stderr } = await runReport(['init', 'lab', '--template', 't.md'], { cwd });
    expect(stdout).toContain('kept     build.config.mjs\n');
    expect(stderr).toBe(
      '\nt.md: 1 question\n  1    Question 1, line 1\n       “Why?”\n       no limits; the answer follows the prompt\n\n' +
        local('lab/README.md is a copy of t.md.\n') +
        "Write `template: 't.md'` into the configuration: then no command needs --template.\n" +
        local('Write the answers into lab/README.md, then run:\n  report check lab --template t.md\n'),
    );
  });

  it('outside the current folder gets no configuration', async () => {
    await mkdir(join(cwd, 'here'));
    const { stdout } = await runReport(['init', '../there'], { cwd: join(cwd, 'here') });
    expect(stdout).toBe(local('written  ../there/README.md\nwritten  ../there/figures/.gitkeep\n'));
    expect(Object.keys(await tree())).toEqual(['there/README.md', 'there/figures/.gitkeep']);
  });

  it('of a group goes where the configuration looks for reports, and is a copy of its template', async () => {
    await writeFile(
      join(cwd, 'build.config.ts'),
      "export default { reports: ['extra', 'groups/*'], template: 't.md' };",
    );
    await writeFile(join(cwd, 't.md'), '### Question 1\n\n> **Why?**\n');
    expect((await runReport(['init', '--group', 'blåhejre 2'], { cwd })).stdout).toBe(
      local(
        'written  groups/blåhejre 2/README.md\nwritten  groups/blåhejre 2/figures/.gitkeep\n' +
          'kept     build.config.ts\nwritten  .gitignore\n',
      ),
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
  ])('of a group needs a name that is valid on every system: %j', async (group) => {
    expect(await runReport(['init', '--group', group], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `error: --group takes the name of a folder, and “${group}” cannot be one everywhere.\n` +
        'Use letters, digits, hyphens, underscores, and dots or blanks between them; at most 80 of them.\n',
    });
    expect(await tree()).toEqual({});
  });

  it('needs one template, with questions in it', async () => {
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

  it('is not written through a link that leaves the folder', async () => {
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
    'README.md',
    '.github/workflows/pages.yml',
  ];
  const lines = (word: string, folder = ''): string =>
    files.map((file) => local(`${word.padEnd(7)}  ${folder}${file}\n`)).join('');

  it('is complete, and a second run changes no byte', async () => {
    expect(await runReport(['init', '--course', 'my-course'], { cwd })).toEqual({
      status: 0,
      stdout: lines('written', 'my-course/'),
      stderr: local(
        `${owner('my-course/.github/workflows/pages.yml')}Next:\n  cd my-course\n  report check\n  report html\n` +
          'my-course/README.md says how to go on.\n',
      ),
    });
    const written = await tree();
    const [id] = /course-[\da-f]{8}/.exec(String(written['my-course/build.config.ts'])) ?? [];
    expect(written).toEqual({
      'my-course/.github/workflows/pages.yml': (await starter('pages.yml')).replace('__RANGE__', `^${version}`),
      'my-course/.gitignore': await starter('gitignore'),
      'my-course/README.md': (await starter('course-readme.md'))
        .replace('__RANGE__', `^${version}`)
        .replace(/<!-- only with collect -->\n[\s\S]*?<!-- end -->\n/g, '')
        .replace(/<!-- (?:only with pages|end) -->\n/g, ''),
      'my-course/build.config.ts': (await starter('build.config.ts')).replace('__COHORT__', id ?? ''),
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

  it('can be built at once, and a new group in it is checked against the template', async () => {
    await runReport(['init', '--course'], { cwd });
    const check = await runReport(['check', '--max-warnings', '0'], { cwd });
    expect([check.status, check.stdout], check.stderr).toEqual([0, 'The report is ready to hand in.\n']);
    expect(check.stderr).toContain('1 report, 6 of 6 questions answered, no errors, no warnings, ');
    const html = await runReport(['html', '--strict'], { cwd });
    expect([html.status, html.stdout], html.stderr).toEqual([0, '']);
    expect(html.stderr).toMatch(/site: 1 group, 1 figure \(.*\), no errors, no warnings, /);
    const page = await readFile(join(cwd, 'site', 'example-group', 'index.html'), 'utf8');
    expect(page.includes('alt="Four boxes in a row: the counter above the door, ')).toBe(true);
    const second = await runReport(['init', '--group', 'blue-heron'], { cwd });
    expect(second.stderr).toMatch(/^reports.blue-heron.README\.md is a copy of template\.md\.\n/);
    const both = await runReport(['check'], { cwd });
    expect([both.status, both.stdout.match(/Unanswered: 1–6 {2}answer-missing$/gm)?.length]).toEqual([1, 1]);
    expect(both.stderr).toContain('2 reports, 6 of 12 questions answered, 6 errors, no warnings, ');
  });

  it('keeps existing files, and appends to .gitignore', async () => {
    const own = {
      '.gitignore': 'dist/\n',
      'README.md': '# Mine\n',
      'build.config.mjs': "export default { title: 'Mine' };\n",
      'reports/one/README.md': '# One\n',
    };
    for (const [name, text] of Object.entries(own)) {
      await mkdir(join(cwd, name, '..'), { recursive: true });
      await writeFile(join(cwd, name), text);
    }
    expect(await runReport(['init', '--course'], { cwd })).toEqual({
      status: 0,
      stdout:
        local(
          'written  template.md\n' +
            'kept     build.config.mjs\n' +
            'written  reports/example-group/README.md\n' +
            'written  reports/example-group/figures/parts.svg\n',
        ) +
        'changed  .gitignore: added site/, .cache/, node_modules/\n' +
        local('kept     README.md\nwritten  .github/workflows/pages.yml\n'),
      stderr:
        owner(local('.github/workflows/pages.yml')) +
        'Next:\n  report check\n  report html\nREADME.md says how to go on.\n',
    });
    expect(await tree()).toMatchObject({ ...own, '.gitignore': 'dist/\nsite/\n.cache/\nnode_modules/\n' });
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
      stderr: owner(local('.github/workflows/pages.yml')) + advice,
    });
    expect(Object.keys(await tree())).toEqual(['.github/workflows/pages.yml']);
    const again = await runReport(['init', '--pages'], { cwd });
    expect(again).toEqual({ status: 0, stdout: local('kept     .github/workflows/pages.yml\n'), stderr: everything });
  });

  it('builds in as many parts as asked for, and keeps a workflow that is there', async () => {
    const text = (await starter('pages-in-parts.yml')).replace('__RANGE__', `^${version}`);
    expect(await runReport(['init', '--pages', '--shards', '3'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  .github/workflows/pages.yml\n'),
      stderr: owner(local('.github/workflows/pages.yml')) + advice,
    });
    expect(await tree()).toEqual({
      '.github/workflows/pages.yml': text.replace('__EACH_PART__', '[1, 2, 3]').replace('__PARTS__', '3'),
    });
    expect(await runReport(['init', '--pages', '--shards', '8'], { cwd })).toEqual({
      status: 0,
      stdout: local('kept     .github/workflows/pages.yml\n'),
      stderr: `${everything}If .github/workflows/pages.yml does not build the site in 8 parts yet, delete it and run the command again.\n`,
    });
  });

  it('has to be moved when it is not at the top of a repository', async () => {
    await mkdir(join(cwd, '.git'));
    expect(await runReport(['init', '--pages', 'course'], { cwd })).toEqual({
      status: 0,
      stdout: local('written  course/.github/workflows/pages.yml\n'),
      stderr:
        'GitHub reads workflows only at the top of a repository, which is .. from there: move .github to it.\n' +
        owner(local('course/.github/workflows/pages.yml')) +
        advice,
    });
  });
});

describe('wrong use', () => {
  const usage = 'Run `report init --help` for what it takes.\n';
  it.each([['1'], ['101'], ['0'], ['-3'], ['4.5'], ['many'], ['']])('%j parts', async (count) => {
    expect(await runReport(['init', '--pages', `--shards=${count}`], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `error: option '--shards <n>' argument '${count}' is invalid. ` +
        `It takes a number of parts, from 2 to 100.\n${usage}`,
    });
    expect(await tree()).toEqual({});
  });

  it.each([[[]], [['--course']], [['--group', 'a']], [['--template', 'a.md']]])(
    'parts of what is no workflow: %j',
    async (more) => {
      expect(await runReport(['init', '--shards', '8', ...more], { cwd })).toEqual({
        status: 2,
        stdout: '',
        stderr:
          'error: `--shards` needs `--pages`: it is for the workflow that publishes to GitHub Pages.\n' +
          'Say both: report init --pages --shards 8\n',
      });
      expect(await tree()).toEqual({});
    },
  );

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
