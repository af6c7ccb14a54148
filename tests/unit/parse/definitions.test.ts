/** Footnotes and link definitions, which hold for the whole document wherever they stand. */
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { redactText } from '../../../src/redact/redact-text.js';
import { readableText } from '../../../src/render/html/readable-text.js';
import { processReport } from '../../support/process-report.js';

/** A report with these answers, and something above its questions. */
const report = (answers: readonly string[], above = ''): string =>
  `# Log\n\n${above}\n\n${answers
    .map(
      (answer, index) =>
        `### Question ${index + 1}\n\n> **What about part ${index + 1}?**\n>\n> Answer:\n\n${answer}\n`,
    )
    .join('\n')}`;

const parse = (text: string) => parseReport({ text, path: 'a/README.md', slug: 'a', group: 'a', templates: [] });

/** The answers as a reader sees them. */
function shown(text: string): readonly string[] {
  return processReport(text).view.sections.flatMap(({ questions }) =>
    questions.map(({ answer }) => readableText(answer)),
  );
}

const htmlOf = (text: string): string =>
  processReport(text)
    .view.sections.flatMap(({ questions }) => questions.map(({ answer }) => `${answer}`))
    .join('\n');

const words = (text: string): readonly number[] => questionsOf(parse(text).report).map(({ answer }) => answer.words);

describe('a footnote', () => {
  const atEnd = report([
    'The keel[^keel] bent, and so did the mast[^mast].',
    'It bent once more[^keel] in May.\n\n[^keel]: Oak, from the old yard.\n[^mast]: Pine.\n\n    In two parts.',
  ]);

  it('is shown with each answer that refers to it, wherever it is defined', () => {
    expect(shown(atEnd)).toEqual([
      'The keel[1] bent, and so did the mast[2].\n\nOak, from the old yard.\n\nPine.\n\nIn two parts.',
      'It bent once more[1] in May.\n\nOak, from the old yard.',
    ]);
    expect(shown(report(['One[^a].', 'Two[^a].'], '[^a]: From the front.'))).toEqual([
      'One[1].\n\nFrom the front.',
      'Two[1].\n\nFrom the front.',
    ]);
  });

  it('counts as words of no answer', () => {
    expect(words(atEnd)).toEqual([8, 6]);
  });

  it('has ids of its own in each answer', () => {
    const ids = [...htmlOf(atEnd).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['fn-q1-1', 'fnref-q1-1', 'fn-q1-2', 'fn-q2-1', 'fnref-q2-1']));
  });

  it('makes no answer of what is nothing else', () => {
    const { report: read } = parse(report(['Bent[^a].', '[^a]: Oak.']));
    expect(questionsOf(read).map(({ answer }) => answer.status)).toEqual(['answered', 'empty']);
  });

  it('may refer to another one', () => {
    expect(shown(report(['Bent[^a].', '[^b]: Pine.\n\n[^a]: Oak[^b].', 'So.']))).toEqual([
      'Bent[1].\n\nOak[2].\n\nPine.',
      '',
      'So.',
    ]);
  });

  it('stays where it is, and counts, when nothing refers to it', () => {
    const unused = report(['Bent `[^a]` and\n\n    [^a] x', 'So it was.\n\n[^a]: Oak, from the yard.']);
    expect(shown(unused)[1]).toBe('So it was.\n\n[^a]: Oak, from the yard.');
    expect(words(unused)[1]).toBe(8);
    expect(shown(report(['- [x] done[^a]', '[^a]: Oak.'], '## Checklist\n\n* [x] ready[^b]\n\n[^b]: Pine.'))).toEqual([
      '[x] done[1]\n\nOak.',
      '',
    ]);
    expect(htmlOf(report(['Oak.'], '## Checklist\n\n* [x] ready[^b]\n\n[^b]: Pine.'))).not.toContain('Pine');
  });

  it('is not shown in an answer that has it only in code', () => {
    expect(shown(report(['Bent[^a].', 'Write `[^a]`.', '[^a]: Oak.']))).toEqual([
      'Bent[1].\n\nOak.',
      'Write [^a].',
      '',
    ]);
  });

  it('of which there are two is shown twice: the first as the note, the second where it stands', () => {
    expect(shown(report(['One[^a].\n\n[^a]: Oak.', 'Two[^a].\n\n[^a]: Pine.']))).toEqual([
      'One[1].\n\nOak.',
      'Two[1].\n\n[^a]: Pine.\n\nOak.',
    ]);
  });

  it('loses no word where one is defined inside another', () => {
    expect(shown(report(['One[^a], two[^b].\n\n[^a]: Oak.\n\n    [^b]: Pine.']))).toEqual([
      'One[1], two[^b].\n\nOak.\n\n[^b]: Pine.',
    ]);
  });

  it('is reached past what the answer leaves open', () => {
    expect(shown(report(['One[^a].\n\n```\ncode', '[^a]: Oak.']))[0]).toBe('One[1].\n\ncode\n\nOak.');
    expect(shown(report(['One[^a].\n\n<!-- open', '[^a]: Oak.']))[0]).toBe('One[1].\n\nOak.');
  });

  it('stays where it is when only the stated length or a question in bold refers to it', () => {
    const text =
      '# Log\n\n### Question 1\n\n> **What bent?**\n>\n> Answer length: 5-20 words[^len].\n>\n> Answer:\n\nThe keel.\n\n[^len]: As in the rules[^rule].\n\n[^rule]: Of May.\n';
    expect(shown(text)).toEqual(['The keel.\n\n[^len]: As in the rules[1].\n\nOf May.']);
    const bold =
      '# Log\n\n**Question 1: What bent?[^b]**\n\nAnswer: The keel.\n\n[^b]: In May.\n\n**Question 2: When?**\n\nAnswer: In June.\n';
    expect(shown(bold)).toEqual(['The keel.\n\n[^b]: In May.', 'In June.', '']);
  });

  it('inside a quotation or a list is one as well', () => {
    expect(shown(report(['One[^a], two[^b].', '> So.\n>\n> [^a]: Oak,\n> red.\n\n- Pine\n\n  [^b]: white.']))).toEqual([
      'One[1], two[2].\n\nOak, red.\n\nwhite.',
      'So.\n\nPine',
    ]);
  });

  it('leaves nothing behind of a list or quotation that it ends with', () => {
    const text = report([
      'One[^a], two[^b].',
      '[^a]: Oak:\n\n    - red\n\n[^b]: > Pine,\n    > white.\n\n> [^c]: Ash\n>\n>     1. dry\n\nThree[^c].',
    ]);
    expect(shown(text)).toEqual(['One[1], two[2].\n\nOak:\n\nred\n\nPine, white.', 'Three[1].\n\nAsh\n\ndry']);
  });

  it('is found by its label whatever the case, and shown by it as written', () => {
    expect(
      shown(
        report(['One[^Oak], two[^OAK].', '[^oak]: Red.\n\n[^Ash]: Dry.\n\n[^GROß]: Tall[^gross].', 'Three[^groß].']),
      ),
    ).toEqual(['One[1], two[1:1].\n\nRed.', '[^Ash]: Dry.', 'Three[1].\n\nTall[1:1].']);
  });

  it('is checked once, where it stands', () => {
    const text = report(['One[^a].', 'Two[^a].\n\n[^a]: TODO, see [it](#nowhere) ![](none.png).']);
    expect(
      processReport(text)
        .diagnostics.filter(({ rule }) => !/answer|question|prompt|checklist/.test(rule))
        .map(({ rule, span }) => `${rule} ${span.line}:${span.column}`),
    ).toEqual(['text-todo 21:7', 'link-broken 21:17', 'figure-missing-file 21:32', 'figure-alt 21:32']);
  });

  it('that many answers refer to is not multiplied without end, which is told', () => {
    const many = Array.from({ length: 100 }, (_, index) => `See[^long] and[^short] ${index}.`);
    const text = `${report(many)}\n[^long]: ${'A very long note. '.repeat(1000)}\n\n[^short]: Oak.\n`;
    const { diagnostics, view } = processReport(text);
    expect(
      diagnostics.filter(({ rule }) => rule === 'report-too-large').map(({ message, span }) => [message, span.line]),
    ).toEqual([
      [
        'Footnotes are shown with each answer that refers to them, 200000 characters of them more than once at most; this one stays where it is written, and references elsewhere are shown as they are written. Shorten it, or refer to it from fewer answers.',
        text.split('\n').findIndex((line) => line.startsWith('[^long]')) + 1,
      ],
    ]);
    const answers = view.sections.flatMap(({ questions }) => questions.map(({ answer }) => readableText(answer)));
    expect(answers[0]).toBe('See[^long] and[1] 0.\n\nOak.');
    expect(answers[99]).toMatch(/^See\[1\] and\[2\] 99\.\n\n(?:A very long note\. ?)+\n\nOak\.$/);
  });
});

