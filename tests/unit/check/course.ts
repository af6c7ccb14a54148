/** The course that reports in these tests are written for. */
import { parseTemplate } from '../../../src/parse/template/parse-template.js';

/** The prompt of each question, in the order of the template. */
export const prompts: readonly (readonly string[])[] = [
  [
    '> **How did you set up the bench? Name every instrument that you used, where it stood and why it stood there.**',
    '>',
    '> Recommended answer length: 20-400 words.',
    '>',
    '> Example:',
    '> *We used ... and ... on the left side.*',
  ],
  [
    '> **Insert 1-2 images of the bench, such that we can see all of the instruments that you describe above.**',
    '> **You can take inspiration from [this figure](figures/sample.png).**',
  ],
  ['> **Which sources of error did you expect before the first measurement, and which ones did you really meet?**'],
  [
    '> **Describe the data that came out of the experiment: its format, its size, and how you store and version it.**',
    '>',
    '> Answer length: 20-400 words + 1 to 3 figures.',
  ],
  ['> **Who did what in the group? State for each member the tasks, and how you divided the work between you.**'],
  [
    '> **What does the calibration curve look like, and what would you change about the procedure next time?**',
    '>',
    '> Recommended answer length: 0-400 words.',
  ],
  ['> **Reflect on the cost of the experiment: materials, hours of work, and computing time in the cloud.**'],
  [
    '> **What did you conclude, and how far do you trust the result? Explain your reasoning to a sceptical reader.**',
    '>',
    '> Answer length: 20-400 words',
  ],
];

/** Sections by the index of their first question. */
export const sections: Readonly<Record<number, readonly string[]>> = {
  0: ['## Setup', '', '> About the bench.'],
  3: ['## Measurements'],
  6: ['## Closing', '', '> Nearly done.'],
};

export const items: readonly (readonly string[])[] = [
  ['* [ ] Set up the bench by the window (L1)'],
  ['* [ ] Calibrate the scale before every single run', '    and write the result down (L1+L2)'],
  ['* [ ] Label all samples with a waterproof pen (L2)'],
  ['* [ ] Store the raw data in the shared folder (if necessary) (L3)'],
  ['* [ ] Clean up behind yourselves and switch off the light'],
];

export const head: readonly string[] = [
  '# Lab report',
  '',
  'Write your answers in the place of the dashed lines.',
  '',
  '![Sample](figures/<image>.<extension>)',
  '',
  '## Checklist',
  '',
  'Tick what is done.',
  '',
  '### Week 1',
  '',
];

/** Questions are numbered from 1. */
export function headingOf(index: number): string {
  return `### Question ${index + 1}`;
}

export function placeholderOf(number: number): string {
  return `--- question ${number} fill here ---`;
}

const questions = prompts.flatMap((prompt, index) => [
  ...(sections[index] ?? []),
  '',
  headingOf(index),
  '',
  ...prompt,
  '>',
  '> Answer:',
  '',
  placeholderOf(index + 1),
  '',
]);

export const template = parseTemplate([...head, ...items.flat(), '', ...questions].join('\n'), 'lab.md');
