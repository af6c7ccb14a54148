import { describe, expect, it } from 'vitest';
import type { LineAuthors } from '../../../src/model/collected.js';
import type { Report } from '../../../src/model/report.js';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { answersOf, viewAuthors } from '../../../src/render/report/report-authors.js';
import type { AuthorsView } from '../../../src/render/views/report.js';
import { english } from '../../../src/words/language.js';

/** Two answers, on the lines 5 to 8 and 12. */
const text = '### Question 1\n\n> **How deep is it?**\n\nOne\n\nTwo\nthree\n### Question 2\n\n> **Why?**\n\nFour\n';
const report = parse(text);
const people = ['Ada', 'Bob', 'Cy'].map((name) => ({ name, email: `${name.toLowerCase()}@x.example` }));

function parse(markdown: string): Report {
  return parseReport({ text: markdown, path: 'README.md', slug: 'g', group: 'g', templates: [] }).report;
}

/** Authors by line: a letter for each line is the index of the person. */
function authors(byLine: string, persons: LineAuthors['people'] = people): LineAuthors {
  const runs = [...byLine].map((author, index) => ({ from: index + 1, lines: 1, author: Number(author) }));
  return { readme: '', people: persons, runs };
}

const shares = (view: AuthorsView | null): readonly string[] =>
  view?.people.map(({ name, lines, percent, place }) => `${place} ${name} ${lines} ${percent}`) ?? [];

describe('the authors of answers', () => {
  const authorsOf = viewAuthors(report, authors('2222020120001'), english.t);
  const [first, second] = questionsOf(report);

  it('are those of the lines with text, in the same order for all answers', () => {
    expect(first?.answer.origin.map(({ line }) => line)).toEqual([5, 6, 7, 8]);
    expect(shares(authorsOf([first?.answer ?? { markdown: '', origin: [] }]))).toEqual(['1 Ada 2 67', '2 Bob 1 33']);
    expect(shares(authorsOf([second?.answer ?? { markdown: '', origin: [] }]))).toEqual(['2 Bob 1 100']);
  });

  it('are summed, and are parts of a bar without gaps', () => {
    expect(shares(authorsOf(answersOf(report)))).toEqual(['1 Ada 2 50', '2 Bob 2 50']);
    expect(authorsOf(answersOf(report))).toMatchObject({
      lines: 4,
      people: [
        { email: 'ada@x.example', from: 0, to: 50 },
        { email: 'bob@x.example', from: 50, to: 100 },
      ],
    });
  });

  it('are told apart by their addresses where they have one name', () => {
    const twins = [0, 1].map((n) => ({ name: 'Kim', email: `kim${n}@x.example` }));
    expect(shares(viewAuthors(report, authors('0000010000001', twins), english.t)(answersOf(report)))).toEqual([
      '1 Kim <kim0@x.example> 3 75',
      '2 Kim <kim1@x.example> 1 25',
    ]);
  });

  it('are others beyond the first seven, and their percentages are 100 together', () => {
    const many = Array.from({ length: 9 }, (_, n) => ({ name: `P${n}`, email: `p${n}@x.example` }));
    const whole = parse(many.map(({ name }) => name).join('\n'));
    const view = viewAuthors(whole, authors('012345678', many), english.t)(answersOf(whole));
    expect(shares(view).at(-1)).toBe('8 others 2 23');
    expect(view?.people).toHaveLength(8);
    expect(view?.people.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
  });

  it('are nobody without a record, for no text, and beyond the lines of the record', () => {
    expect(viewAuthors(report, null, english.t)(answersOf(report))).toBeNull();
    expect(authorsOf([{ markdown: '', origin: [] }])).toBeNull();
    expect(viewAuthors(report, authors('0'), english.t)(answersOf(report))).toBeNull();
  });

  it('are found in a record that claims more lines than there is room for', () => {
    const record = { readme: '', people, runs: [{ from: 1, lines: Number.MAX_SAFE_INTEGER, author: 1 }] };
    expect(shares(viewAuthors(report, record, english.t)(answersOf(report)))).toEqual(['1 Bob 4 100']);
  });
});
