/** Edge cases from real reports, one small case each. */
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../src/model/report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { answers, parse, question, template, templateText, withAnswer } from './course.js';

const answered = withAnswer(1, 'Bench by the window.', withAnswer(3, 'It weighed two grams, we think.'));

describe('the file itself', () => {
  it('reads front matter, CRLF and a byte order mark alike', () => {
    const plain = parse(answered).report;
    const dressed = parse(
      `\uFEFF---\r\nlayout: default\r\nnav_exclude: true\r\n---\r\n\r\n${answered.replaceAll('\n', '\r\n')}`,
    ).report;
    expect(dressed.title).toBe('Lab report');
    expect(
      questionsOf(dressed).map(({ number, answer }) => [number, answer.status, answer.words, answer.markdown]),
    ).toEqual(questionsOf(plain).map(({ number, answer }) => [number, answer.status, answer.words, answer.markdown]));
    expect(questionsOf(dressed)[0]?.span.line).toBe((questionsOf(plain)[0]?.span.line ?? 0) + 5);
  });

  it('does not take a rule drawn over prose for front matter', () => {
    const { report } = parse(`---\nSome words of ours.\n---\n\n${answered}`);
    expect(report.preamble?.markdown).toContain('Some words of ours.');
  });
});

describe('placeholders', () => {
  it('alone means unanswered', () => {
    const { answer } = question(templateText, 1);
    expect(answer).toMatchObject({ status: 'placeholder', words: 0, markdown: '' });
    expect(answer.placeholders).toMatchObject([{ line: 28, column: 1, endColumn: 29 }]);
  });

  it.each([
    ['before an answer', '--- question 1 fill here ---\nBench by the window.'],
    ['after an answer', 'Bench by the window.\n\n--- question 1 fill here ---'],
    ['on the same line, in front', '--- question 1 fill here ---Bench by the window.'],
    ['on the same line, behind', 'Bench by the window. --- question 1 fill here ---'],
    ['copied from another question', '--- question 3 fill here ---\nBench by the window.'],
  ])('left in %s is removed and recorded', (_, text) => {
    const { answer } = question(withAnswer(1, text), 1);
    expect(answer).toMatchObject({ status: 'answered', words: 4, markdown: 'Bench by the window.' });
    const [placeholder] = answer.placeholders;
    expect(placeholder?.endColumn).toBe((placeholder?.column ?? 0) + 28);
  });

  it('in backticks on one line is inline code, not an unclosed fence', () => {
    const text = withAnswer(1, '```--- question 1 fill here ---```');
    expect(question(text, 1).answer.status).toBe('placeholder');
    expect(questionsOf(parse(text).report)).toHaveLength(3);
  });

  it('quoted inside a sentence is part of the answer', () => {
    const { answer } = question(withAnswer(1, 'We replaced `--- question 1 fill here ---` by words.'), 1);
    expect(answer.placeholders).toEqual([]);
    expect(answer.words).toBe(8);
  });

  it('with the template’s own wording is recognised', () => {
    const text = 'TO BE WRITTEN BY YOU';
    const own = withAnswer(1, text);
    const ownTemplate = {
      ...template,
      questions: new Map(
        [...template.questions].map(([key, q]) => [key, key === '1' ? { ...q, placeholder: text } : q]),
      ),
    };
    expect(question(own, 1, [ownTemplate]).answer.status).toBe('placeholder');
  });
});

describe('dashes around an answer', () => {
  it.each([
    ['on its own line', '--- Bench by the window. ---'],
    ['on lines above and below', '---\nBench by the window.\n---'],
    ['on lines above and below, with blanks', '---\n\nBench by the window.\n\n---'],
    ['only in front', '--- Bench by the window.'],
    ['as an underline of equals signs', 'Bench by the window.\n==='],
  ])('%s are removed, and make no heading and no thematic break', (_, text) => {
    const { answer } = question(withAnswer(1, text), 1);
    expect(answer.markdown).toBe('Bench by the window.');
    expect(answers(withAnswer(1, text))[3]).toBe('');
  });

  it('are removed from the first and the last of several lines', () => {
    expect(question(withAnswer(1, '--- Bench\nby the window. ---'), 1).answer.markdown).toBe('Bench\nby the window.');
  });
});

