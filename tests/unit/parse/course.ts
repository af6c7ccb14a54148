import { type Question, questionsOf } from '../../../src/model/report.js';
import { type ParsedReport, parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import type { Template } from '../../../src/parse/template/template.js';

/** A small course: two sections, three questions, a checklist. */
export const templateText = `# Lab report

Write your answers in the place of the dashed lines.

## Checklist

### Week 1

* [ ] Set up the bench (L1)
* [ ] Calibrate the scale
    twice (L1+L2)

## Setup

> About the bench.

### Question 1

> **How did you set up the bench? Name every instrument that you used and where it stood.**
>
> Recommended answer length: 10-20 words.
>
> Example:
> *We used ... and ... on the left side.*
>
> Answer:

--- question 1 fill here ---

### Question 2

> **Insert 1-2 images of the bench, such that we can see the instruments. You can take inspiration from**
> **[this figure](figures/sample.png).**
>
> Answer:

--- question 2 fill here ---

## Results

### Question 3

> **What did you measure, and how far do you trust the result? Explain your reasoning.**
>
> Answer length: 5-50 words
>
> Answer:

--- question 3 fill here ---
`;

export const template: Template = parseTemplate(templateText, 'lab.md');

/** Replaces the part of the template between two markers. */
export function withAnswer(number: number, replacement: string, text: string = templateText): string {
  return text.replace(`--- question ${number} fill here ---`, () => replacement);
}

export function parse(text: string, templates: readonly Template[] = [template]): ParsedReport {
  return parseReport({ text, path: 'lab/README.md', slug: 'lab', group: 'lab', templates });
}

export function question(text: string, number: number, templates?: readonly Template[]): Question {
  const found = questionsOf(parse(text, templates).report).find((candidate) => candidate.number === number);
  if (!found) throw new Error(`no question ${number}`);
  return found;
}

/** The Markdown of every answer, by number, to check that an edit of one answer leaves the others unchanged. */
export function answers(text: string, templates?: readonly Template[]): Record<number, string> {
  return Object.fromEntries(
    questionsOf(parse(text, templates).report).map(({ number, answer }) => [number, answer.markdown]),
  );
}
