import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../src/model/report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { type Asked, limitsOf, outline, parseWith, templateOf, write } from './templates.js';

const dashed = '--- put it here ---';
const prompts = [
  'How did you hang the plumb line, and from what? 5-40 words.',
  'Which draught disturbed it most? 5-40 words.',
  'What did the second run tell you? 5-40 words.',
  'How sure are you of the last digit? 5-40 words and one figure.',
] as const;
const answers = [
  'From a nail in the beam, with a knot that held all week.',
  'The one from the door, whenever a person came in late.',
  'That the first run was not a matter of luck at all.',
] as const;

/** Four questions with these headings. */
function course(headings: readonly string[], shape: Partial<Asked> & { readonly quote?: boolean } = {}): Asked[] {
  return headings.map((heading, index) => ({
    heading,
    prompt: `${shape.quote === false ? '' : '> '}${prompts[index] ?? ''}`,
    place: shape.place ?? dashed,
  }));
}

describe('labels', () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['numbers', ['## Opgave 1', '## Opgave 2', '## Opgave 3', '## Opgave 10'], ['1', '2', '3', '10']],
    ['letters behind numbers', ['## Task 1a', '## Task 1b', '## Task 2a', '## Task 10'], ['1a', '1b', '2a', '10']],
    [
      'sub-numbers',
      ['## Exercise 1.1', '## Exercise 1.2', '## Exercise 2.1', '## Exercise 2.2'],
      ['1.1', '1.2', '2.1', '2.2'],
    ],
    ['letters', ['## Station A', '## Station B', '## Station C', '## Station D'], ['a', 'b', 'c', 'd']],
    ['bare numbers', ['## 1. Line', '## 2. Air', '## 3. Again', '## 4. Doubt'], ['1', '2', '3', '4']],
    ['brackets', ['## 1) Line', '## 2) Air', '## 3) Again', '## 4) Doubt'], ['1', '2', '3', '4']],
    [
      'two words that share numbers',
      ['## Opdracht 1', '## Vraag 1', '## Opdracht 2', '## Vraag 2'],
      ['opdracht-1', 'vraag-1', 'opdracht-2', 'vraag-2'],
    ],
    ['two words', ['## Opdracht 1', '## Opdracht 2', '## Vraag 3', '## Vraag 4'], ['1', '2', '3', '4']],
    ['Chinese ordinals', ['## 第1题', '## 第2题', '## 第3题', '## 第4题'], ['1', '2', '3', '4']],
    ['Chinese numerals', ['## 第一题', '## 第二题', '## 第十题', '## 第十二题'], ['1', '2', '10', '12']],
    ['Chinese words', ['## 问题 1', '## 问题 2', '## 问题三', '## 问题四'], ['1', '2', '3', '4']],
    [
      'no numbers',
      ['## Set-up', '## Air', '## Second run', '## Doubts & limits'],
      ['set-up', 'air', 'second-run', 'doubts-limits'],
    ],
    [
      'some numbers',
      ['## Question 1', '## Question 2', '## Question 3', '## Reflection'],
      ['1', '2', '3', 'reflection'],
    ],
  ];

  describe.each([true, false])('with prompts quoted: %s', (quote) => {
    it.each(rows)('of %s become keys', (_, headings, keys) => {
      const asked = course(headings, { quote });
      const template = templateOf(asked);
      expect([...template.questions.keys()]).toEqual(keys);
      expect([...template.questions.values()].map(limitsOf)).toEqual([
        ['words 5-40'],
        ['words 5-40'],
        ['words 5-40'],
        ['words 5-40', 'figures 1-1'],
      ]);
      const parsed = parseWith(write(asked, answers), [template]);
      expect(parsed.report.template).toMatchObject({ fits: true });
      expect(parsed.report.missing).toEqual([]);
      const states = ['answered: 13', 'answered: 11', 'answered: 12', 'placeholder: 0'];
      const labels = headings.map((heading) => template.questions.get(keys[headings.indexOf(heading)] ?? '')?.label);
      expect(outline(parsed)).toEqual(keys.map((key, index) => `${key}: ${labels[index]}: ${states[index]}`));
    });
  });

  it('are shown as written in the template', () => {
    const labels = (headings: readonly string[]): readonly string[] =>
      [...templateOf(course(headings)).questions.values()].map(({ label }) => label);
    expect(labels(['## Exercise 1.2: the line', '## Exercise 1.3 (hard)', '## ❓ Exercise 2'])).toEqual([
      'Exercise 1.2',
      'Exercise 1.3',
      'Exercise 2',
    ]);
    expect(labels(['## 第3题 铅垂线', '## Results', '## 7. Air'])).toEqual(['第3题', 'Results', '7.']);
  });
});