describe('where the answer begins', () => {
  const asked = '> **How did you set up the bench? Name every instrument that you used and where it stood.**';
  const prompt = templateText.slice(templateText.indexOf(asked), templateText.indexOf('--- question 1'));
  const replacePrompt = (replacement: string): string =>
    answered.replace(prompt, () => replacement).replace('Bench by the window.', '');

  it.each([
    ['right under the marker, as a lazy continuation', `${asked}\n>\n> Answer:\nBench by the window.\n`],
    ["on the marker's own line", `${asked}\n>\n> Answer: Bench by the window.\n`],
    ['inside the quotation', `${asked}\n>\n> Answer:\n>\n> Bench by the window.\n`],
    ['under a marker without a quotation mark', `${asked}\n\nAnswer:\n\nBench by the window.\n`],
    ['under a bold marker', `${asked}\n\n**Answer:**\nBench by the window.\n`],
    ['behind a prompt without marker', `${asked}\n>\nBench by the window.\n`],
    ['right under a prompt without marker', `${asked}\nBench by the window.\n`],
    [
      'behind a prompt in two quotations',
      `${asked}\n\n> Recommended answer length: 10-20 words.\n>\n> Answer:\n\nBench by the window.\n`,
    ],
    [
      'behind a prompt that lost its marks',
      `${asked.slice(2)}\n\nRecommended answer length: 10-20 words.\n\nAnswer:\n\nBench by the window.\n`,
    ],
    ['inside the quotation, where the marker was deleted', `${asked}\n>\n> Bench by the window.\n\n`],
    [
      'behind a prompt that an editor wrapped',
      `> **How did you set up the bench? Name every instrument that\nyou used and where it stood.**\n\nBench by the window.\n`,
    ],
  ])('%s', (_, text) => {
    const found = question(replacePrompt(text), 1);
    expect(found.answer.markdown.trim()).toBe('Bench by the window.');
    expect(found.prompt.text.replace(/\s+/g, ' ')).toContain('How did you set up the bench?');
    expect(found.prompt.text).not.toContain('window');
  });

  it('takes the limits from the template where the report deleted them', () => {
    const found = question(replacePrompt(`${asked}\n>\nBench by the window.\n`), 1);
    expect(found.constraints).toEqual([{ kind: 'words', min: 10, max: 20, from: 'template' }]);
    expect(question(answered, 1).constraints).toMatchObject([{ kind: 'words', min: 10, max: 20, from: 'prompt' }]);
  });

  it('keeps quotations in an answer', () => {
    const { answer, prompt } = question(withAnswer(1, '> A quotation of ours.\n\nAnd words.'), 1);
    expect(answer.markdown).toBe('> A quotation of ours.\n\nAnd words.');
    expect(prompt.text).not.toContain('quotation of ours');
  });

  it('records the source position of every line of an answer', () => {
    const { answer } = question(replacePrompt(`${asked}\n>\n> Answer: Bench\n> by the window.\n`), 1);
    expect(answer.origin).toEqual([
      { line: 21, column: 11 },
      { line: 22, column: 3 },
    ]);
  });
});

describe('dashes under a line that begins with a number', () => {
  it.each([
    ['an underlined placeholder', '--- question 31 fill here ---\n---', ''],
    ['an underlined sentence', 'Question 31 was hard.\n---\nYes.', 'Question 31 was hard.\n---\nYes.'],
  ])('make no question of %s', (_, text, expected) => {
    expect(answers(withAnswer(1, text))).toMatchObject({ 1: expected, 2: '', 3: '' });
    expect(questionsOf(parse(withAnswer(1, text)).report)).toHaveLength(3);
  });

  it('keep a question that is written so', () => {
    const text = answered.replace('### Question 3', 'Question 3\n----------');
    expect(answers(text)[3]).toBe('It weighed two grams, we think.');
  });
});

