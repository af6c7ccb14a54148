import { describe, expect, it } from 'vitest';
import { openCohort } from '../../../src/cohort/cohort.js';
import { checklistPages } from '../../../src/cohort/pages/checklist-page.js';
import { shortGroupNames } from '../../../src/cohort/short-group-names.js';
import { maxPartBytes } from '../../../src/config/defaults.js';
import type { ChecklistPageView } from '../../../src/render/views/matrix.js';
import { cohortOf, whole } from './open-cohort.js';

const report = (checklist: string): string =>
  `# Report\n\n## Checklist\n\n${checklist}\n\n### Question 1\n\n> **What?**\n\nThat.\n`;

function pageOf(checklists: Readonly<Record<string, string>>): ChecklistPageView {
  const reports = Object.fromEntries(Object.entries(checklists).map(([name, list]) => [name, report(list)]));
  const cohort = cohortOf(reports, '# Template\n');
  const failing = { group: 'lost', slug: 'lost', href: 'lost/index.html', outcome: { failure: 'No README.md.' } };
  return whole(
    checklistPages(
      openCohort(cohort.site, [...cohort.entries, failing], { id: null, templates: [], settings: {}, maxPartBytes }),
    ),
  );
}

/** The matrix as text: `x` done, `o` open, `.` absent, upper case with a note. */
function drawn(page: ChecklistPageView): readonly string[] {
  const letters = { done: 'x', open: 'o', absent: '.' } as const;
  return page.parts.flatMap(({ title, items }) => [
    `# ${title}`,
    ...items.map(({ text, cells }) => {
      const row = cells.map(({ state, noted }) => (noted ? letters[state].toUpperCase() : letters[state]));
      return `${row.join('')} ${text}`;
    }),
  ]);
}

describe('short names of groups', () => {
  it('leaves out the words that all begin with', () => {
    const names = ['exam-2026-group-01-heron', 'exam-2026-group-02', 'exam-2026-group-12'];
    expect(shortGroupNames(names)).toEqual({ shared: 'exam-2026-group-', short: ['…01-heron', '…02', '…12'] });
  });

  it('leaves out no part of a word, nothing of a few characters, and no name as a whole', () => {
    for (const names of [
      ['group1', 'group12'],
      ['alpha', 'alpha'],
      ['a-one', 'a-two'],
      ['exam-', 'exam-2'],
      ['exam-2026-only'],
      [],
    ])
      expect(shortGroupNames(names)).toEqual({ shared: '', short: names });
  });

  it('cuts long names in the middle, and where they differ if that is there', () => {
    const names = ['the quick brown fox jumps over a dog', 'some very long name ab of one and the same group'];
    const alike = [
      'some very long name 🦊b of one and the same group',
      'some very long name 🦉b of one and the same group',
    ];
    expect(shortGroupNames([...names, ...alike]).short).toEqual([
      'the quick b…s over a dog',
      '…ab of one and the same…',
      '…🦊b of one and the same…',
      '…🦉b of one and the same…',
    ]);
  });
});

describe('the matrix of checklists', () => {
  it('merges the items of different editions in order, under their headings', () => {
    const page = pageOf({
      old: '### Start\n\n* [x] Make a repository\n* [x] Old tool\n* [ ] Write tests\n\n### End\n\n* [x] Tidy up',
      new: '### Start\n\n* [x] First of all\n* [ ] make a `repository`!\n* [ ] New tool\n* [x] Write tests\n* [x] Last of all\n\n### Cloud\n\n* [ ] Deploy',
    });
    expect(drawn(page)).toEqual([
      '# Start',
      '.x First of all',
      'xo Make a repository',
      'x. Old tool',
      '.o New tool',
      'ox Write tests',
      '.x Last of all',
      '# End',
      'x. Tidy up',
      '# Cloud',
      '.o Deploy',
    ]);
    const [start] = page.parts;
    expect(start?.items.map(({ done, total, bar }) => [done, total, bar])).toEqual([
      [1, 1, 40],
      [1, 2, 20],
      [1, 1, 40],
      [0, 1, 0],
      [1, 2, 20],
      [1, 1, 40],
    ]);
    expect(page.groups.map(({ group, done, total, bar }) => [group, done, total, bar])).toEqual([
      ['old', 3, 4, 15],
      ['new', 3, 6, 10],
    ]);
    expect([page.items, page.median, page.density]).toEqual([8, '62\u00a0%', 'few']);
  });

  it('keeps a duplicate item in a separate row', () => {
    expect(drawn(pageOf({ one: '* [x] Same\n* [ ] Same\n* [x] Other', two: '* [ ] Same\n* [x] Other' }))).toEqual([
      '# ',
      'xo Same',
      'o. Same',
      'xx Other',
    ]);
  });

  it('counts a group once whose heading with an item is there twice', () => {
    const list = '### Backend\n\n* [x] Tests\n\n### Frontend\n\n* [x] Tests\n\n### BACKEND\n\n* [ ] Tests';
    const page = pageOf({ one: list, two: list });
    expect(drawn(page)).toEqual(['# Backend', 'oo Tests', '# Frontend', 'xx Tests']);
    expect(page.parts.flatMap(({ items }) => items.map(({ done, total }) => [done, total]))).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });

  it('lists notes by group', () => {
    const page = pageOf({ one: '* [x] Deploy it - only the API', two: '* [ ] Deploy it' });
    expect(drawn(page)).toEqual(['# ', 'Xo Deploy it']);
    expect(page.parts[0]?.items[0]?.notes).toEqual([
      { group: 'one', href: 'one/index.html#checklist', note: 'only the API' },
    ]);
    expect([page.noted, pageOf({ one: '* [x] Deploy it' }).noted]).toEqual([true, false]);
  });

  it('lists groups without a column', () => {
    const page = pageOf({ one: '* [x] Deploy it', none: '' });
    expect([page.groups.map(({ group }) => group), page.without, page.failed]).toEqual([
      ['one'],
      [{ title: 'none', href: 'none/index.html' }],
      [{ title: 'lost', href: 'lost/index.html' }],
    ]);
  });

  it('puts what only a later checklist has before the item that follows there', () => {
    const page = pageOf({
      one: '* [x] A\n* [x] B',
      two: '* [x] Y\n* [x] B\n* [x] Z',
      three: '* [x] X\n* [x] Y\n* [x] B\n* [x] A',
    });
    expect(drawn(page)).toEqual(['# ', 'x.x A', '..x X', '.xx Y', 'xxx B', '.x. Z']);
  });

  it('has no rows without end: what the fewest groups have is counted', () => {
    const own = (group: string): string =>
      Array.from({ length: 200 }, (_, item) => `* [x] Our ${group} ${item}`).join('\n');
    const page = pageOf({
      one: `${own('one')}\n* [x] Deploy it`,
      two: `${own('two')}\n* [ ] Deploy it\n* [x] Tidy up`,
    });
    expect([page.items, page.omitted]).toEqual([402, 102]);
    const rows = page.parts.flatMap(({ items }) => items);
    expect(rows).toHaveLength(300);
    expect(rows.filter(({ total }) => total === 2).map(({ text }) => text)).toEqual(['Deploy it']);
    expect([pageOf({ one: own('one') }).omitted, pageOf({ one: own('one') }).items]).toEqual([0, 200]);
  });
});
