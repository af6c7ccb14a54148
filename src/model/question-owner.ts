import type { Diagnostic } from './diagnostic.js';
import { lowerBound } from './lower-bound.js';
import type { QuestionKey } from './question-key.js';
import type { Question } from './report.js';

/** Questions with one key, in the order of the source. */
interface Twins {
  readonly questions: Question[];
  readonly lines: number[];
}

/**
 * Prepares finding the question that a problem concerns: of several with one key, the one that the problem stands in.
 *
 * @param questions In the order of the source.
 */
export function questionOwners(
  questions: readonly Question[],
): (problem: Pick<Diagnostic, 'question' | 'span'>) => Question | undefined {
  const byKey = new Map<QuestionKey, Twins>();
  for (const question of questions) {
    const twins = byKey.get(question.key) ?? { questions: [], lines: [] };
    twins.questions.push(question);
    twins.lines.push(question.span.line);
    byKey.set(question.key, twins);
  }
  return ({ question, span }) => {
    const twins = question === undefined ? undefined : byKey.get(question);
    return twins?.questions[Math.max(0, lowerBound(twins.lines, span.line + 1) - 1)];
  };
}