describe('numbers that restart in every part', () => {
  const asked = course(['### Problem 1', '### Problem 2', '### Problem 1', '### Problem 2']).map((question, index) =>
    index % 2 === 0 ? { ...question, part: index === 0 ? '## Part A: line' : '## Part B: doubt' } : question,
  );
  const template = templateOf(asked);
  const keys = ['part-1-1', 'part-1-2', 'part-2-1', 'part-2-2'];

  it('have the part as prefix of their keys', () => {
    expect([...template.questions.keys()]).toEqual(keys);
    expect([...template.questions.values()].map(({ section }) => section)).toEqual([
      'Part A: line',
      'Part A: line',
      'Part B: doubt',
      'Part B: doubt',
    ]);
  });

  it.each([
    ['as they are', (text: string) => text],
    ['without the headings of the parts', (text: string) => text.replace(/^## .*$/gm, '')],
    ['without prompts', (text: string) => text.replace(/^> .*$/gm, '')],
  ])('are found %s', (_, change) => {
    const parsed = parseWith(change(write(asked, answers)), [template]);
    expect(outline(parsed).map((line) => line.split(': ').filter((_part, index) => index !== 1))).toEqual([
      ['part-1-1', 'answered', '13'],
      ['part-1-2', 'answered', '11'],
      ['part-2-1', 'answered', '12'],
      ['part-2-2', 'placeholder', '0'],
    ]);
    expect(parsed.report.missing).toEqual([]);
  });

  it('have the part as prefix of their keys, also without a template', () => {
    expect(questionsOf(parseWith(write(asked, answers), []).report).map(({ key }) => key)).toEqual(keys);
  });
});

describe('the answer field', () => {
  const headings = ['## Task 1', '## Task 2', '## Task 3'];
  const places = [
    dashed,
    '--- question 1 fill here ---',
    '`--- svar ---`',
    '_write here_',
    '*(your text)*',
    '<!-- your answer -->',
    '...',
    '…',
    '\\_\\_\\_\\_\\_',
    '[your answer]',
    'TODO',
    'Write your answer here.',
    'Skriv dit svar her',
    '```\n\n```',
    '| run | seconds |\n| --- | --- |\n|  |  |',
    '',
  ];

  describe.each([true, false])('with prompts quoted: %s', (quote) => {
    it.each(places)('%j is not part of the answer, and neither is the prompt', (place) => {
      const asked = course(headings, { quote, place });
      const template = templateOf(asked);
      expect([...template.questions.values()].map(limitsOf)).toEqual(headings.map(() => ['words 5-40']));
      const parsed = parseWith(write(asked, [answers[0], undefined, answers[2]]), [template]);
      const open = place === '' ? 'empty' : 'placeholder';
      expect(outline(parsed)).toEqual(['1: Task 1: answered: 13', `2: Task 2: ${open}: 0`, '3: Task 3: answered: 12']);
      expect(questionsOf(parsed.report)[0]?.answer.markdown).toBe(answers[0]);
    });
  });

  it('may be an empty table to fill in', () => {
    const place = '| run | seconds |\n| --- | --- |\n|  |  |';
    const asked = course(headings, { quote: false, place });
    const filled = place.replace('|  |  |', '| first | nine |');
    const [, second] = questionsOf(parseWith(write(asked, [undefined, filled]), [templateOf(asked)]).report);
    expect(second?.answer).toMatchObject({ status: 'answered', markdown: filled });
  });
});

describe('a prompt without quotation marks', () => {
  const asked = course(['## Task 1', '## Task 2'], { quote: false, place: '<!-- here -->' });
  const template = templateOf(asked);
  const answerOf = (body: string): string | undefined =>
    questionsOf(parseWith(`# R\n\n## Task 1\n\n${body}\n\n## Task 2\n\n${prompts[1]}\n`, [template]).report)[0]?.answer
      .markdown;

  it.each([
    ['with the answer on the next line', `${prompts[0]}\n${answers[0]}`],
    ['with the answer on the same line', `${prompts[0]} ${answers[0]}`],
    ['with a word changed', `${prompts[0].replace('plumb line', 'plumb bob')}\n\n${answers[0]}`],
    [
      'with a word changed and the answer on the next line',
      `${prompts[0].replace('plumb line', 'plumb bob')}\n${answers[0]}`,
    ],
    ['in bold', `**${prompts[0]}**\n\n${answers[0]}`],
    ['quoted by the group', `> ${prompts[0]}\n\n${answers[0]}`],
    ['below the answer', `${answers[0]}\n\n${prompts[0]}`],
    ['deleted', answers[0]],
  ])('%s is not counted', (_, body) => {
    expect(answerOf(body)).toBe(answers[0]);
  });

  it('keeps quotations in an answer', () => {
    const quoting = '> Nothing hangs straighter.\n\nSo it says on the box.';
    expect(answerOf(quoting)).toBe(quoting);
  });

  it('of several paragraphs and a list is not counted', () => {
    const long = 'Describe the line:\n\n- what it hung from\n- what hung from it\n\nUse 5-40 words.';
    const own = templateOf([{ heading: '## Task 1', prompt: long, place: '_here_' }]);
    const parsed = parseWith(`# R\n\n## Task 1\n\n${long}\n\n${answers[0]}\n`, [own]);
    expect(questionsOf(parsed.report)[0]?.answer.markdown).toBe(answers[0]);
    expect(questionsOf(parsed.report)[0]?.prompt.text).toBe(long);
  });
});

describe('a template', () => {
  it('has sections that are not questions', () => {
    const text = `# Lab\n\n## How to hand in\n\nPush it.\n\n## Aim\n\nWhat for? 5-40 words.\n\n_here_\n\n## Sources\n\nList them as you like.\n`;
    const template = parseTemplate(text, 'lab.md');
    expect([...template.questions.keys()]).toEqual(['aim']);
    const report = text.replace('_here_', 'To see it hang.').replace('List them as you like.', 'A book about lines.');
    const parsed = parseWith(report, [template]);
    expect(outline(parsed)).toEqual(['aim: Aim: answered: 4']);
  });

  it('has headings with the same word that only group questions', () => {
    const text = `# Lab\n\n## Task 1\n\nAll about the line.\n\n### Task 1a\n\n> Why? 5-40 words.\n\n...\n\n### Task 1b\n\n> How? 5-40 words.\n\n...\n`;
    const template = parseTemplate(text, 'lab.md');
    expect([...template.questions.keys()]).toEqual(['1a', '1b']);
    expect(outline(parseWith(text, [template]))).toEqual([
      '1a: Task 1a: placeholder: 0',
      '1b: Task 1b: placeholder: 0',
    ]);
  });

  it.each(['# Notes\n\nNothing is asked here.\n', '', '## Week 1\n\n* [ ] Hang the line\n', '# A\n\n## B\n\nText.\n'])(
    'of %j has no questions',
    (text) => {
      expect([...parseTemplate(text, 'notes.md').questions.keys()]).toEqual([]);
    },
  );

  it('reports the line of a length that could not be interpreted', () => {
    const { unclear } = parseTemplate(
      '# L\n\n## Task 1\n\n> Why?\n>\n> Answer length: hardly 80 words.\n\n...\n\n## Task 2\n\n> How? Barely 30 words.\n\n...\n',
      'l.md',
    );
    expect(unclear).toEqual([
      { key: '1', line: 7 },
      { key: '2', line: 13 },
    ]);
  });
});

describe('a report from a template', () => {
  const asked = [
    'Where did you hang the line, and who held the ladder meanwhile?',
    'Which knots slipped during the first night?',
    'What does a heavier bob change about its rest?',
    'Explain how the scale was read without touching anything.',
    'Name every draught in the hall and say what you did against it.',
    'Compare wax with chalk as marks on stone.',
    'Would you build it again from other materials?',
  ].map((prompt, index) => ({
    heading: `### Question ${index + 1}`,
    prompt: `> **${prompt}** 1-30 words.`,
    place: dashed,
  }));
  const template = templateOf(asked);
  const replies = asked.map((_, index) => `Reply ${'abcdefg'[index]} of ours.`);

  it('fits although two questions are renumbered, and each answer belongs to its prompt', () => {
    const text = write(asked, replies)
      .replace('### Question 2', '### Question X')
      .replace('### Question 5', '### Question 2')
      .replace('### Question X', '### Question 5');
    const { report } = parseWith(text, [template]);
    expect(report.template).toEqual({ name: 'course.md', fits: true, agreeing: 5, compared: 7 });
    expect(questionsOf(report).map(({ key, answer }) => [key, answer.markdown])).toEqual(
      replies.map((reply, index) => [String(index + 1), reply]),
    );
    expect(report.missing).toEqual([]);
  });

  it('fits in another order', () => {
    const order = [6, 2, 0, 1, 4, 5, 3];
    const { report } = parseWith(
      write(
        order.map((index) => asked[index] as Asked),
        order.map((index) => replies[index]),
      ),
      [template],
    );
    expect(report.template?.fits).toBe(true);
    expect(questionsOf(report).map(({ key }) => key)).toEqual(order.map((index) => String(index + 1)));
  });

  it('has the template’s limits', () => {
    const text = write(asked, replies).replace('1-30 words', '1-9999 words');
    expect(questionsOf(parseWith(text, [template]).report)[0]?.constraints).toEqual([
      { kind: 'words', min: 1, max: 30, from: 'template' },
    ]);
  });

  it('fits the edition that it was written from', () => {
    const newer = templateOf(
      [
        ...asked.slice(0, 1),
        { ...(asked[0] as Asked), prompt: '> **Who paid for all the rope?**' },
        ...asked.slice(1),
      ].map((question, index) => ({ ...question, heading: `### Question ${index + 1}` })),
      'newer.md',
    );
    expect(parseWith(write(asked, replies), [newer, template]).report.template).toMatchObject({
      name: 'course.md',
      fits: true,
    });
    expect(parseWith(write(asked, replies), [newer]).report.template).toMatchObject({ name: 'newer.md', fits: false });
  });
});

describe('a report without recognised questions', () => {
  const text = `# On plumb lines\n\n## Summary\n\nThey hang straight, [mostly](https://example.org/lines).\n\n### Why\n\nBecause of the weight.\n\n![A line beside a wall](figures/line.png)\n`;

  it('has a body with headings, words, figures and links, and no preamble', () => {
    const { report } = parseWith(text, []);
    expect(report.preamble).toBeUndefined();
    expect(report.sections).toEqual([]);
    expect(report.body).toMatchObject({ status: 'answered', words: 10 });
    expect(report.body?.headings).toEqual([
      { text: 'Summary', level: 2, id: 'body-summary' },
      { text: 'Why', level: 3, id: 'body-why' },
    ]);
    expect(report.figures.map(({ href, context, question }) => [href, context, question])).toEqual([
      ['figures/line.png', 'answer', undefined],
    ]);
    expect(report.links.map(({ href }) => href)).toEqual(['https://example.org/lines']);
    expect(report.body?.markdown).toBe(text.slice(text.indexOf('## Summary')).trimEnd());
  });
});
