import type { Diagnostic } from './diagnostic.js';
import { lowerBound } from './lower-bound.js';
import type { QuestionKey } from './question-key.js';
import type { Question } from './report.js';

/** What a question is found by. */
type Findable = Pick<Question, 'key' | 'span'>;

/** The questions with one key, in the order of the source, and the lines on which they begin. */
interface SameKey<Found> {
  readonly questions: Found[];
  readonly lines: number[];
}

/**
 * Returns a function that finds the question of a diagnostic: of several with the same key, the one around its line.
 *
 * @param questions In the order of the source.
 */
export function questionLookup<Found extends Findable>(
  questions: readonly Found[],
): (problem: Pick<Diagnostic, 'question' | 'span'>) => Found | undefined {
  const byKey = new Map<QuestionKey, SameKey<Found>>();
  for (const question of questions) {
    const same = byKey.get(question.key) ?? { questions: [], lines: [] };
    same.questions.push(question);
    same.lines.push(question.span.line);
    byKey.set(question.key, same);
  }
  return ({ question, span }) => {
    const same = question === undefined ? undefined : byKey.get(question);
    return same?.questions[Math.max(0, lowerBound(same.lines, span.line + 1) - 1)];
  };
}
