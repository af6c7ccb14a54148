import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configNames } from '../../../src/config/config-names.js';
import { loadConfig } from '../../../src/config/load.js';
import { userConfigSchema } from '../../../src/config/schema.js';
import { type InitFile, planCourse, planPages, planProject, planReport } from '../../../src/init/plan.js';
import { readStarterFiles } from '../../../src/init/starter-files.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';

const starter = await readStarterFiles();

const contentOf = (files: readonly InitFile[], path: string): string =>
  String(files.find((file) => file.path === path)?.content);

/** Loads the text of a configuration as a command does. */
async function load(source: string): Promise<Awaited<ReturnType<typeof loadConfig>>['user']> {
  const folder = await mkdtemp(join(tmpdir(), 'handin-init-config-'));
  try {
    await writeFile(join(folder, 'build.config.ts'), source);
    return (await loadConfig(folder)).user;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a report', () => {
  it('is the template, byte for byte, and a folder for figures', () => {
    const template = Buffer.from('\ufeff# Report\r\n\r\n### Question 1\r\n\r\n> **Why?**\r\n');
    expect(planReport(template)).toEqual([
      { path: 'README.md', content: template },
      { path: 'figures/.gitkeep', content: '', unless: ['figures'] },
    ]);
  });
});

const course = planCourse(starter, { version: '1.2.3', cohort: 'course-0a1b2c3d' });

describe('a course', () => {
  it('is complete', () => {
    expect(course.map(({ path }) => path)).toEqual([
      'template.md',
      'build.config.ts',
      'reports/example-group/README.md',
      'reports/example-group/figures/parts.svg',
      '.gitignore',
      'README.md',
      '.github/workflows/pages.yml',
    ]);
    for (const { content } of course) expect(content.length).toBeGreaterThan(20);
  });

  it('leaves no mark for something to be filled in', () => {
    for (const { content } of course) expect(String(content)).not.toContain('__');
  });

  it('says which version to install once Handin is on npm', () => {
    expect(contentOf(course, 'README.md')).toContain('`npm install --save-dev handin@^1.2.3`');
    expect(contentOf(course, '.github/workflows/pages.yml')).toContain('this can be handin@^1.2.3.\n');
    expect(planPages(starter, '1.2.3')).toEqual(course.slice(-1));
  });

  it.each([
    ['publishes', course],
    ['collects', planCourse(starter, { version: '1.2.3', cohort: 'c', collect: true })],
  ])('that %s has a README that names its files, and no others', (_, files) => {
    const readme = String(contentOf(files, 'README.md'));
    expect(readme).not.toContain('<!--');
    const written = files.map(({ path }) => path);
    const named = [...readme.matchAll(/`([\w./-]+\.(?:md|ts|csv|yml))`/g)].map(([, path = '']) => path);
    const others = ['README.md', 'reports/README.md', 'reports/blue-heron/README.md', 'answers.csv'];
    expect(named.filter((path) => !written.includes(path) && !others.includes(path))).toEqual([]);
    const workflows = written.filter((path) => path.startsWith('.github/') || path === 'roster.csv');
    expect(workflows.filter((path) => !named.includes(path))).toEqual([]);
  });

  it('writes no second configuration', () => {
    expect(course.find(({ path }) => path === 'build.config.ts')?.unless).toEqual(configNames);
  });

  it('ignores what is built, downloaded and kept between builds', () => {
    const lines = ['site/', '.cache/', 'node_modules/'];
    expect(starter.ignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(lines);
    expect(course.find(({ path }) => path === '.gitignore')?.lines).toEqual(lines);
  });
});

describe('the template', () => {
  const template = parseTemplate(starter.template, 'template.md');
  const limits = (number: number): string[] =>
    (template.questions.get(String(number))?.constraints ?? []).map(
      ({ kind, min, max }) => `${min ?? ''}-${max ?? ''} ${kind}`,
    );

  it('has limits that are understood', () => {
    expect([...template.questions.keys()]).toEqual(['1', '2', '3', '4', '5', '6']);
    expect([1, 2, 3, 4, 5, 6].map(limits)).toEqual([
      ['5-40 words'],
      ['40-100 words'],
      ['60-140 words', '1-1 figures'],
      ['60-140 words'],
      ['40-120 words'],
      ['-120 words'],
    ]);
  });

  it('has sections and a checklist that are understood', () => {
    expect(template.sections.map(({ title }) => title)).toEqual(['Your group', 'Your project', 'Your results']);
    const { title, groups } = template.report.checklist;
    expect([title, ...groups.map((group) => `${group.title}: ${group.items.length}`)]).toEqual([
      'Checklist',
      'Plan: 3',
      'Build: 4',
      'Hand in: 3',
    ]);
    expect(groups[0]?.items[0]).toMatchObject({ done: false, tags: ['W1'] });
  });

  it('is unanswered', () => {
    const { report } = parseReport({
      text: starter.template,
      path: 'README.md',
      slug: 'a',
      group: 'a',
      templates: [template],
    });
    expect(report.sections.flatMap(({ questions }) => questions.map(({ answer }) => answer.status))).toEqual(
      Array.from({ length: 6 }, () => 'placeholder'),
    );
  });

  it('is what the example was made from: only answers and ticks differ', () => {
    const kept = new Set(starter.exampleReport.split('\n'));
    const changed = starter.template.split('\n').filter((line) => !kept.has(line));
    expect(changed.filter((line) => !/^(\* \[ \] .*|--- question \d fill here ---)$/.test(line))).toEqual([]);
  });
});

describe('the configuration of a report’s project', () => {
  const configOf = (reports: string, template: string | undefined): string =>
    contentOf(planProject({ reports, template, isConfigured: false }), 'build.config.ts');

  it.each([
    ['reports/*', 'template.md'],
    ["it's here", 'two words/a\\b.md'],
    ['.', undefined],
  ])('is valid, and names reports %j and template %j', async (reports, template) => {
    expect(await load(configOf(reports, template))).toEqual({
      reports,
      ...(template ? { template } : {}),
      ...(reports === '.' ? { out: '../site' } : {}),
    });
  });
});

describe('the configuration of a course', () => {
  it('is valid as it is', async () => {
    expect(await load(contentOf(course, 'build.config.ts'))).toEqual({
      title: 'Course project',
      reports: 'reports/*',
      template: 'template.md',
      checks: { 'figure-alt': 'error' },
      site: {
        id: 'course-0a1b2c3d',
        links: [{ title: 'Describing figures', href: 'https://www.w3.org/WAI/tutorials/images/' }],
      },
    });
  });

  it('shows every field, and stays valid when what is commented out is put in', async () => {
    const code = /^( *)\/\/ ((?: *)(?:[a-zA-Z]+: .*[,{[]|[}\]],))$/gm;
    const user = await load(contentOf(course, 'build.config.ts').replace(code, '$1$2'));
    expect(Object.keys(user).sort()).toEqual(Object.keys(userConfigSchema.shape).sort());
    expect(Object.keys(user.site ?? {}).sort()).toEqual(['base', 'id', 'lang', 'links', 'noindex']);
    expect(Object.keys(user.figures ?? {}).sort()).toEqual([
      'formats',
      'full',
      'maxPixels',
      'quality',
      'remote',
      'widths',
    ]);
  });
});