describe('unclosed blocks', () => {
  it.each([
    [
      'a fence',
      '```\ncode without an end',
      'This code block is never closed, so it ends where the next question begins. Close it with a line of backticks like the one that opens it.',
    ],
    [
      'a comment',
      'Seen.\n\n<!-- a thought without an end',
      'This comment is never closed, so it ends where the next question begins. Close it with `-->`.',
    ],
    [
      'an element',
      'Seen.\n\n<details>\n<summary>More</summary>\n\nInside.',
      '<details> is never closed, so it ends where the next question begins. Close it with </details>.',
    ],
  ])('%s ends at the next question and is reported where it starts', (_, text, message) => {
    const { report, findings } = parse(withAnswer(1, text, withAnswer(2, 'Second.', withAnswer(3, 'Third.'))));
    expect(questionsOf(report).map(({ number, answer }) => [number, answer.markdown])).toEqual([
      [1, text],
      [2, 'Second.'],
      [3, 'Third.'],
    ]);
    expect(report.sections.map(({ title }) => title)).toEqual(['Setup', 'Results']);
    expect(
      findings.filter(({ rule }) => rule === 'fence-unclosed').map((finding) => [finding.message, finding.question]),
    ).toEqual([[message, '1']]);
  });

  it('ends an unclosed fence although a later answer has a fence', () => {
    const found = answers(withAnswer(1, '```\nopen', withAnswer(2, '```\nclosed\n```', withAnswer(3, 'Third.'))));
    expect(found).toEqual({ 1: '```\nopen', 2: '```\nclosed\n```', 3: 'Third.' });
  });

  it('keeps a closed fence that quotes a question which a later unclosed fence hides', () => {
    const quoting = 'Like this:\n\n````md\n### Question 3\n\n> **What did you measure?**\n````';
    const open = 'Run:\n\n```bash\nmake';
    const text = withAnswer(1, quoting, withAnswer(2, open, withAnswer(3, 'Third.')));
    expect(answers(text)).toEqual({ 1: quoting, 2: open, 3: 'Third.' });
    const open2 = parse(text).findings.filter(({ rule }) => rule === 'fence-unclosed');
    expect(open2.map((finding) => finding.question)).toEqual(['2']);
  });

  it('keeps a closed fence that quotes an unknown question', () => {
    const text = '```md\n### Question 99\n\n> **Who knows?**\n```';
    expect(answers(withAnswer(1, text))).toEqual({ 1: text, 2: '', 3: '' });
  });

  it('keeps a closed fence that quotes the heading of a question', () => {
    const text = '```md\n### Question 3\n\n> **What did you measure?**\n```\n\nThat was the template.';
    expect(answers(withAnswer(1, text, withAnswer(3, 'Third.')))).toMatchObject({ 1: text, 3: 'Third.' });
  });
});

describe('tags directly above a heading', () => {
  it.each(['<br>', '<img src="a.png">', '</p>', '</details>', '<div>'])(
    '%s does not swallow the next question',
    (tag) => {
      const text = withAnswer(1, `Bench.\n\n${tag}`, withAnswer(2, 'Second.')).replace(`${tag}\n\n###`, `${tag}\n###`);
      expect(answers(text)).toEqual({ 1: `Bench.\n\n${tag}`, 2: 'Second.', 3: '' });
    },
  );

  it('ends an unclosed element at the next question although a later one is closed', () => {
    const text = withAnswer(1, '<pre>\nopen', withAnswer(2, 'Second.', withAnswer(3, '<pre>\nclosed\n</pre>')));
    expect(answers(text)).toEqual({ 1: '<pre>\nopen', 2: 'Second.', 3: '<pre>\nclosed\n</pre>' });
  });
});

describe('templates of other courses', () => {
  it.each([
    ['bare numbers', '## 1. Setup', '## 2. Results'],
    ['a word of their own', '## Deliverable 1', '## Deliverable 2'],
    ['a word and "no."', '## Question no. 1', '## Question no. 2'],
    ['numbers in brackets', '## (1) Setup', '## (2) Results'],
    ['a sign in front', '## ❓ Question 1', '## ❓ Question 2'],
  ])('number their questions with %s', (_, first, second) => {
    const text = `# Course\n\n${first}\n\n> **How did you set it up, and why did you do it so?**\n\n${'TODO: answer'}\n\n${second}\n\n> **What came out of it all, and are you sure?**\n\nTODO: answer\n`;
    const own = parseTemplate(text, 'own.md');
    const report = text.replace('TODO: answer', 'We set it up.\n\n### 3. Notes\n\nMore.');
    expect(answers(report, [own])).toEqual({ 1: 'We set it up.\n\n### 3. Notes\n\nMore.', 2: '' });
  });

  it('may introduce a section without a quotation', () => {
    const text = templateText.replace('## Results\n', '## Results\n\nHere we ask what came out.\n');
    const own = parseTemplate(text, 'own.md');
    expect(answers(text, [own])).toEqual({ 1: '', 2: '', 3: '' });
    expect(parse(text, [own]).report.sections.map(({ title, intro }) => [title, intro?.markdown])).toEqual([
      ['Setup', '> About the bench.'],
      ['Results', 'Here we ask what came out.'],
    ]);
  });
});

