/** Templates of other courses, with different ways to number questions and to mark the answer field. */
import { type Question, questionsOf } from '../../../src/model/report.js';
import { type ParsedReport, parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import type { Template } from '../../../src/parse/template/template.js';

/** One question of a template: its heading with markup, its prompt, and its placeholder. */
export interface Asked {
  readonly heading: string;
  readonly prompt: string;
  readonly place: string;
  /** A heading above it. */
  readonly part?: string;
}

/** A document with these questions; `answers` replace the placeholders, which stay where there is no answer. */
export function write(asked: readonly Asked[], answers: readonly (string | undefined)[] = []): string {
  const blocks = asked.flatMap(({ heading, prompt, place, part }, index) => [
    ...(part === undefined ? [] : [part]),
    heading,
    ...[prompt, answers[index] ?? place].filter((text) => text !== ''),
  ]);
  return `# Course work\n\n${blocks.join('\n\n')}\n`;
}

export function templateOf(asked: readonly Asked[], name = 'course.md'): Template {
  return parseTemplate(write(asked), name);
}

export function parseWith(text: string, templates: readonly Template[]): ParsedReport {
  return parseReport({ text, path: 'a/README.md', slug: 'a', group: 'a', templates });
}

/** Each question as `key: label: status: words`. */
export function outline({ report }: ParsedReport): readonly string[] {
  return questionsOf(report).map(({ key, label, answer }) => `${key}: ${label}: ${answer.status}: ${answer.words}`);
}

/** A question's limits, `words 10-80`. */
export function limitsOf({ constraints }: Pick<Question, 'constraints'>): readonly string[] {
  return constraints.map(({ kind, min, max }) => `${kind} ${min ?? ''}-${max ?? ''}`);
}
