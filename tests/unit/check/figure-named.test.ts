import { describe, expect, it } from 'vitest';
import { figureCount } from '../../../src/check/rules/figure-count.js';
import { figureMissingFile } from '../../../src/check/rules/figures.js';
import { indexFiles } from '../../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import type { Finding } from '../../../src/model/diagnostic.js';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

const folder = ['figures/tide gauge.png', 'figures/dunes.jpg', 'figures/mole.png', 'map.svg'];

interface Asked {
  readonly answer: string;
  readonly prompt?: string;
  readonly pictures?: readonly string[];
}

function findings(rule: typeof figureCount, { answer, prompt, pictures = folder }: Asked): readonly Finding[] {
  const asked = prompt ?? 'Insert 1 figure of the coast.';
  const files = indexFiles(pictures, []);
  const { report } = parseReport({
    text: `# Coast\n\n### Question 1\n\n> **${asked}**\n>\n> Answer:\n\n${answer}\n`,
    path: 'lab/README.md',
    slug: 'lab',
    group: 'lab',
    templates: [],
    isOwnFile: (href) => resolveFigure(href, files).kind === 'local',
  });
  const outcomes = new Map<string, FigureOutcome>(
    report.figures.map(({ href }) => [href, { target: resolveFigure(href, files), failure: 'absent', reason: '' }]),
  );
  return rule.find({ report, outcomes, pictures, counting: 'read', parsed: [] });
}

const messages = (asked: Asked): readonly string[] =>
  findings(figureCount, asked).map(({ span, message }) => `${span.line}:${span.column} ${message}`);

const isNamed = (name: string, write: string): string =>
  `The figure “${name}” is named but not shown; the prompt asks for 1 figure. Write “${write}” in the text, outside code.`;

describe('an image that an answer mentions but does not show', () => {
  it.each([
    [
      'in backticks',
      'The wind made `figures/dunes.jpg` what it is.',
      '9:16',
      'figures/dunes.jpg',
      'What the figure shows',
    ],
    ['in a fence', '```\n![Dunes at noon](figures/dunes.jpg)\n```', '10:18', 'figures/dunes.jpg', 'Dunes at noon'],
    ['in braces', 'x\n\n![Dunes at noon]{figures/dunes.jpg}', '11:18', 'figures/dunes.jpg', 'Dunes at noon'],
    [
      'in parentheses that stay open',
      '![Dunes at noon](figures/dunes.jpg',
      '9:18',
      'figures/dunes.jpg',
      'Dunes at noon',
    ],
    ['as text', 'See ./figures/dunes.jpg.', '9:5', './figures/dunes.jpg', 'What the figure shows'],
    ['by its bare name, in another letter case', 'See (Dunes.JPG).', '9:6', 'Dunes.JPG', 'What the figure shows'],
    ['with a backslash', 'See `figures\\dunes.jpg`', '9:6', 'figures\\dunes.jpg', 'What the figure shows'],
    [
      'with a stock phrase as its text',
      '![image]{figures/dunes.jpg}',
      '9:10',
      'figures/dunes.jpg',
      'What the figure shows',
    ],
  ])('is reported where it is mentioned: %s', (_, answer, place, name, alt) => {
    expect(messages({ answer })).toEqual([`${place} ${isNamed(name, `![${alt}](figures/dunes.jpg)`)}`]);
  });

  it('is reported to have spaces in its URL', () => {
    const answer = 'Look:\n\n![The gauge in March](figures/tide gauge.png)';
    expect(findings(figureCount, { answer })).toEqual([
      {
        rule: 'figure-count',
        message:
          'The figure “figures/tide gauge.png” is not shown, because its address has blanks; the prompt asks for 1 figure. Write “![The gauge in March](figures/tide%20gauge.png)” in the text, outside code.',
        span: { path: 'lab/README.md', line: 11, column: 23, endLine: 11, endColumn: 45 },
        question: '1',
        suggestion: '![The gauge in March](figures/tide%20gauge.png)',
      },
    ]);
  });

  it('is reported once, and no more images than are required', () => {
    const answer = 'First `dunes.jpg`, then `figures/dunes.jpg`, then `map.svg`, then `mole.png`.';
    expect(
      messages({ answer, prompt: 'Insert 2 figures of the coast.' }).map((message) => message.slice(0, 30)),
    ).toEqual(['9:8 The figure “dunes.jpg” is ', '9:52 The figure “map.svg” is n']);
  });

  it('leaves the remaining figures to be added', () => {
    expect(messages({ answer: 'Only `map.svg`.', prompt: 'Insert 3 figures of the coast.' })).toEqual([
      '9:7 The figure “map.svg” is named but not shown; the prompt asks for 3 figures. Write “![What the figure shows](map.svg)” in the text, outside code.',
      '9:1 The answer has no figure, besides 1 that it only names; the prompt asks for 3 figures. Add 2 figures.',
    ]);
  });

  it.each([
    ['a longer name', 'See `my-dunes.jpg` and `dunes.jpg.bak`.'],
    ['a file elsewhere', 'It lies in `/srv/www/map.svg` and at `https://example.org/figures/dunes.jpg`.'],
    ['a folder that is another', 'It lies in `old/dunes.jpg`.'],
  ])('is not mentioned by %s', (_, answer) => {
    expect(messages({ answer })).toEqual(['9:1 The answer has no figure; the prompt asks for 1 figure. Add 1 figure.']);
  });

  it('is no problem if no figure is required, or enough are shown', () => {
    expect(messages({ answer: 'See `figures/dunes.jpg`.', prompt: 'Describe the coast.' })).toEqual([]);
    expect(messages({ answer: '![Dunes](figures/dunes.jpg)\n\nThis is `figures/dunes.jpg`, not `map.svg`.' })).toEqual(
      [],
    );
  });
});

