/** What is told of prompts and headings that are not the template's, word for word. */
import { describe, expect, it } from 'vitest';
import { promptChanged } from '../../../src/check/rules/prompt-changed.js';
import { parse, templateText, withAnswer } from '../parse/course.js';

const answered = withAnswer(1, 'Bench by the window.', withAnswer(3, 'It weighed two grams, we think.'));

function told(text: string): readonly string[] {
  const { report, template, findings } = parse(text);
  const input = { report, outcomes: new Map(), counting: 'read' as const, parsed: findings, pictures: [] };
  return promptChanged
    .find(template ? { ...input, template } : input)
    .map(({ message, span, question }) => `${question ?? '-'}:${span.line}: ${message}`);
}

describe('a prompt', () => {
  it('that states other limits is told, and the template’s hold', () => {
    const text = answered.replace('5-50 words', '1-9999 words');
    const line = text.slice(0, text.indexOf('> **What did you measure')).split('\n').length;
    expect(told(text)).toEqual([
      `3:${line}: The prompt of question 3 asks for 1 to 9999 words, and the template for 5 to 50 words. The template’s limit holds; put its wording back.`,
    ]);
    expect(parse(text).report.sections.at(-1)?.questions[0]?.constraints).toEqual([
      { kind: 'words', min: 5, max: 50, from: 'template' },
    ]);
  });

  it('whose example became an answer is told', () => {
    const text = templateText.replace(
      '> *We used ... and ... on the left side.*',
      '> *A lamp, a scale and two clamps stood behind the glass.*',
    );
    expect(told(text)).toEqual([
      '1:19: The example of question 1 was overwritten, and what stands in its place is not read as an answer. Move it below the prompt, and put the template’s example back.',
    ]);
  });

  it('that lost its length and its example is told nothing', () => {
    const text = answered
      .replace('> Recommended answer length: 10-20 words.\n>\n', '')
      .replace(/> Example:\n.*\n>\n/, '');
    expect(told(text)).toEqual([]);
  });
});

describe('a heading', () => {
  it('that labels another question than its prompt is told', () => {
    const text = answered.replace('### Question 3', '### Question 2');
    const line = text.slice(0, text.lastIndexOf('### Question 2')).split('\n').length;
    expect(told(text)).toEqual([
      `3:${line}: By its prompt this is the template’s “Question 3”, and its heading says “Question 2”. Correct the heading.`,
    ]);
  });

  it('without a number is told nothing', () => {
    expect(told(answered.replace('### Question 3', '### Our measurements'))).toEqual([]);
  });
});
