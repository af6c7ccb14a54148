import type { Diagnostic } from './diagnostic.js';
import { lowerBound } from './lower-bound.js';
import type { Question } from './report.js';

/** Questions with one number, in the order of the source. */
interface Twins {
  readonly questions: Question[];
  readonly lines: number[];
}

/**
 * Prepares finding the question that a problem concerns: of several with one number, the one that the problem stands in.
 *
 * @param questions In the order of the source.
 */
export function questionOwners(
  questions: readonly Question[],
): (problem: Pick<Diagnostic, 'question' | 'span'>) => Question | undefined {
  const byNumber = new Map<number, Twins>();
  for (const question of questions) {
    const twins = byNumber.get(question.number) ?? { questions: [], lines: [] };
    twins.questions.push(question);
    twins.lines.push(question.span.line);
    byNumber.set(question.number, twins);
  }
  return ({ question, span }) => {
    const twins = question === undefined ? undefined : byNumber.get(question);
    return twins?.questions[Math.max(0, lowerBound(twins.lines, span.line + 1) - 1)];
  };
}
