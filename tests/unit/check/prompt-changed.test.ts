/** Complete messages about prompts and headings that differ from the template. */
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
  it('with other limits is reported, and the template’s limits apply', () => {
    const text = answered.replace('5-50 words', '1-9999 words');
    const line = text.slice(0, text.indexOf('> **What did you measure')).split('\n').length;
    expect(told(text)).toEqual([
      `3:${line}: The prompt of question 3 asks for 1 to 9999 words, and the template for 5 to 50 words. The template’s limit holds; put its wording back.`,
    ]);
    expect(parse(text).report.sections.at(-1)?.questions[0]?.constraints).toEqual([
      { kind: 'words', min: 5, max: 50, from: 'template' },
    ]);
  });

  it('with an answer in place of its example is reported', () => {
    const text = templateText.replace(
      '> *We used ... and ... on the left side.*',
      '> *A lamp, a scale and two clamps stood behind the glass.*',
    );
    expect(told(text)).toEqual([
      '1:19: The example of question 1 was overwritten, and what stands in its place is not read as an answer. Move it below the prompt, and put the template’s example back.',
    ]);
  });

  it('without its length line and example is not reported', () => {
    const text = answered
      .replace('> Recommended answer length: 10-20 words.\n>\n', '')
      .replace(/> Example:\n.*\n>\n/, '');
    expect(told(text)).toEqual([]);
  });
});

describe('a heading', () => {
  it('with another question’s label than its prompt’s is reported', () => {
    const text = answered.replace('### Question 3', '### Question 2');
    const line = text.slice(0, text.lastIndexOf('### Question 2')).split('\n').length;
    expect(told(text)).toEqual([
      `3:${line}: By its prompt this is the template’s “Question 3”, and its heading says “Question 2”. Correct the heading.`,
    ]);
  });

  it('without a number is not reported', () => {
    expect(told(answered.replace('### Question 3', '### Our measurements'))).toEqual([]);
  });
});
