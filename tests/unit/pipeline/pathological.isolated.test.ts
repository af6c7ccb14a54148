/** Reports that are made to take long, parsed, checked and rendered. `HANDIN_LONG_TESTS=1` tries all, each a megabyte long. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEmoji } from '../../../src/markdown/syntax/emoji.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { leastTime, leastTimes } from '../../support/cpu-time.js';
import { longTests } from '../../support/long-tests.js';
import { fit, ordinary, pathological } from '../../support/pathological.js';
import { processReport } from '../../support/process-report.js';

/** One of each kind that once took too long. */
const usual = [
  'quoted lines below a heading',
  'headings with one number',
  'headings with many numbers',
  'one heading in an answer',
  'headings that end in a number',
  'lines that say TODO',
  'different definitions in many answers',
  'footnotes',
  'one footnote in many answers',
  'footnotes defined after many answers',
  'open footnotes',
  'a deep quotation that runs on',
  'lists in lines',
  'different boxes',
  'brackets',
  'carets before a bracket',
  'stars and letters',
  'different formulas',
  'short names of emoji',
  'runs of backticks',
  'rows with one cell of many',
  'figures',
  'different figures',
  'different diagrams',
  'figures that are linked to, in lines',
  'links to unknown headings',
  'open comments',
  'open declarations in lines',
  'open tags',
  'line breaks in lines',
  'placeholders in a line',
  'questions in comments',
  'nothing but marks',
];
/** Of these, what grew with the square of its length. */
const grown = new Set([
  'headings that end in a number',
  'lines that say TODO',
  'different definitions in many answers',
  'footnotes',
  'carets before a bracket',
  'a deep quotation that runs on',
  'different boxes',
  'figures that are linked to, in lines',
  'questions in comments',
]);
const chosen = Object.entries(pathological).filter(([name]) => longTests || usual.includes(name));

beforeAll(() => loadEmoji(':tada:'));

describe('A report', () => {
  const size = longTests ? 1_000_000 : 60_000;
  const text = ordinary(size);
  processReport(text);
  const ordinaryTime = leastTime(3, () => processReport(text));

  it.each(chosen)('of %s takes at most ten times as long as an ordinary one', { timeout: 300_000 }, (_, make) => {
    const readme = fit(make, size);
    const time = leastTime(1, () => processReport(readme));
    // What the compiler and the garbage collector do meanwhile is not the report's.
    expect(time < 10 * ordinaryTime ? 0 : leastTime(2, () => processReport(readme)) / ordinaryTime).toBeLessThan(10);
  });
});

describe('Twice as much', () => {
  // From about 80,000 characters on, the arrays of lines are large objects for V8: a step that must not lie in between.
  const size = longTests ? 250_000 : 80_000;
  it.each(chosen.filter(([name]) => longTests || grown.has(name)))(
    'of %s takes at most two and a half times as long',
    { timeout: 300_000 },
    (_, make) => {
      const [once, twice] = [fit(make, size), fit(make, 2 * size)];
      leastTime(1, () => processReport(once));
      const shorter = leastTime(2, () => processReport(once));
      // Of less than that, half is the measuring.
      if (shorter < 50) return;
      // Other processes take the caches of the cores: what looks slow is measured again. What grows with the square of
      // its length takes four times as long whenever it is measured.
      let growth = leastTime(2, () => processReport(twice)) / shorter;
      for (let attempt = 0; attempt < 4 && growth >= 2.5; attempt += 1) {
        const [less = 1, more = 0] = leastTimes(4, [() => processReport(once), () => processReport(twice)]);
        growth = Math.min(growth, more / less);
      }
      expect(growth).toBeLessThan(2.5);
    },
  );
});

describe('A limit', () => {
  const tooLarge = (readme: string): readonly (readonly [number, string])[] =>
    processReport(readme)
      .diagnostics.filter(({ rule }) => rule === 'report-too-large')
      .map(({ span, message }) => [span.line, message]);
  const question = (number: number): string => `### Question ${number}\n\nSo.\n\n`;

  it('of lines cuts a report, and says where', () => {
    const readme = `${question(1)}${'a\n'.repeat(20_000)}`;
    expect(tooLarge(readme)).toEqual([
      [
        20_001,
        'A report may have 20000 lines; this one has more, and everything from line 20001 on was left out. Shorten the report; data, logs and long listings belong in files of their own.',
      ],
    ]);
    expect(tooLarge(`${question(1)}${'a\n'.repeat(19_995)}`)).toEqual([]);
  });

  it('of headings cuts a report, and says where', () => {
    expect(tooLarge(`${question(1)}${'#### a\n'.repeat(1_000)}`)).toEqual([
      [
        1004,
        expect.stringContaining('A report may have 1000 headings; this one has more, and everything from line 1004 on'),
      ],
    ]);
  });

  it('of questions cuts a report, and says where', () => {
    const questions = Array.from({ length: 201 }, (_, index) => question(index + 1)).join('');
    expect(tooLarge(questions)).toEqual([
      [
        801,
        expect.stringContaining('A report may have 200 questions; this one has more, and everything from line 801'),
      ],
    ]);
    expect(processReport(questions).view.sections.flatMap((section) => section.questions)).toHaveLength(200);
  });

  it('of questions is for reports, not for a template', () => {
    const questions = Array.from(
      { length: 250 },
      (_, index) => `### Question ${index + 1}\n\n> **What is ${index}?**\n\n`,
    );
    expect(parseTemplate(questions.join(''), 'template.md').questions.size).toBe(250);
  });

  it('of figures is told at the first that is not shown', () => {
    const figures = (from: number): string =>
      Array.from({ length: 200 }, (_, index) => `![Figure](${from + index}.png)\n`).join('');
    const answers = Array.from({ length: 5 }, (_, index) => `${question(index + 1)}${figures(200 * index)}\n`).join('');
    expect(tooLarge(answers).map(([, message]) => message)).toEqual([expect.stringMatching(/more problems/)]);
    expect(tooLarge(`${answers}${question(6)}![Figure](1000.png)\n`)).toContainEqual([
      1030,
      'A report may have 1000 different figures; this one has more, and the others are not shown. Leave out those that no answer needs.',
    ]);
  });

  it('of figures in one answer shows the others as they are written', () => {
    const { diagnostics, view } = processReport(question(1) + '![Figure](none.png)\n\n'.repeat(202));
    expect(
      diagnostics.filter(({ rule }) => rule === 'report-too-large').map(({ span, message }) => [span.line, message]),
    ).toEqual([
      [
        405,
        'An answer may have 200 figures; this one has more, and the others are shown as they are written. Leave out those that nobody needs.',
      ],
    ]);
    const answer = view.sections[0]?.questions[0]?.answer?.toString() ?? '';
    expect(answer.match(/class="figure-box"/g)).toHaveLength(200);
    expect(answer).toMatch(/<p[^>]*>!\[Figure\]\(none\.png\)<\/p>\s*<p[^>]*>!\[Figure\]\(none\.png\)<\/p>\s*$/);
  });

  it('of problems lists the errors before the warnings, and says how many there are besides', () => {
    const { diagnostics } = processReport(`${question(1)}${'TODO\n'.repeat(1_500)}\n![Figure](none.png)\n`);
    expect(diagnostics).toHaveLength(1_001);
    expect(diagnostics.map(({ rule }) => rule)).toContain('figure-missing-file');
    expect(diagnostics.at(-1)?.rule).toBe('report-too-large');
    expect(diagnostics.at(-1)?.message).toMatch(/^The report has 50\d more problems\. Correct those that are listed/);
  });
});
