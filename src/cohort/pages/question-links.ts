import type { QuestionLinkView } from '../../render/views/cohort.js';
import { toRoot } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';

/** Links to the pages of all questions, relative to the page at `from`. */
export function linkQuestions({ questions }: Cohort, from: string): readonly QuestionLinkView[] {
  return questions.map(({ id, label, short, distinction, asks, answered, groups }) => {
    const path = paths.question(id);
    const href = toRoot(from) + path;
    return { id, title: label, short, distinction, asks, href, current: path === from, answered, groups };
  });
}
