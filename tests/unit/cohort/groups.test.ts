import { describe, expect, it } from 'vitest';
import { type Cohort, openCohort } from '../../../src/cohort/cohort.js';
import { indexPages } from '../../../src/cohort/pages/index-page.js';
import { maxPartBytes } from '../../../src/config/defaults.js';
import { cohortOf, whole } from './open-cohort.js';

const question = (number: number, answer: string): string =>
  `### Question ${number}\n\n> **What about part ${number}?**\n>\n> Answer:\n\n${answer}\n`;
const report = (title: string, ...answers: readonly string[]): string =>
  `# ${title}\n\n${answers.map((answer, index) => question(index + 1, answer)).join('\n')}`;

const template = report('Template', '--- fill ---', '--- fill ---', '--- fill ---');
const failing = { group: 'rowan', slug: 'rowan', href: 'rowan/index.html', outcome: { failure: 'No README.md.' } };
const absent = {
  ...{ group: 'sorrel', slug: 'sorrel', href: 'sorrel/index.html' },
  outcome: { failure: 'Nothing was handed in.', absent: true },
} as const;

function withFailing(cohort: Cohort): Cohort {
  return openCohort(cohort.site, [...cohort.entries, failing, absent], {
    id: null,
    templates: [],
    settings: {},
    maxPartBytes,
  });
}

const cohort = withFailing(
  cohortOf(
    {
      ash: report('Template', 'One word more.', 'Two words more.', 'Three.'),
      birch: report('The birch report', 'One.', '', '--- fill ---'),
      cedar: report('Template', 'One.', 'Two.'),
      dogwood: '# Template\n\nNothing here is a question.\n',
    },
    template,
  ),
);

describe('the table of groups', () => {
  const { groups, totals, filters } = whole(indexPages(cohort));

  it('shows the progress of each group, and which questions are unanswered or missing', () => {
    expect(
      groups.map(({ group, stateLabel, unanswered, missing }) => [group, stateLabel, unanswered, missing]),
    ).toEqual([
      ['ash', '', '', ''],
      ['birch', '', '2, 3', ''],
      ['cedar', '', '', '3'],
      ['dogwood', 'No questions', '', ''],
      ['rowan', 'Could not be read', '', ''],
      ['sorrel', 'Nothing handed in', '', ''],
    ]);
  });

  it('says once that a group handed in nothing, and why a report could not be read', () => {
    expect(groups.slice(-2).map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', 'No README.md.'],
      ['absent', null],
    ]);
  });

  it('sorts groups by open questions; reports without questions rank higher, those without a readable one highest', () => {
    expect(groups.map(({ open }) => open)).toEqual([0, 2, 1, 4, 5, 5]);
  });

  it('shows a title only if it differs from the common one', () => {
    expect(groups.map(({ title }) => title)).toEqual(['', 'The birch report', '', '', '', '']);
  });

  it('counts groups and problems', () => {
    expect([totals.groups, totals.complete, totals.absent, totals.failed]).toEqual([6, 1, 1, 1]);
    expect(totals.errors).toBe(groups.reduce((sum, { errors }) => sum + errors, 0));
  });

  it('has filters by state and by rule, with the number of groups that each shows', () => {
    expect(filters.states.map(({ value, groups: shown }) => [value, shown])).toEqual([
      ['open', 3],
      ['errors', groups.filter(({ errors }) => errors > 0).length],
      ['absent', 1],
      ['failed', 1],
    ]);
    const withRule = (name: string): number => groups.filter(({ rules }) => rules.includes(name)).length;
    expect(filters.rules.map(({ rule }) => rule)).toEqual([...new Set(groups.flatMap(({ rules }) => rules))].sort());
    for (const { rule, groups: shown } of filters.rules) expect(shown).toBe(withRule(rule));
  });

  it('has no filter that shows all groups or none', () => {
    const open = whole(indexPages(cohortOf({ ash: report('A', ''), birch: report('B', '') }, '# Other\n')));
    expect(open.groups.map(({ state, rules }) => [state, rules])).toEqual([
      ['open', ['answer-missing']],
      ['open', ['answer-missing']],
    ]);
    expect(open.filters).toEqual({ states: [], rules: [] });
  });
});

describe('the table of questions', () => {
  it('links to every question, and counts only groups that were asked it', () => {
    const editions = cohortOf({ old: report('Old', 'One.'), new: report('New', 'One.', 'Two.') }, '# Other\n');
    const { questions } = whole(indexPages(editions));
    expect(questions.map(({ href, answered, groups }) => [href, answered, groups])).toEqual([
      ['questions/1.html', 2, 2],
      ['questions/2.html', 1, 1],
    ]);
  });

  it('counts a duplicate question as answered if either is', () => {
    const twice = `# Twice\n\n${question(1, '')}\n${question(1, 'Here it is.')}`;
    const { questions, groups } = whole(indexPages(cohortOf({ twice, once: report('Once', '') }, '# Other\n')));
    expect(questions.map(({ answered, groups: of }) => [answered, of])).toEqual([[1, 2]]);
    expect(groups.map(({ strip }) => strip.answered)).toEqual(['M0 6h5', '']);
  });
});

