import { describeRange } from '../check/ranges.js';
import { describeUnclear, type ExplainedQuestion, explainTemplate } from '../parse/template/explain-template.js';
import type { Template } from '../parse/template/template.js';
import { printable } from './terminal.js';

/** Most characters of a prompt that are printed: enough to know it again. */
const promptLength = 60;

/** For the eye of who wrote a template: what was understood of each question, and where its limits are stated. */
export function formatExplanation(templates: readonly Template[]): string {
  return templates.map(formatTemplate).join('\n');
}

function formatTemplate(template: Template): string {
  const questions = explainTemplate(template);
  const head = `${printable(template.name)}: ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}`;
  const width = questions.reduce((most, { key }) => Math.max(most, key.length), 3);
  let section = '';
  const blocks = questions.map((question) => {
    const heading = question.section === section || question.section === '' ? [] : ['', printable(question.section)];
    section = question.section;
    return [...heading, ...formatQuestion(question, width)].join('\n');
  });
  return `${[head, ...blocks].join('\n')}\n`;
}

function formatQuestion(question: ExplainedQuestion, width: number): readonly string[] {
  const { key, label, line, prompt, placeholder } = question;
  const indent = ' '.repeat(width + 4);
  const asked = prompt === '' ? 'asks nothing but its heading' : `“${shortened(prompt)}”`;
  const place = placeholder === '' ? 'the answer follows the prompt' : `the answer replaces ${shortened(placeholder)}`;
  return [
    `  ${key.padEnd(width)}  ${printable(label)}, line ${line}`,
    `${indent}${printable(asked)}`,
    `${indent}${limitsOf(question)}; ${printable(place)}`,
  ];
}

function limitsOf({ limits, unclear }: ExplainedQuestion): string {
  const known = limits.map((limit) => {
    const from = limit.line === undefined ? 'from the configuration' : `line ${limit.line}`;
    return `${describeRange(limit)} (${from})`;
  });
  const doubt = unclear === undefined ? [] : [describeUnclear(unclear)];
  return [...known, ...doubt].join(', ') || 'no limits';
}

function shortened(text: string): string {
  return text.length <= promptLength ? text : `${text.slice(0, promptLength).replace(/\s*\S*$/, '')} …`;
}