it('searches a long answer quickly', () => {
  const pictures = Array.from({ length: 2_000 }, (_, index) => `figures/${'a'.repeat(index % 200)}${index}.png`);
  const answer = `${'.png/'.repeat(80_000)} ${'![x](y/z.png '.repeat(10_000)}`;
  const start = process.cpuUsage();
  expect(messages({ answer, pictures })).toHaveLength(1);
  expect(cpuMilliseconds(start)).toBeLessThan(5_000);
});

describe('a figure whose file is missing', () => {
  const missing = (answer: string, pictures: readonly string[]): readonly (string | undefined)[] =>
    findings(figureMissingFile, { answer, pictures }).flatMap(({ message, suggestion }) => [message, suggestion]);
  const there = 'There is no file “figures/ebb-and-flow.png” in the report’s folder.';

  it('may be the only image that is not shown', () => {
    const answer = '![Ebb](figures/ebb-and-flow.png)\n\n![Dunes](figures/dunes.jpg)';
    expect(missing(answer, ['figures/IMG 12.png', 'figures/dunes.jpg'])).toEqual([
      `${there} Did you mean “figures/IMG%2012.png”, which is shown nowhere?`,
      'figures/IMG 12.png',
    ]);
    expect(missing(answer, ['figures/dunes.jpg', 'figures/one.png', 'two.png'])).toEqual([
      `${there} Did you mean one of those that are shown nowhere: “figures/one.png”, “two.png”?`,
      undefined,
    ]);
  });

  it('is not suggested from many images, nor from those that are shown', () => {
    const add = `${there} Add the file to the report’s folder, or correct the address.`;
    const answer = '![Ebb](figures/ebb-and-flow.png)\n\n![Dunes](figures/dunes.jpg)';
    expect(missing(answer, ['figures/dunes.jpg'])).toEqual([add, undefined]);
    expect(missing(answer, ['figures/dunes.jpg', ...Array.from('abcd', (name) => `x/${name}.png`)])).toEqual([
      add,
      undefined,
    ]);
  });
});
