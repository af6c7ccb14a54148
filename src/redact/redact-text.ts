import type { QuestionKey } from '../model/question-key.js';
import { type Question, questionsOf, type Report } from '../model/report.js';
import type { Place } from '../model/span.js';
import type { Pseudonyms } from './pseudonyms.js';

/** What stands in place of a private answer. */
const removedAnswer = '*This answer was removed before publishing.*';

/** A prompt that asks who wrote the report: its answer is private whatever the configuration says. */
const asksForMembers =
  /\b(?:(?:study|student|matriculation) (?:number|id)s?|(?:who|which|enter|list|name|names)\b[^.?!]{0,30}\bmembers?|who (?:is|are|was|were) (?:in|on) (?:the|your) (?:group|team))\b/i;

/** What is taken out of a report. */
export interface Redaction {
  readonly pseudonyms: Pseudonyms;
  /** Keys of questions whose answers are private. */
  readonly questions: ReadonlySet<QuestionKey>;
}

/** The questions of a report whose answers are private: those the course names, and those that ask for the members. */
export function privateQuestions(report: Report, named: readonly QuestionKey[]): ReadonlySet<QuestionKey> {
  const asking = questionsOf(report).filter(({ prompt }) => asksForMembers.test(prompt.text));
  return new Set([...named, ...asking.map(({ key }) => key)]);
}

/**
 * Takes out of a README what must not be published, before anything else reads it: what is not in the text cannot come
 * up in a page, an index or a message made from it. Every line stays where it was.
 *
 * @param text the README that `report` was read from
 */
export function redactText(text: string, report: Report, { pseudonyms, questions }: Redaction): string {
  // Lines and the ends between them, in turn: as the parser counts lines, and every byte that is not taken out stays.
  const parts = text.split(/(\r\n|\r|\n)/);
  for (const question of questionsOf(report)) if (questions.has(question.key)) blank(parts, question);
  return pseudonyms(parts.join(''));
}

/** Takes an answer out of the lines it stands on; what is before it on the same line is not its own. */
function blank(parts: string[], { answer }: Question): void {
  if (answer.status !== 'answered') return;
  for (const [index, place] of answer.origin.entries()) cut(parts, place, index === 0 ? removedAnswer : '');
}

function cut(parts: string[], { line, column }: Place, put: string): void {
  const at = 2 * (line - 1);
  parts[at] = (parts[at] ?? '').slice(0, column - 1) + put;
}
