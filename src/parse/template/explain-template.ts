import type { Constraint } from '../../model/constraint.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionsOf } from '../../model/report.js';
import { readLimits } from '../limits/limits.js';
import { plainText } from '../text/plain-text.js';
import type { Template } from './template.js';

/** How one question of a template was interpreted, for `--explain`. */
export interface ExplainedQuestion {
  readonly key: QuestionKey;
  readonly label: string;
  /** The line of its heading, 1-based. */
  readonly line: number;
  /** Empty for a question without a section heading. */
  readonly section: string;
  /** The prompt, as plain text on one line; empty if there is only a heading. */
  readonly prompt: string;
  readonly limits: readonly ExplainedLimit[];
  /** The line that states a length that could not be interpreted. */
  readonly unclear?: number;
  /** The first line of the placeholder; empty for none. */
  readonly placeholder: string;
}

/** A limit and the line that states it; limits of the configuration have none. */
export type ExplainedLimit = Pick<Constraint, 'kind' | 'min' | 'max'> & { readonly line?: number };

/** Describes how a template was interpreted, question by question. */
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

/** The line of a prompt that states a limit; its first line if the words are spread over several. */
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

/** The message about a line with a length that could not be interpreted. */
export function describeUnclear(line: number): string {
  return `line ${line} states a length that is not understood: say it in \`questions\``;
}
