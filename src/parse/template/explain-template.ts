import type { Constraint } from '../../model/constraint.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionsOf } from '../../model/report.js';
import { readLimits } from '../limits/limits.js';
import { plainText } from '../text/plain-text.js';
import type { Template } from './template.js';

/** What was understood of one question of a template. */
export interface ExplainedQuestion {
  readonly key: QuestionKey;
  readonly label: string;
  /** Of its heading, 1-based. */
  readonly line: number;
  /** Empty for one that stands under no heading of its own. */
  readonly section: string;
  /** What is asked, as plain text on one line; empty where only the heading asks. */
  readonly prompt: string;
  readonly limits: readonly ExplainedLimit[];
  /** The line that states a length which is not understood. */
  readonly unclear?: number;
  /** What marks the place for the answer, as its first line; empty for nothing. */
  readonly placeholder: string;
}

/** A limit, and the line that states it; the configuration's have none. */
export type ExplainedLimit = Pick<Constraint, 'kind' | 'min' | 'max'> & { readonly line?: number };

/** Lays out what was understood of a template, question by question. */
export function explainTemplate(template: Template): readonly ExplainedQuestion[] {
  const written = new Map(questionsOf(template.report).map((question) => [question.key, question]));
  const unclear = new Map(template.unclear.map(({ key, line }) => [key, line]));
  return [...template.questions.values()].map((question): ExplainedQuestion => {
    const { key, label, section, prompt, constraints, placeholder } = question;
    const source = written.get(key);
    const limits = constraints.map(({ kind, min, max, from }): ExplainedLimit => {
      const line = from === 'configuration' ? undefined : lineOf(template, source?.prompt.span, kind);
      return {
        kind,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(line === undefined ? {} : { line }),
      };
    });
    const doubt = unclear.get(key);
    return {
      key,
      label,
      line: source?.span.line ?? 1,
      section,
      prompt: plainText(prompt.text).replace(/\s+/g, ' '),
      limits,
      ...(doubt === undefined ? {} : { unclear: doubt }),
      placeholder: placeholder.trim().split('\n')[0] ?? '',
    };
  });
}

/** The line of a prompt that states a limit by itself; its first line where the words are spread over several. */
function lineOf(
  { source: { lines } }: Template,
  span: { readonly line: number; readonly endLine: number } | undefined,
  kind: Constraint['kind'],
): number | undefined {
  if (!span) return undefined;
  const own = lines.slice(span.line - 1, span.endLine);
  const at = own.findIndex((text) => readLimits({ text, length: text.replace(/^\s*>\s?/, '') })[kind] !== undefined);
  return span.line + Math.max(at, 0);
}

/** What is told of a line that states a length in words that are not understood. */
export function describeUnclear(line: number): string {
  return `line ${line} states a length that is not understood: say it in \`questions\``;
}
