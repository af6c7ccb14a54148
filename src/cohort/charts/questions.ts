import type { QuestionLinkView } from '../../render/views/cohort.js';
import type { QuestionBarView } from '../../render/views/groups.js';

const height = 40;

/** What can still be seen of a bar, and of the room above it. */
const least = 2;

/** Draws how many groups answered each question. One group more or less than none or all can be seen among hundreds. */
export function chartQuestions(questions: readonly QuestionLinkView[]): readonly QuestionBarView[] {
  return questions.map((question) => ({ ...question, bar: barOf(question) }));
}

function barOf({ answered, groups }: QuestionLinkView): number {
  if (answered === 0) return 0;
  if (answered === groups) return height;
  return Math.min(Math.max(Math.round((height * answered) / groups), least), height - least);
}
