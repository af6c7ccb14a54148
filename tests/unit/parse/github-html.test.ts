/** HTML, alerts and lists in answers, as GitHub shows them. */
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { readableText } from '../../../src/render/html/readable-text.js';
import { processReport } from '../../support/process-report.js';

const report = (...answers: readonly string[]): string =>
  `# Log\n\n${answers
    .map(
      (answer, index) =>
        `### Question ${index + 1}\n\n> **What about part ${index + 1}?**\n>\n> Answer:\n\n${answer}\n`,
    )
    .join('\n')}`;

const answersOf = (text: string) =>
  processReport(text).view.sections.flatMap(({ questions }) => questions.map(({ answer }) => answer));
const htmlOf = (text: string): readonly string[] => answersOf(text).map((answer) => `${answer}`.trim());
const shown = (text: string): readonly string[] => answersOf(text).map((answer) => readableText(answer));

/** What is told about the answers, with its line and column. */
const told = (text: string): readonly string[] =>
  processReport(text)
    .diagnostics.filter(({ rule }) => !/^(?:answer|figure|question|prompt|checklist)-/.test(rule))
    .map(({ rule, message, span }) => `${span.line}:${span.column} ${rule}: ${message}`);

const words = (text: string): readonly number[] =>
  questionsOf(parseReport({ text, path: 'a', slug: 'a', group: 'a', templates: [] }).report).map(
    ({ answer }) => answer.words,
  );

describe('an element with a name', () => {
  it('is where links lead, from every answer', () => {
    const text = report(
      '<a name="Rig"></a>The rig.\n\n<span id="mast">The mast</span>, see [it](#mast).',
      'As the [rig](#rig) and <a href="#mast">mast</a> show.',
    );
    expect(htmlOf(text)).toEqual([
      '<p id="q1.1"><a id="q1.a-Rig"></a>The rig.</p>\n<p id="q1.2"><span id="q1.a-mast">The mast</span>, see <a href="#q1.a-mast">it</a>.</p>',
      '<p id="q2.1">As the <a href="#q1.a-Rig">rig</a> and <a href="#q1.a-mast">mast</a> show.</p>',
    ]);
    expect(told(text)).toEqual([]);
  });

  it('needs no end tag, and can stand between blocks', () => {
    const text = report('<a id="rig"/>\n\n## The rig\n\ntext <a name=mast>mast, see [it](#mast) and [that](#rig)');
    expect(htmlOf(text)[0]).toMatch(
      /^<a id="q1\.a-rig"><\/a>\s*<h4 .*<p id="q1\.1">text <a id="q1\.a-mast"><\/a>mast, see /s,
    );
    expect(told(text)).toEqual([]);
  });

  it('never takes the id of something else', () => {
    const text = report(
      '<a name="q2"></a><a id="main"></a><b id="a-q2">x</b> <b id="a-q2">y</b> [z](#question-2)',
      'So.',
    );
    const ids = htmlOf(text).flatMap((html) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    expect(ids).toEqual(['q1.1', 'q1.a-q2', 'q1.a-main', 'q1.a-a-q2', 'q2.1']);
    expect(htmlOf(text)[0]).toContain('<a href="#q2">z</a>');
    expect(htmlOf(report("<a name='\"><img src=x onerror=alert(1)>'></a>So [it](#x)."))[0]).not.toMatch(/<img/);
  });

  it('of the same name as a heading comes after it', () => {
    expect(htmlOf(report('<a name="rig"></a>\n\n## Rig\n\n[a](#rig)'))[0]).toContain('<a href="#q1-rig">a</a>');
  });
});

describe('a tag that GitHub filters', () => {
  it.each(['script', 'style', 'iframe', 'textarea', 'title', 'xmp', 'noembed', 'noframes', 'plaintext'])(
    '<%s> is text inside a sentence, with what is in it',
    (name) => {
      const text = report(`We tried <${name}>hoist(*1*)</${name}> and <${name} src="x">.`);
      expect(shown(text)).toEqual([`We tried <${name}>hoist(1)</${name}> and <${name} src="x">.`]);
      expect(htmlOf(text)[0]).not.toContain(`<${name}`);
      expect(told(text)).toEqual([]);
    },
  );

  it('is dropped and told as a block of its own', () => {
    const text = report('Before.\n\n<script>\nhoist()\n</script>\n\nAfter.');
    expect(shown(text)).toEqual(['Before.\n\nAfter.']);
    expect(told(text)).toEqual([
      '11:1 html-removed: Left out of the page: a <script> element, which a reader would not see. Delete it, or write it as text.',
    ]);
  });
});

describe('<details> in a sentence', () => {
  it.each([
    ['opened there', 'Some rope <details><summary>More</summary>\n\nfolded\n\n</details>\n\nand in sight.'],
    ['closed there', '<details><summary>More</summary>\n\nfolded</details>\n\nand in sight.'],
    ['opened and closed there', 'Rope <details><summary>More</summary>\n\nfolded\n\nup</details>\n\nand in sight.'],
  ])('%s folds what is inside, and nothing after it', (_, answer) => {
    const html = htmlOf(report(answer))[0] ?? '';
    expect(html).toMatch(/<details[^>]*><summary>More<\/summary>.*folded.*<\/details>.*<p[^>]*>and in sight\.<\/p>$/s);
    expect(told(report(answer))).toEqual([]);
  });

  it('hides no word where its content is hidden', () => {
    const text = report('Some rope <div hidden>and\n\n</div>\n\nmore.');
    expect(shown(text)).toEqual(['Some rope\n\nand\n\nmore.']);
  });
});

it('an alert is one at the outermost level only', () => {
  const html = htmlOf(report('- rope\n\n  > [!CAUTION]\n  > wet\n\n> > [!TIP]\n> > dry\n\n> [!NOTE]\n> new'))[0];
  expect(html?.match(/markdown-alert-title/g)).toHaveLength(1);
  expect(shown(report('- rope\n\n  > [!CAUTION]\n  > wet'))).toEqual(['rope\n\n[!CAUTION] wet']);
});

describe('a list that four spaces indent', () => {
  const hint = '10:1 list-indented: This looks like a list, but';

  it('is code after a blank line, whose words count', () => {
    const text = report('Steps:\n\n    1. rig the mast\n    2. hoist\n       the sail');
    expect(htmlOf(text)[0]).toContain('<pre');
    expect(words(text)).toEqual([7]);
    expect(told(text)).toEqual([
      '11:1 list-indented: This looks like a list, but four spaces before its items make it code. Take them away; its words were counted.',
    ]);
  });

  it('is part of the paragraph right below text', () => {
    const text = report('Steps:\n    - rig the mast\n    - hoist the sail');
    expect(words(text)).toEqual([7]);
    expect(told(text)).toEqual([
      `${hint} its items are indented by four spaces right below text, and so part of that paragraph. Take the spaces away, and put a blank line above the list.`,
    ]);
  });

  it.each([
    ['code', 'Run:\n\n    - x = 1\n    y = 2'],
    ['one line', 'Run:\n\n    - mast up'],
    ['a fence', '```\n- a\n- b\n```'],
    ['a nested list', '- a\n    - b\n    - c'],
    ['a continued line', 'One\n    two\n    - 3'],
  ])('is not %s', (_, answer) => {
    expect(told(report(answer))).toEqual([]);
  });
});

describe('nesting beyond the limit', () => {
  it('loses nothing, and is told once', () => {
    const text = report(`Before.\n\n${'- '.repeat(300)}deep\n\n${'> '.repeat(300)}down\n\nAfter.`, 'So.');
    expect(shown(text)[0]).toMatch(/^Before\..*- - deep.*> > down.*After\.$/s);
    expect(shown(text)[1]).toBe('So.');
    expect(told(text)).toEqual([
      '11:1 report-too-large: Lists may be nested 20 deep, quotations 40, emphasis 500; here is more, and the markers beyond that are text, or do nothing. Use fewer levels.',
    ]);
  });
});

describe('a declaration that is never closed', () => {
  it.each(['<!ENTITY rope', '<?php hoist', '<![CDATA[ rope'])('%s is text, and loses no question', (declaration) => {
    const text = report(`One.\n\n${declaration}\n\ntwo`, 'So > it was.');
    expect(shown(text)).toEqual([`One.\n\n${declaration}\n\ntwo`, 'So > it was.']);
    expect(told(text)).toEqual([
      '11:1 fence-unclosed: This declaration is never closed, so it is shown as it is written. Close it, or, if it is no HTML, put it between backticks.',
    ]);
  });

  it('that is closed is dropped as before', () => {
    expect(shown(report('One.\n\n<!ENTITY\nrope>\n\n<?php a\n\nb ?>\n\ntwo'))).toEqual(['One.\n\ntwo']);
  });
});

it('control characters are not in the page, and told', () => {
  const text = report('Rope \u001b[2J and\u0007 sail\u009b.', 'Tab\tand no\u00a0break.');
  expect(shown(text)).toEqual(['Rope \uFFFD[2J and\uFFFD sail\uFFFD.', 'Tab and no break.']);
  expect(told(text)).toEqual([
    '9:6 html-removed: Left out of the page: 3 control characters of this line, the first of them U+001B, which a reader would not see; “\uFFFD” is shown in its place. Delete it.',
  ]);
});

it('a comment that repeats a passage is no repeated text', () => {
  const passage =
    'The mast was stepped before the rain came, and then we compared how far it leaned in every gust that day.';
  const text = report(`${passage}\n\n<!-- ${passage} -->\n\nSo.`);
  expect(told(text).map((line) => line.slice(0, 17))).toEqual(['11:1 html-removed']);
});

it('the marks of a merge are told, and both sides shown', () => {
  const text = report('<<<<<<< HEAD\nrope of hemp\n=======\nrope of wire\n>>>>>>> other');
  expect(shown(text)[0]).toMatch(/rope of hemp.*rope of wire/s);
  expect(told(text).map((line) => line.split(' ', 2).join(' '))).toEqual([
    '9:1 text-todo:',
    '11:1 text-todo:',
    '13:1 text-todo:',
  ]);
});