describe('a link definition', () => {
  const text = report([
    'Read [the log][l] first, and [keel].',
    'So.\n\n[l]: https://example.org/log "The whole log"\n[keel]: https://example.org/k',
  ]);

  it('is invisible and counts nowhere when another answer uses it', () => {
    expect(shown(text)).toEqual(['Read the log first, and keel.', 'So.']);
    expect(htmlOf(text)).toContain('<a title="The whole log" href="https://example.org/log"');
    expect(words(text)).toEqual([6, 1]);
  });

  it('is shown and counted when nothing uses it, in code neither', () => {
    expect(shown(report(['Read `[l]`.', 'So.\n\n[l]: https://example.org/log "The whole log"']))[1]).toBe(
      'So.\n\n[l]: https://example.org/log "The whole log"',
    );
  });

  it('that repeats a used one is invisible, and one that leads elsewhere is shown', () => {
    const twice = (second: string): readonly string[] =>
      shown(report(['Read [l].\n\n[l]: https://example.org/log', `So.\n\n[l]: ${second}`]));
    expect(twice('https://example.org/log')).toEqual(['Read l.', 'So.']);
    expect(twice('https://example.org/other')).toEqual(['Read l.', 'So.\n\n[l]: https://example.org/other']);
  });

  it('is found by an item of the checklist', () => {
    const read = processReport(
      report(['So.\n\n[l]: https://example.org/log'], '## Checklist\n\n* [x] read [the log][l]'),
    );
    expect(`${read.view.checklist.groups[0]?.items[0]?.html}`).toContain('href="https://example.org/log"');
  });
});

describe('a copy without private answers', () => {
  it('keeps the definitions that other answers use, and no other', () => {
    const text = report([
      'The keel[^keel] bent.[^both]',
      'Ada Lovelace[^ada], see [her page][page].\n\n[^keel]: Oak.\n[^both]: Of both.\n\n[page]: https://example.org/ada',
      'So.\n\n[^ada]: Born in 1815[^more].[^both]\n\n[^more]: Or so.',
    ]);
    const { report: read } = parse(text);
    const redacted = redactText(text, read, { questions: new Set(['2']), pseudonyms: (part) => part });
    expect(redacted.split('\n')).toHaveLength(text.split('\n').length);
    expect(shown(redacted)).toEqual([
      'The keel[1] bent.[2]\n\nOak.\n\nOf both.',
      'This answer was removed before publishing.',
      'So.',
    ]);
    expect(redacted).not.toMatch(/Ada|1815|Or so|ada/);
  });
});
