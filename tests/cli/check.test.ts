import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeverities } from '../../src/model/diagnostic.js';
import type { CheckOutput, DiagnosticOutput } from '../../src/pipeline/check/check-output.js';
import { corpus, hasCorpus } from '../support/corpus.js';
import { bin, runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-check-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

/** Writes a report with one question for each answer. */
async function writeReport(group: string, answers: readonly string[]): Promise<void> {
  const questions = answers.map(
    (answer, index) => `### Question ${index + 1}\n\n> **What did you do?**\n>\n> Answer:\n\n${answer}\n`,
  );
  await mkdir(join(cwd, 'reports', group), { recursive: true });
  await writeFile(join(cwd, 'reports', group, 'README.md'), `# Report of ${group}\n\n${questions.join('\n')}`);
}

const missing = 'Question 2 has no answer: write one below its prompt.';

it('finds no problem in a good report, and writes no file', async () => {
  await writeReport('one', ['We trained a model.']);
  const { status, stdout, stderr } = await runReport(['check'], { cwd });
  expect([status, stdout]).toEqual([0, 'The report is ready to hand in.\n']);
  expect(stderr).toMatch(/(^|\n)1 report, 1 of 1 question answered, no errors, no warnings, [\d.]+ m?s\n$/);
  expect(await readdir(cwd)).toEqual(['reports']);
  expect(await readdir(join(cwd, 'reports', 'one'))).toEqual(['README.md']);
});

describe('questions without an answer', () => {
  const questions = (total: number): string =>
    Array.from({ length: total }, (_, index) => `### Question ${index + 1}\n\n> **Why?**\n>\n> Answer:\n\n`).join('');
  const hint = '`report check --verbose` says of each unanswered question what it asks for.\n';
  beforeEach(async () => {
    await mkdir(join(cwd, 'reports', 'one'), { recursive: true });
    await writeFile(join(cwd, 'reports', 'one', 'README.md'), questions(31));
  });

  it('are folded into one line per report, and all count as errors', async () => {
    const { status, stdout, stderr } = await runReport(['check'], { cwd });
    expect([status, stdout]).toEqual([
      1,
      `reports/one/README.md:1:1  error  Unanswered: 1–31  answer-missing\n\n${hint}`,
    ]);
    expect(stderr).toMatch(/1 report, 0 of 31 questions answered, 31 errors, no warnings, /);
    const html = await runReport(['html'], { cwd });
    expect([html.status, html.stdout]).toEqual([
      0,
      'reports/one/README.md:1:1  error  Unanswered: 1–31  answer-missing\n',
    ]);
  });

  it('are listed one by one with --verbose and in other formats', async () => {
    const { stdout } = await runReport(['check', '--verbose'], { cwd });
    expect([stdout.match(/ has no answer: /g)?.length, stdout.includes(hint)]).toEqual([31, false]);
    const github = await runReport(['check', '--format', 'github'], { cwd });
    expect(github.stdout.match(/^::error .* has no answer: /gm)?.length).toBe(31);
  });

  it('keep a report from being called ready, even with the rule off', async () => {
    const off = ['check', '--rule', 'answer-missing=off'];
    expect(await runReport(off, { cwd })).toMatchObject({ status: 0, stdout: '' });
  });

  it('says that reports are ready only when all of them are', async () => {
    await writeReport('one', ['Fine.']);
    await writeReport('two', ['Fine too.']);
    expect((await runReport(['check'], { cwd })).stdout).toBe('All 2 reports are ready to hand in.\n');
    await writeReport('three', ['TODO']);
    expect((await runReport(['check'], { cwd })).stdout).not.toContain('ready');
  });
});

describe('exit status', () => {
  it('is 1 for an error', async () => {
    await writeReport('one', ['Answered.', '']);
    const { status, stdout, stderr } = await runReport(['check'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toBe(
      `reports/one/README.md:11:1  error  ${missing}  answer-missing\n  11 | ### Question 2\n     | ^^^^^^^^^^^^^^\n`,
    );
    expect(stderr).toMatch(/1 report, 1 of 2 questions answered, 1 error, no warnings, /);
  });

  it.each([
    [[], 0, ''],
    [['--max-warnings', '2'], 0, ''],
    [['--max-warnings', '1'], 1, 'There are 2 warnings, and --max-warnings allows 1.\n'],
    [['--max-warnings', '0', '--rule', 'text-todo=off'], 0, ''],
    [['--rule', 'text-todo=error'], 1, ''],
    [['--rule', 'text-todo=error', '--rule', 'text-todo=warn'], 0, ''],
  ])('with two warnings and %j is %i', async (options, expected, told) => {
    await writeReport('one', ['TODO', 'TBD']);
    const { status, stderr } = await runReport(['check', ...options], { cwd });
    expect([status, stderr.slice(stderr.lastIndexOf('s\n') + 2)]).toEqual([expected, told]);
  });

  it('is 1 when one of several reports cannot be read', async () => {
    await writeReport('good', ['Fine.']);
    await mkdir(join(cwd, 'reports', 'bad'), { recursive: true });
    await writeFile(join(cwd, 'reports', 'bad', 'README.md'), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]));
    const { status, stdout, stderr } = await runReport(['check'], { cwd });
    expect([status, stdout]).toEqual([1, 'reports/bad/README.md  error  README.md is UTF-16. Save it as UTF-8.\n']);
    expect(stderr).toMatch(/2 reports \(1 unreadable\), 1 of 1 question answered, no errors, no warnings, /);
  });

  const usage = 'Run `report check --help` for what it takes.\n';
  it.each([
    [['--format', 'xml'], `'xml' is invalid. Allowed choices are pretty, json, github, sarif, junit, csv.\n${usage}`],
    [['--max-warnings', '-1'], `'-1' is invalid. It takes a whole number, 0 or more.\n${usage}`],
    [
      ['--rule', 'figur-alt=off'],
      `'figur-alt=off' is invalid. There is no rule figur-alt: did you mean figure-alt?\n${usage}`,
    ],
    [
      ['--rule', 'toString=off'],
      `'toString=off' is invalid. There is no rule toString; \`report check --list-rules\` names all of them.\n${usage}`,
    ],
    [
      ['--rule', 'figure-alt=loud'],
      `'figure-alt=loud' is invalid. It takes the name of a rule and off, warn or error, such as figure-alt=off.\n${usage}`,
    ],
    [['nowhere'], 'error: There is no file or folder “nowhere”.\nName report folders: folders with a README.md.\n'],
    [
      ['--template', 'none.md'],
      'none.md cannot be read (ENOENT).\nCorrect --template, or `template` in build.config.ts.\n',
    ],
    [['--output', 'reports'], 'error: reports cannot be written (EISDIR).\nName another file with --output.\n'],
    [
      ['--output', 'reports/one/README.md'],
      'error: --output would replace reports/one/README.md, which was just read.\nName another file with --output.\n',
    ],
  ])('is 2 for %j', async (args, told) => {
    await writeReport('one', ['Fine.']);
    const { status, stdout, stderr } = await runReport(['check', ...args], { cwd });
    expect([status, stdout, stderr.slice(-told.length)]).toEqual([2, '', told]);
    expect(await readFile(join(cwd, 'reports', 'one', 'README.md'), 'utf8')).toContain('Fine.');
  });

  it('is 2 for a configuration with an unknown field', async () => {
    await writeReport('one', ['Fine.']);
    await writeFile(join(cwd, 'build.config.mjs'), 'export default { check: {} };\n');
    const { status, stderr } = await runReport(['check'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('Unknown field `check`: did you mean `checks`?');
  });
});

describe('formats', () => {
  beforeEach(async () => await writeReport('one', ['Answered.', '']));

  it.each([
    ['pretty', /^reports\/one\/README\.md:11:1 {2}error {2}Question 2 has no answer: /],
    ['json', /^\{\n {2}"version": 1,/],
    ['github', /^::error file=reports\/one\/README\.md,line=11,col=1,title=answer-missing::Question 2 has no answer: /],
    ['sarif', /"uri": "reports\/one\/README\.md"/],
    ['junit', /<failure message="Question 2 has no answer: [^"]*" type="answer-missing">/],
    ['csv', /\r\none,2,Question 2,empty,0,,,0,,,1,0,2,Question 2,,,,,,,\r\n$/],
  ])('%s', async (format, expected) => {
    const { status, stdout } = await runReport(['check', '--format', format], { cwd });
    expect(status).toBe(1);
    expect(stdout).toMatch(expected);
    expect(await runReport(['check', '--format', format], { cwd })).toMatchObject({ stdout });

    const toFile = await runReport(['check', '--format', format, '--output', `out/${format}.txt`], { cwd });
    expect(toFile).toMatchObject({ status: 1, stdout: '' });
    expect(await readFile(join(cwd, 'out', `${format}.txt`), 'utf8')).toBe(stdout);
  });
});

describe('--list-rules', () => {
  const ruleNames = Object.keys(defaultSeverities);

  it('prints every rule with its severity, meaning and remedy', async () => {
    const { status, stdout, stderr } = await runReport(['check', '--list-rules'], { cwd });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([...ruleNames, '']);
    expect(stdout).toContain(
      'text-todo              warn   A note to oneself, filler text or the mark of a merge was left in the text. Do what it says, and delete it.\n',
    );
  });

  it('prints JSON with --format json', async () => {
    const { status, stdout } = await runReport(['check', '--list-rules', '--format', 'json'], { cwd });
    const { version, rules } = JSON.parse(stdout) as { version: number; rules: readonly { name: string }[] };
    expect([status, version, rules.map(({ name }) => name)]).toEqual([0, 1, ruleNames]);
    expect(rules).toContainEqual({
      name: 'text-todo',
      severity: 'warn',
      meaning: 'A note to oneself, filler text or the mark of a merge was left in the text.',
      remedy: 'Do what it says, and delete it.',
    });
  });
});

it('reports unusable figures as a build does, without network access', async () => {
  await writeReport('one', [
    '![an empty plot](empty.png) ![a cut plot](cut.png) ![a note](note.png) ![nothing](gone.png)',
    '![a plot from elsewhere](https://figures.invalid/plot.png)',
  ]);
  const folder = join(cwd, 'reports', 'one');
  await writeFile(join(folder, 'empty.png'), '');
  await writeFile(join(folder, 'cut.png'), Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'));
  await writeFile(join(folder, 'note.png'), 'Dear diary');
  const found = async (args: readonly string[], out: string): Promise<readonly string[]> => {
    await runReport(args, { cwd });
    const text = await readFile(join(cwd, out), 'utf8');
    const { reports, groups } = JSON.parse(text) as Record<'reports' | 'groups', { diagnostics: DiagnosticOutput[] }[]>;
    return (reports ?? groups)
      .flatMap(({ diagnostics }) => diagnostics)
      .map(({ rule, column, message }) => `${rule} ${column} ${message.replace(/(?<=cannot vanish\.) .*/, '')}`);
  };
  const checked = await found(['check', '--format', 'json', '--output', 'check.json'], 'check.json');
  expect(checked).toEqual(await found(['html'], 'site/manifest.json'));
  expect(checked.map((line) => line.split(' ')[0])).toEqual([
    'figure-unreadable',
    'figure-unreadable',
    'figure-unreadable',
    'figure-missing-file',
    'figure-remote',
  ]);
});

// Windows has no such permissions, and root may read every file.
it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'reports a README without read permission',
  async () => {
    await writeReport('one', ['Fine.']);
    await chmod(join(cwd, 'reports', 'one', 'README.md'), 0);
    const { status, stdout } = await runReport(['check'], { cwd });
    expect([status, stdout]).toEqual([1, expect.stringContaining('There is no permission to read README.md.')]);
  },
);

it('survives a pipe that is closed early', async () => {
  await writeReport('one', Array(150).fill(''));
  const child = spawn(process.execPath, [bin, 'check', '--format', 'json'], { cwd });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [status] = await once(child, 'close');
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^(Checking reports …\n)?1 report, 0 of 150 questions answered, 150 errors, no warnings, [\d.]+ m?s\n$/,
  );
});

describe.skipIf(!hasCorpus)('five real reports', () => {
  const check = async (): Promise<CheckOutput> => {
    const args = ['check', 'reports/*', '--template', 'templates/2025.md', '--format', 'json'];
    const { status, stdout } = await runReport(args, { cwd: corpus });
    expect(status).toBe(1);
    return JSON.parse(stdout) as CheckOutput;
  };

  /** The places of a rule's diagnostics, as `report:line`. */
  const places = ({ reports }: CheckOutput, rule: string): readonly string[] =>
    reports.flatMap(({ slug, diagnostics }) =>
      diagnostics.filter((diagnostic) => diagnostic.rule === rule).map(({ line }) => `${slug}:${line}`),
    );

  /** The places of the placeholders of some questions, found by their text, as `report:line`. */
  const placeholders = async (table: Readonly<Record<string, readonly number[]>>): Promise<readonly string[]> => {
    const found = await Promise.all(
      Object.entries(table).map(async ([slug, numbers]) => {
        const lines = (await readFile(`${corpus}reports/${slug}/README.md`, 'utf8')).split('\n');
        return numbers.map((number) => {
          const index = lines.findIndex((line) => line.includes(`--- question ${number} fill here ---`));
          return `${slug}:${index + 1}`;
        });
      }),
    );
    return found.flat();
  };

  it('finds every unanswered question and every leftover placeholder', async () => {
    const output = await check();
    expect(places(output, 'answer-missing')).toEqual(
      await placeholders({
        'apartment-prices': [3, 29],
        captcha: [22, 27, 29, 31],
        'cds-predictor': [3, 5, 10, 15, 16, 23, 24, 25, 26, 28, 29, 30, 31],
        medview: [29],
      }),
    );
    expect(places(output, 'answer-placeholder')).toEqual(
      await placeholders({
        'cds-predictor': [19, 20, 27],
        cifar10: [6, 10, 12, 13, 14, 18, 20, 22, 23, 24, 26],
      }),
    );
  });

  it('finds repeated paragraphs and leftover notes', async () => {
    const output = await check();
    const medview = output.reports.find(({ slug }) => slug === 'medview');
    expect(
      medview?.diagnostics.filter(({ rule }) => rule === 'text-repeated').map(({ question }) => question),
    ).toContain(7);
    const notes = await Promise.all(
      ['cds-predictor', 'cifar10'].map(async (slug) => {
        const lines = (await readFile(`${corpus}reports/${slug}/README.md`, 'utf8')).split('\n');
        return lines.flatMap((line, index) =>
          /\bTO ?DO\b|##(?:REMOVE|CHECK)\b/.test(line) ? [`${slug}:${index + 1}`] : [],
        );
      }),
    );
    expect(places(output, 'text-todo')).toEqual(notes.flat());
  });

  it('prints the same output every time', async () => {
    expect(await check()).toEqual(await check());
  });
});

describe('report check --explain', () => {
  it('prints what was understood of a template, and tells what was not', async () => {
    const template = `# Lab

## Part A: line

### Problem 1

> Where does it hang?
>
> Answer length: 10-20 words and one figure.

_here_

### Problem 2

> Why? Barely 30 words.

_here_

## Part B: doubt

### Problem 1

Would you do it again?

_here_
`;
    await writeFile(join(cwd, 'lab.md'), template);
    await mkdir(join(cwd, 'reports', 'a'), { recursive: true });
    await writeFile(join(cwd, 'reports', 'a', 'README.md'), template.replace('_here_', 'At the window, where else.'));
    const explained = await runReport(['check', '--template', 'lab.md', '--explain'], { cwd });
    expect(explained).toEqual({
      status: 0,
      stdout: `lab.md: 3 questions

Part A: line
  part-1-1  Problem 1, line 5
            “Where does it hang?”
            10 to 20 words (line 9), 1 figure (line 9); the answer replaces _here_
  2         Problem 2, line 13
            “Why? Barely 30 words.”
            line 15 states a length that is not understood: say it in \`questions\`; the answer replaces _here_

Part B: doubt
  part-2-1  Problem 1, line 21
            “Would you do it again?”
            no limits; the answer replaces _here_
`,
      stderr: '',
    });
    const { stderr } = await runReport(['check', '--template', 'lab.md'], { cwd });
    const note = 'lab.md: line 15 states a length that is not understood: say it in `questions` of the configuration.';
    expect(stderr.split(note)).toHaveLength(2);
    const built = await runReport(['html', '--template', 'lab.md'], { cwd });
    expect(built.stderr.split('\n').slice(-3, -1)).toEqual([note, expect.stringMatching(/^site: /)]);
    await writeFile(join(cwd, 'build.config.ts'), "export default { questions: { 'part-1-2': { points: 1 } } };");
    const unknown = await runReport(['check', '--template', 'lab.md'], { cwd });
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      "error: `questions` in the configuration has settings for 'part-1-2', and no template has such a question.\n" +
        "Did you mean 'part-1-1'? `report check --explain` lists the keys of every template.\n",
    ]);
  });
});