describe('the lengths of answers', () => {
  const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');
  const limited = (answer: string): string =>
    `# R\n\n### Question 1\n\n> **Why?**\n>\n> Recommended answer length: 10-20 words.\n>\n> Answer:\n\n${answer}\n`;

  it('are drawn along one axis, with what was asked for', () => {
    const view = whole(
      indexPages(
        cohortOf({ a: limited(words(5)), b: limited(words(15)), c: limited(words(40)), d: limited('') }, '# O\n'),
      ),
    );
    expect(view.questions.map(({ lengths }) => lengths)).toEqual([
      {
        range: { from: 39, to: 228 },
        half: { from: 66, to: 163.2 },
        middle: 93,
        asked: { from: 66, to: 120 },
        median: 15,
        summary: '5 to 40 words, half of the answers 10 to 28',
      },
    ]);
    expect(view.lengths.ticks.map(({ label }) => label)).toEqual(['0', '10', '20', '30', '40']);
  });

  it('are missing where nobody answered, and one value where all are equal', () => {
    const view = whole(indexPages(cohortOf({ a: report('R', words(3), ''), b: report('R', words(3), '') }, '# O\n')));
    expect(view.questions.map(({ lengths }) => lengths?.summary)).toEqual(['3 words', undefined]);
  });
});

describe('two questions with one number', () => {
  const ask = (number: number, prompt: string, answer: string): string =>
    `### Question ${number}\n\n> **${prompt}**\n>\n> Answer:\n\n${answer}\n`;
  const [load, river, stones] = ['Which load does it carry?', 'What is the river called?', 'Who paid for the stones?'];
  const edition = (second: string, answer: string): string =>
    `# Bridges\n\n${ask(1, load ?? '', answer)}\n${ask(2, second, '')}`;

  it('are told apart by their editions in cells, and have the number of its report in the row of a group', () => {
    const templates = {
      'exam-2024.md': edition(river ?? '', '--- fill ---'),
      'exam-2025.md': edition(stones ?? '', '--- fill ---'),
    };
    const groups = { ash: edition(river ?? '', 'Carts.'), birch: edition(stones ?? '', 'Carts.') };
    const view = whole(indexPages(cohortOf(groups, templates)));
    expect(view.questions.map(({ short, distinction, title }) => [short, distinction, title])).toEqual([
      ['1', '', 'Question 1'],
      ['2', '2025', 'Question 2 (exam-2025)'],
      ['2', '2024', 'Question 2 (exam-2024)'],
    ]);
    expect(view.groups.map(({ unanswered }) => unanswered)).toEqual(['2', '2']);
    expect(view.strip.ticks.map(({ label }) => label)).toEqual(['1']);
  });

  it('are called by the number alone where the word behind it touches it', () => {
    const text = '# 实验\n\n### 第3题\n\n> **河有多深？**\n\n很深。\n';
    const { questions } = whole(indexPages(cohortOf({ ash: text }, text.replace('很深。', '...'))));
    expect(questions.map(({ short, title }) => [short, title])).toEqual([['3', '第3题']]);
  });

  it('are told apart by their labels in one edition', () => {
    const both = ['Exercise 1', 'Problem 1']
      .map((label) => `### ${label}\n\n> ${label} asks this.\n\nYes.\n`)
      .join('\n');
    const answered = `# Lab\n\n${both}`;
    const open = answered.replaceAll('Yes', '...');
    const { questions, groups } = whole(indexPages(cohortOf({ ash: answered, birch: open }, open)));
    expect(groups.map(({ unanswered }) => unanswered)).toEqual(['', '1 (Exercise), 1 (Problem)']);
    expect(questions.map(({ short, distinction }) => [short, distinction])).toEqual([
      ['1', 'Exercise'],
      ['1', 'Problem'],
    ]);
  });
});

describe('the charts', () => {
  it('exist for a single report, and not if no report has a question', () => {
    const one = whole(indexPages(withFailing(cohortOf({ ash: report('One', 'Yes.') }, template))));
    expect(one.spreads.map(({ median, label }) => `${label}: ${median}`)).toEqual([
      'Answered, median: 33\u00a0%',
      'Words, median: 1',
      'Problems, median: 2',
    ]);
    const none = whole(indexPages(withFailing(cohortOf({}, template))));
    expect([none.spreads, none.questions, none.strip.units]).toEqual([[], [], 0]);
  });
});
