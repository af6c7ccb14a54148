/** Complete messages of the rules, with their lines. */
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../src/check/check-report.js';
import { convertFormula } from '../../../src/formulas/convert-formula.js';
import { findUnreadable } from '../../../src/formulas/find-unreadable.js';
import type { RuleName } from '../../../src/model/diagnostic.js';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import type { Template } from '../../../src/parse/template/template.js';
import { parse, template, templateText, withAnswer } from '../parse/course.js';

/** Every message of a rule. */
function told(rule: RuleName, text: string, templates: readonly Template[] = [template]): readonly string[] {
  const { report, findings: parsed, template: obeyed } = parse(text, templates);
  const outcome: FigureOutcome = { target: { kind: 'missing' }, failure: 'absent', reason: '' };
  const outcomes = new Map(report.figures.map(({ href }) => [href, outcome]));
  const input = { report, outcomes, counting: 'read' as const, parsed, pictures: [] };
  return checkReport(obeyed ? { ...input, template: obeyed } : input)
    .filter((finding) => finding.rule === rule)
    .map(({ span, message }) => `${span.line}: ${message}`);
}

/** The line of the course's template at which the answer to question 1 stands. */
const answerLine = templateText.split('\n').indexOf('--- question 1 fill here ---') + 1;

describe('checklist-changed', () => {
  const items = [
    'Set up the lamp',
    'Water the plants (L2)',
    'Count the leaves',
    'Weigh the roots',
    'Write it all down',
  ];
  const listing = (lines: readonly string[]): string =>
    templateText.replace(/\* \[ \] Set up[^#]*/, () => `${lines.map((line) => `* [ ] ${line}`).join('\n')}\n\n`);
  const course = [parseTemplate(listing(items), 'lab.md')];
  const change = (from: string, to: string): readonly string[] =>
    told('checklist-changed', listing(items.map((item) => (item === from ? to : item))), course);

  it('is reported once if there is no checklist', () => {
    expect(told('checklist-changed', listing(items).replace(/## Checklist.*?(?=## Setup)/s, ''), course)).toEqual([
      '1: The template’s checklist of 5 items is not in the report. Put it back above the questions, and tick what is done.',
    ]);
  });

  it('is reported once if the checklist is from another edition', () => {
    const other = ['Order two cameras', 'Water the plants (L2)', 'Film by night', 'Cut the film', 'Show it'];
    expect(told('checklist-changed', listing(other), course)).toEqual([
      '9: This is not the template’s checklist: 1 of its 5 items stand here as worded there. Put the template’s checklist in its place, and tick what is done.',
    ]);
  });

  it('reports a duplicate item', () => {
    expect(told('checklist-changed', listing([...items, 'Count the leaves']), course)).toEqual([
      '14: This item stands twice, first on line 11. Take one of the two out.',
    ]);
  });

  it.each([
    ['Count the leaves', 'Count the leaves (Ada did)'],
    ['Count the leaves', 'Count the leaves [not done yet]'],
    ['Count the leaves', 'Count the leaves – by hand'],
    ['Count the leaves', 'Count the leaves - by hand'],
    ['Count the leaves', 'Count the leaves: by hand'],
    ['Water the plants (L2)', 'Water the plants (twice) (L2)'],
    ['Water the plants (L2)', 'Water the plants (L2) - twice'],
  ])('accepts a note after “%s”: “%s”', (from, to) => {
    expect(change(from, to)).toEqual([]);
  });

  it('reports reworded items', () => {
    expect(change('Count the leaves', 'Count all leaves (by hand)')).toEqual([
      '11: The template words this item “Count the leaves”. Put its wording back.',
    ]);
  });
});

describe('a limit in characters', () => {
  const ask = (limit: string, answer: string): string =>
    `# 实验\n\n### 第1题\n\n> **描述你的实验，包括目的、方法和仪器，并说明误差从哪里来。${limit}。**\n\n${answer}\n`;
  const course = [parseTemplate(ask('20到30字', '...'), 'lab.md')];
  const answer = '我们测量了水的温度，用的就是 Arduino 和两个传感器。';

  it('is held against characters', () => {
    expect(told('answer-too-short', ask('20到30字', answer), course)).toEqual([]);
    expect(told('answer-too-short', ask('20到30字', answer.slice(0, 9)), course)).toEqual([
      '7: The answer has 9 characters; 20 to 30 characters are asked for. Write at least 11 more.',
    ]);
    expect(told('answer-too-long', ask('20到30字', answer + answer), course)).toEqual([
      '7: The answer has 40 characters; 20 to 30 characters are asked for. Shorten it by at least 10.',
    ]);
  });

  it('is told by an answer that is not there, and by a report that changed it', () => {
    expect(told('answer-missing', ask('20到30字', ''), course)).toEqual([
      '3: 第1题 has no answer: write one below its prompt. It asks for 20 to 30 characters.',
    ]);
    expect(told('prompt-changed', ask('5到30字', answer), course)).toEqual([
      '5: The prompt of “第1题” asks for 5 to 30 characters, and the template for 20 to 30 characters. The template’s limit holds; put its wording back.',
    ]);
  });
});

describe('link-broken', () => {
  it('is reported once per URL, and recognises URLs that leave the folder', () => {
    const links = [
      '[a](notes/run.txt)',
      '[b](notes/../../run.txt)',
      '[c](notes/run.txt)',
      '[d](#gone)',
      '<notes/run.txt>',
    ];
    expect(told('link-broken', withAnswer(1, links.join('\n\n')))).toEqual([
      `${answerLine}: “notes/run.txt” is a file beside the report, and the page is published without it. Link to its page on the web. The same address stands on line ${answerLine + 4}.`,
      `${answerLine + 2}: “notes/../../run.txt” leads out of the hand-in, where a reader has no such file. Link to its page on the web.`,
      `${answerLine + 6}: No heading of the report is called “#gone”. Correct the link, or write plain text.`,
    ]);
  });

  it('lists a limited number of lines', () => {
    const [message] = told('link-broken', withAnswer(1, Array(9).fill('[a](x.txt)').join('\n')));
    const lines = [1, 2, 3, 4, 5].map((more) => answerLine + more).join(', ');
    expect(message).toContain(`The same address stands on lines ${lines} and 3 more.`);
  });
});

describe('formula-unreadable', () => {
  const unreadable = (answer: string): readonly string[] =>
    findUnreadable(parse(withAnswer(1, answer), [template]).formulas, convertFormula).map(
      ({ rule, question, span, message }) =>
        `${span.line}:${span.column}-${span.endColumn} ${question} ${rule}: ${message}`,
    );

  it('is told at the formula, with the reason', () => {
    expect(unreadable('So $a^2$ and **$\\sqr{b}$**.')).toEqual([
      `${answerLine}:16-25 1 formula-unreadable: The formula cannot be read, so it is shown as it is written: the command “\\sqr” is unknown. Correct it, or, if it is none, write “\\$” for the dollar signs.`,
    ]);
  });

  it('is told of formulas on lines of their own', () => {
    expect(unreadable('So\n\n$$\na & b\n$$\n\n```math\n\\frac{a\n```')).toEqual([
      `${answerLine + 2}:1-3 1 formula-unreadable: The formula cannot be read, so it is shown as it is written: “&” has no place where it stands. Correct it.`,
      `${answerLine + 6}:1-8 1 formula-unreadable: The formula cannot be read, so it is shown as it is written: “}” is missing at its end. Correct it.`,
    ]);
  });

  it('tells of too many of them once', () => {
    expect(told('report-too-large', withAnswer(1, Array(502).fill('$a$').join('\n')))).toEqual([
      `${answerLine + 500}: An answer may have 500 formulas of 50,000 characters in all; this one has more, and the others are shown as they are written. Leave out those that nobody needs.`,
    ]);
  });
});

describe('text-todo', () => {
  it.each(['(MISSING)', '[MISSING]', 'TBD', '???'])('reports %s', (note) => {
    expect(told('text-todo', withAnswer(1, `It took ${note} hours.`))).toEqual([
      `${answerLine}: “${note}” was left in the answer. Do what it says, and delete it.`,
    ]);
  });

  it('reports filler text', () => {
    expect(told('text-todo', withAnswer(1, 'Lorem ipsum dolor.'))).toEqual([
      `${answerLine}: “Lorem ipsum” is filler text. Write the answer in its place.`,
    ]);
  });

  it('ignores ordinary text', () => {
    const text = 'Why did it fail??? [MISSING](https://example.org) values, `a/???.png`.\n\nA heading\n=======';
    expect(told('text-todo', withAnswer(1, text))).toEqual([]);
  });

  it('reports conflict markers at their lines', () => {
    const sides = '<<<<<<< HEAD\none lamp\n=======\ntwo lamps\n>>>>>>> feature/lamps';
    const told3 = told('text-todo', withAnswer(1, sides));
    expect(told3).toEqual(
      [
        [0, '<<<<<<< HEAD'],
        [2, '======='],
        [4, '>>>>>>> feature/lamps'],
      ].map(
        ([line, mark]) =>
          `${answerLine + Number(line)}: “${mark}” was left by a merge. Keep the answer that holds, and delete the marks.`,
      ),
    );
  });

  it('also checks a report without questions', () => {
    expect(told('text-todo', '# Birds\n\nThey fly at ??? metres.', [])).toEqual([
      '3: “???” was left in the text. Do what it says, and delete it.',
    ]);
  });
});

describe('text-repeated', () => {
  const passage =
    'We put two lamps and one balance on the bench and looked at all of them every day until the last leaf had fallen.';

  it('ignores comments', () => {
    const half = passage.length / 2;
    const broken = `${passage.slice(0, half)}\n${passage.slice(half)}`;
    expect(told('text-repeated', withAnswer(1, `${passage}\n\n<!-- ${broken} -->\n\nMore.`))).toEqual([]);
    expect(told('text-repeated', withAnswer(1, `\`<!--\` opens. ${passage}\n\n${passage}`))).toEqual([
      `${answerLine + 2}: This passage already stands on line ${answerLine}. Keep it in one place.`,
    ]);
  });
});

describe('figure-alt', () => {
  it.each(['drawing', 'that figure', 'screenshot 1', 'Bench-2', 'bench-2.png'])(
    'takes “%s” for no description',
    (alt) => {
      expect(told('figure-alt', withAnswer(1, `![${alt}](figures/bench-2.png)`))).toEqual([
        `${answerLine}: “${alt}” does not describe the figure. Say in a few words what it shows.`,
      ]);
    },
  );

  it('is reported outside of questions', () => {
    const text = templateText.replace('> About the bench.', '![](figures/own.png)');
    const line = text.split('\n').indexOf('![](figures/own.png)') + 1;
    expect(told('figure-alt', text)).toEqual([
      `${line}: This figure has no description. Say in a few words what it shows.`,
    ]);
  });
});

describe('fence-unclosed', () => {
  it.each(['code', 'strong', 'sub'])('is reported for <%s>', (name) => {
    expect(told('fence-unclosed', withAnswer(1, `We ran <${name}>make all and went home.`))).toEqual([
      `${answerLine}: <${name}> is never closed, so it is shown as it is written. Close it in the same paragraph with </${name}>, or, if it is no tag, put it between backticks.`,
    ]);
  });

  it('is reported for an element with attributes, but not for a placeholder in angle brackets', () => {
    expect(told('fence-unclosed', withAnswer(1, 'See <a href="https://example.org">this, at curl <address>.'))).toEqual(
      [`${answerLine}: <a> is never closed, so it ends where the next question begins. Close it with </a>.`],
    );
  });
});

describe('prompt-changed', () => {
  it('reports an overwritten example', () => {
    const text = templateText.replace(
      '*We used ... and ... on the left side.*',
      '*Two lamps stood beside a balance, and all three were bolted to the wall.*',
    );
    expect(told('prompt-changed', text)).toEqual([
      '19: The example of question 1 was overwritten, and what stands in its place is not read as an answer. Move it below the prompt, and put the template’s example back.',
    ]);
  });
});
