/** Reports that are made to take long. One megabyte is the most that is read. */
import { expect, it } from 'vitest';
import { parse } from './course.js';

const size = 100_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length));

const inputs: Readonly<Record<string, string>> = {
  'digits in a prompt': `> ${fill('1')}`,
  dashes: fill('-'),
  'dashes and blanks': fill('--- '),
  'blank lines': fill('\n'),
  rules: fill('---\n'),
  'blanks inside a heading': `# a${fill(' ')}b`,
  'blanks inside a line': `a${fill(' ')}b`,
  'blanks behind an answer mark': `Answer${fill(' ')}x`,
  'headings with one number': fill('# Q1\n'),
  'headings with many numbers': Array.from({ length: 10_000 }, (_, index) => `### Question ${index % 900}`).join(
    '\n\n',
  ),
  quotations: fill('> a\n\n'),
  addresses: fill('https://a.b/c '),
  'mail addresses': fill('a@b.co '),
  'bold tags': fill('<b>'),
  'tags that go': fill('<input x>'),
  boxes: fill('* [ ] a (M1)\n'),
  links: fill('[a](b) '),
  brackets: fill('['),
  stars: fill('**a '),
  'deep quotations': `${fill('>')} a`,
  'deep lists': Array.from({ length: 400 }, (_, index) => `${' '.repeat(2 * index)}- a`).join('\n'),
  'open comments': fill('<!-- '),
  pipes: `| a | b |\n| - | - |\n${fill('| x | y | z |\n')}`,
  definitions: fill('[a]: b\n'),
};

const report = (input: string): string =>
  `# R\n\n### Question 1\n\n> **Why?**\n>\n> Answer:\n\n${input}\n\n### Question 2\n\n> **How?**\n>\n> Answer:\n\nSo.\n`;

/** Milliseconds for a report with this answer, and for one with this text above its questions. */
function timeOf(input: string): number {
  const start = performance.now();
  expect(parse(report(input)).report.sections.length).toBeGreaterThan(0);
  expect(parse(`${input}\n\n${report('a')}`).report.sections.length).toBeGreaterThan(0);
  return performance.now() - start;
}

/** Prose of the same length: what a report may take on this machine, with all else that it is doing. */
const prose = fill('Words as people write them, in a line. ');

// Twenty thousand headings take a hundred times as long as prose; what the bound is for took a thousand times as long.
it.each(Object.entries(inputs))('is not held up by %s', { timeout: 120_000 }, (_, input) => {
  const usual = Math.max(timeOf(prose), timeOf(prose));
  expect(timeOf(input) / usual).toBeLessThan(300);
});