describe('headings', () => {
  it.each([
    ['extra words', '### Question 3 (Ada)'],
    ['another level', '## Question 3'],
    ['a lower level', '##### Question 3'],
    ['bold instead of a heading', '**Question 3**'],
    ['a closing row of marks', '### Question 3 ###'],
    ['a colon', '### Question 3:'],
    ['no blank behind the marks', '###Question 3'],
  ])('with %s are matched by number', (_, heading) => {
    const text = answered.replace('### Question 3', heading);
    expect(answers(text)[3]).toBe('It weighed two grams, we think.');
    expect(parse(text).report.missing).toEqual([]);
  });

  it('without blank lines around them are found', () => {
    const text = answered.replace(
      'Bench by the window.\n\n### Question 2\n\n>',
      'Bench by the window.\n### Question 2\n>',
    );
    expect(answers(text)).toMatchObject({ 1: 'Bench by the window.', 2: '' });
  });

  it('right above the first question is the title, not also a section', () => {
    const { report } = parse('# My report\n\n## Question 1\n\n> **Why?**\n\nSo.\n', []);
    expect([report.title, report.sections.map(({ title }) => title)]).toEqual(['My report', ['']]);
  });

  it('of a section are taken from the template if they are missing', () => {
    const { report } = parse(answered.replace('## Results\n\n', ''));
    expect(report.sections.map(({ title, questions }) => [title, questions.map(({ number }) => number)])).toEqual([
      ['Setup', [1, 2]],
      ['Results', [3]],
    ]);
  });

  it('of a section, if missing, do not make its introduction part of the answer above', () => {
    const introduced = templateText.replace(
      '## Results\n',
      '## Results\n\n> In this section we ask what came out of it all, and how sure you are.\n',
    );
    const other = parseTemplate(introduced, 'lab.md');
    const { report } = parse(introduced.replace('## Results\n\n', ''), [other]);
    expect(questionsOf(report).map(({ answer }) => answer.status)).toEqual([
      'placeholder',
      'placeholder',
      'placeholder',
    ]);
    expect(report.sections.map(({ title, intro }) => [title, intro?.markdown])).toEqual([
      ['Setup', '> About the bench.'],
      ['Results', '> In this section we ask what came out of it all, and how sure you are.'],
    ]);
  });

  it('of any level inside an answer stay in it', () => {
    const text =
      '# Big\n\ntext\n\n## Middle\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> quoted\n\n# comment outside a fence';
    for (const templates of [[template], []]) {
      expect(answers(withAnswer(1, text, withAnswer(3, 'Third.')), templates)).toMatchObject({ 1: text, 3: 'Third.' });
    }
  });

  it('that mention a question inside an answer do not begin that question', () => {
    const text = 'As said.\n\n#### Question 2 revisited\n\nMore.';
    const { report } = parse(withAnswer(3, text));
    expect(questionsOf(report).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(question(withAnswer(3, text), 3).answer.markdown).toBe(text);
  });
});

describe('the questions', () => {
  it('keep the order of the report, and missing ones are listed', () => {
    const [head, second] = [
      answered.slice(0, answered.indexOf('### Question 1')),
      answered.slice(answered.indexOf('### Question 2'), answered.indexOf('## Results')),
    ];
    const first = answered.slice(answered.indexOf('### Question 1'), answered.indexOf('### Question 2'));
    const { report } = parse(head + second + first);
    expect(questionsOf(report).map(({ number }) => number)).toEqual([2, 1]);
    expect(report.missing).toEqual(['3']);
  });

  it('are both kept if they have the same number', () => {
    const twice = answered + answered.slice(answered.indexOf('### Question 3'));
    expect(questionsOf(parse(twice).report).map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q3-2']);
  });

  it('without a number are matched by wording', () => {
    const text = answered.replace('### Question 3', '### Our measurements');
    expect(question(text, 3)).toMatchObject({
      matchedBy: 'wording',
      title: 'Our measurements',
      answer: { markdown: 'It weighed two grams, we think.' },
    });
  });

  it('without a heading are matched by wording', () => {
    const text = answered.replace('### Question 3\n\n', '');
    expect(question(text, 3)).toMatchObject({
      matchedBy: 'wording',
      title: '',
      answer: { markdown: 'It weighed two grams, we think.' },
    });
  });

  it('under a number that another question has are matched by wording', () => {
    const text = answered.replace('### Question 3', '### Question 2');
    expect(questionsOf(parse(text).report).map(({ number, matchedBy }) => [number, matchedBy])).toEqual([
      [1, 'number'],
      [2, 'number'],
      [3, 'wording'],
    ]);
  });

  it('that the template does not have are shown', () => {
    const { report } = parse(`${answered}\n### Question 9\n\n> **Anything else that we should have asked?**\n\nYes.\n`);
    expect(questionsOf(report).map(({ number }) => number)).toEqual([1, 2, 3, 9]);
  });
});

describe('the checklist', () => {
  const items = (list: string): unknown =>
    parse(templateText.replace(/\* \[ \] Set[\s\S]*?\(L1\+L2\)/, () => list)).report.checklist.groups.flatMap((group) =>
      group.items.map(({ span: _, ...item }) => item),
    );

  it('has states, texts, tags and notes', () => {
    expect(
      items(
        [
          '* [x] Set up the bench (L1)',
          '* [X] Calibrate the scale',
          '    twice (L1+L2) - only once, really',
          '* [ ] Clean up - later',
          '* [] No blank',
          '* [ x ] Wide',
        ].join('\n'),
      ),
    ).toEqual([
      { text: 'Set up the bench', done: true, tags: ['L1'] },
      { text: 'Calibrate the scale\ntwice', done: true, tags: ['L1', 'L2'], note: 'only once, really' },
      { text: 'Clean up', done: false, tags: [], note: 'later' },
      { text: 'No blank', done: false, tags: [] },
      { text: 'Wide', done: true, tags: [] },
    ]);
  });

  it('keeps a parenthesis that is not a tag', () => {
    expect(items('* [ ] Store the data (if necessary) (L3)')).toEqual([
      { text: 'Store the data (if necessary)', done: false, tags: ['L3'] },
    ]);
  });

  it('keeps notes and items without a checkbox among its items', () => {
    const { report } = parse(
      templateText.replace(
        '* [ ] Set up the bench (L1)',
        '* [x] Set up the bench (L1)\n    - we used three tables\n* not a box',
      ),
    );
    expect(report.checklist.intro?.markdown).toBe('- we used three tables\n* not a box');
    expect(report.checklist.groups[0]?.items.map(({ text }) => text)).toEqual([
      'Set up the bench',
      'Calibrate the scale\ntwice',
    ]);
  });

  it('does not include task lists inside answers', () => {
    const { report } = parse(withAnswer(1, '- [x] done\n- [ ] open'));
    expect(report.checklist.groups.flatMap((group) => group.items)).toHaveLength(2);
  });
});

describe('a template that does not fit', () => {
  const other = answered
    .replace('What did you measure, and how far do you trust the result?', 'Who cleaned up?')
    .replace('Explain your reasoning.', 'State the names.')
    .replace(
      'How did you set up the bench? Name every instrument that you used and where it stood.',
      'Which hypothesis did the group want to test?',
    );

  it('is reported, but not applied', () => {
    const { report, template: obeyed } = parse(other);
    expect(report.template).toEqual({ name: 'lab.md', fits: false, agreeing: 1, compared: 3 });
    expect(obeyed).toBeUndefined();
    expect(question(other, 3).constraints).toMatchObject([{ kind: 'words', min: 5, max: 50, from: 'prompt' }]);
  });

  it('is replaced by one that does', () => {
    const strange = {
      ...template,
      name: 'other.md',
      questions: new Map([...template.questions].map(([key, q]) => [key, { ...q, words: ['nothing', 'alike'] }])),
    };
    expect(parse(answered, [strange, template]).report.template).toMatchObject({ name: 'lab.md', fits: true });
  });
});

describe('source positions', () => {
  /** Line (relative to the answer, 1-based) and column of images, links or findings in an answer. */
  const place = ({ line, column }: { readonly line: number; readonly column: number }): string =>
    `${line - 27}:${column}`;
  const figurePlaces = (text: string): readonly string[] =>
    question(withAnswer(1, text), 1).answer.figures.map(({ span }) => place(span));
  const findingPlaces = (text: string): readonly string[] =>
    parse(withAnswer(1, text)).findings.map(({ rule, span }) => `${rule} ${place(span)}`);

  it('of figures in equal cells differ', () => {
    expect(figurePlaces('| a | b |\n| - | - |\n| ![](x.png) | ![](x.png) |')).toEqual(['3:3', '3:16']);
  });

  it('of HTML images on one line differ', () => {
    expect(figurePlaces('<div>\n<img src="x.png"> <img src="x.png">\n</div>')).toEqual(['2:1', '2:19']);
  });

  it('of removed HTML in a table are those of its cells', () => {
    expect(findingPlaces('Seen.\n\n| a | b |\n| - | - |\n| c | d <!-- x --> |')).toEqual(['html-removed 5:9']);
  });

  it('of HTML links are those of their tags', () => {
    const { links } = parse(
      withAnswer(1, 'Seen.\n<a href="x.md?a&amp;b">x</a>\n\n<div>\n<!--\n\n-->\n<a href="y.md">y</a>\n</div>'),
    ).report;
    expect(links.map(({ href, span }) => [href, place(span)])).toEqual([
      ['x.md?a&b', '2:1'],
      ['y.md', '8:1'],
    ]);
  });

  it('of bare URLs are where they begin', () => {
    const { links } = parse(withAnswer(1, 'Seen\nat https://example.org/a and *https://example.org/b*.')).report;
    expect(links.map(({ span }) => place(span))).toEqual(['2:4', '2:31']);
  });

  it('of a prompt begin at its words', () => {
    expect(place(question(templateText, 1).prompt.span ?? { line: 0, column: 0 })).toBe('-8:1');
  });

  it('of an unclosed comment are reported once', () => {
    expect(findingPlaces('Seen.\n\n<!-- a thought')).toEqual(['fence-unclosed 3:1']);
  });

  it.each([
    ['an image', 'See ![A](x.png "t").', '1:10-15'],
    ['angle brackets', '![A]( <x y.png>)', '1:8-15'],
    ['an HTML image', "<img alt='src=a' src=x.png>", '1:22-27'],
    ['a definition', '![A][b]\n\n[B]:\n  x.png', '4:3-8'],
  ])('of the URL in %s are recorded', (_, text, expected) => {
    const { address } = question(withAnswer(1, text), 1).answer.figures[0] ?? {};
    expect(address && `${place(address)}-${address.endColumn}`).toBe(expected);
  });
});

describe('words that look like attributes', () => {
  it('hide nothing inside a value', () => {
    const text = 'See <a title="the hidden layer" href="https://example.org">the page</a>.';
    expect(question(withAnswer(1, text), 1).answer.words).toBe(3);
    expect(parse(withAnswer(1, text)).findings).toEqual([]);
  });

  it('are not the URL of an image', () => {
    const [figure] = question(withAnswer(1, '<img alt="a src=b" src="c.png">'), 1).answer.figures;
    expect(figure).toMatchObject({ href: 'c.png', alt: 'a src=b' });
  });
});

describe('several placeholders', () => {
  const mark = '--- question 1 fill here ---';

  it('are all found, also on one line', () => {
    const { answer } = question(withAnswer(1, `${mark} ${mark}\nBench.\n${mark}`), 1);
    expect(answer.markdown).toBe('Bench.');
    expect(answer.placeholders.map(({ line, column }) => [line, column])).toEqual([
      [28, 1],
      [28, 30],
      [30, 1],
    ]);
  });

  it('inside a longer fence that quotes a shorter one are code', () => {
    const text = `\`\`\`\`md\n\`\`\`\n${mark}\n\`\`\`\n\`\`\`\``;
    expect(question(withAnswer(1, text), 1).answer).toMatchObject({
      status: 'answered',
      placeholders: [],
      markdown: text,
    });
  });

  it('alone in a fence are removed, beside other text are code', () => {
    expect(question(withAnswer(1, `\`\`\`\n${mark}\n\`\`\``), 1).answer.status).toBe('placeholder');
    expect(question(withAnswer(1, `\`\`\`\nmake ${mark}\n\`\`\``), 1).answer.placeholders).toEqual([]);
  });
});

describe('headings as link targets', () => {
  it('include the title and those of the checklist', () => {
    const slugs = parse(answered).report.anchors.map(({ slug, id }) => [slug, id]);
    expect(slugs.slice(0, 4)).toEqual([
      ['lab-report', 'main'],
      ['checklist', 'checklist'],
      ['week-1', 'checklist'],
      ['setup', 's1'],
    ]);
  });
});
