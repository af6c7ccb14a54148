import type { QuestionLinkView } from '../../render/views/cohort.js';
import { toRoot } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import { titleOf } from '../entry.js';

/** The ways to the pages of all questions, seen from the page at `from`. */
export function linkQuestions({ questions, read }: Cohort, from: string): readonly QuestionLinkView[] {
  return questions.map(({ number, asks, answered, groups }) => {
    const path = paths.question(number);
    return {
      number,
      title: titleOf(read, number),
      asks,
      href: toRoot(from) + path,
      current: path === from,
      answered,
      groups,
    };
  });
}
