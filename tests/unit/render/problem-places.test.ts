/** Where a problem is said to be: see also `tests/cli/watch.test.ts` for the editor. */
import { expect, it } from 'vitest';
import { checkReport } from '../../../src/check/check-report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { placesIn } from '../../../src/render/report/problem-places.js';
import { viewProblems } from '../../../src/render/report/report-question.js';

const passage = 'The bridge was measured twice, at dawn and at dusk, by two people who did not know of each other.';
const text = `# Report

<script>alert(1)</script>

### Question 1

> **Why?**

${passage}

### Question 2

> **How?**

Likewise. ${passage}
`;

const { report, findings } = parseReport({ text, path: 'README.md', slug: 'a', group: 'a', templates: [] });
const diagnostics = checkReport({ report, outcomes: new Map(), pictures: [], counting: 'read', parsed: findings });
const repeated = diagnostics.filter(({ rule }) => rule === 'text-repeated');
const first = { line: 9, question: 'Question 1', href: '#q1', editor: null };

it('names the question that a message means, and beside a question nothing else', () => {
  const [problem] = viewProblems(repeated, { placeOf: placesIn(report), beside: true });
  expect(problem).toMatchObject({ message: expect.stringContaining('on line 9'), where: [], mentioned: [first] });
});

it('names the question of a problem elsewhere, and the line where there is none', () => {
  const places = placesIn(report);
  const [problem] = viewProblems(repeated, { placeOf: places, beside: false });
  expect(problem?.where.map(({ question, href }) => [question, href])).toEqual([['Question 2', '#q2']]);
  expect([1, 4, 5, 9, 11, 15].map((line) => places({ line, column: 1 }).href)).toEqual([
    null,
    null,
    '#q1',
    '#q1',
    '#q2',
    '#q2',
  ]);
});

it('leads to the editor where there is one, beside a question too', () => {
  const placeOf = placesIn(report, (path, { line, column }) => `edit:${path}:${line}:${column}`);
  const [problem] = viewProblems(repeated, { placeOf, beside: true });
  expect(problem?.where.map(({ editor }) => editor)).toEqual(['edit:README.md:15:11']);
});
